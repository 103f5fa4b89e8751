/** A tree as plain text for a mail or a terminal: marks are gone, items keep their markers, links their addresses. */
import type { Block, Item, Line } from "./tree.ts";

export const plainWords = (blocks: readonly Block[]): string =>
  blocks.map((block) => blockWords(block, "")).join("\n\n");

const lineWords = (line: Line): string =>
  line.spans
    .map(({ text, href }) => (href === undefined || href === text || href.startsWith("#") ? text : `${text} <${href}>`))
    .join("");

function blockWords(block: Block, indent: string): string {
  switch (block.kind) {
    case "heading":
    case "paragraph":
    case "code":
      return block.lines.map((line) => indent + lineWords(line)).join("\n");
    case "list":
      return block.items.map((item) => itemWords(item, indent)).join("\n");
    case "quote":
      return block.blocks.map((inner) => blockWords(inner, `${indent}> `)).join("\n");
    case "table":
      return block.rows
        .map((row) => indent + row.map((cell) => cell.lines.map(lineWords).join(" ")).join(" | "))
        .join("\n");
    case "rule":
      return `${indent}* * *`;
  }
}

function itemWords(item: Item, indent: string): string {
  const inner = `${indent}${" ".repeat(item.marker.length + 1)}`;
  const words = item.blocks.map((block) => blockWords(block, inner)).join("\n");
  const box = item.checked === null ? "" : item.checked ? "[x] " : "[ ] ";
  return `${indent}${item.marker} ${box}${words.slice(inner.length)}`;
}
