/** A block of the tree as Markdown again, so that what was read can be kept and shown as text. */
import type { Block, Line, Span } from "../../platform/formats/tree.ts";

/** Lines end in hard breaks, so that what stood on a line of its own still does. */
export function markdownOf(block: Block): string {
  switch (block.kind) {
    case "heading":
      return `${"#".repeat(Math.min(6, Math.max(1, block.level)))} ${block.lines.map(inline).join(" ")}`;
    case "paragraph":
      return block.lines
        .map(inline)
        .filter((line) => line !== "")
        .join("\\\n");
    case "list":
      return block.items
        .map((item) => {
          const marker = block.ordered ? `${/^\d+/.exec(item.marker)?.[0] ?? "1"}. ` : "- ";
          const box = item.checked === null ? "" : item.checked ? "[x] " : "[ ] ";
          const body = item.blocks
            .map(markdownOf)
            .filter((text) => text !== "")
            .join("\n");
          return `${marker}${box}${body.replaceAll("\n", `\n${" ".repeat(marker.length)}`)}`;
        })
        .join("\n");
    case "table":
      return tableOf(
        block.rows.map((row) => row.map((cell) => cell.lines.map(inline).join("<br>").replaceAll("|", "\\|"))),
      );
    case "quote":
      return block.blocks.map(markdownOf).join("\n\n").replace(/^/gm, "> ");
    case "code":
      return `\`\`\`\n${block.lines.map((line) => line.spans.map((span) => span.text).join("")).join("\n")}\n\`\`\``;
    case "rule":
      return "---";
  }
}

function tableOf(rows: string[][]): string {
  const width = rows.reduce((most, row) => Math.max(most, row.length), 0);
  if (width === 0) return "";
  const line = (row: string[]): string => `| ${Array.from({ length: width }, (_, at) => row[at] ?? "").join(" | ")} |`;
  const [head = [], ...rest] = rows;
  return [line(head), `|${" --- |".repeat(width)}`, ...rest.map(line)].join("\n");
}

function inline(line: Line): string {
  const text = line.spans.map(spanOf).join("").trim();
  // What would begin a heading, a list or a rule at the start of a line is kept from it.
  return !OPENS_BLOCK.test(text)
    ? text
    : text.replace(/^(#{1,6}\s|>|[-+]\s|\d{1,9}[.)]\s|={3,}|-{3,}|\*{3,})/, (mark) =>
        /^\d/.test(mark) ? mark.replace(/([.)])/, "\\$1") : `\\${mark}`,
      );
}

const OPENS_BLOCK = /^[#>+\-\d=*]/;

function spanOf(span: Span): string {
  const core = span.text.trim();
  if (core === "") return span.text;
  const from = span.text.length === core.length ? 0 : span.text.length - span.text.trimStart().length;
  const lead = span.text.slice(0, from);
  const tail = span.text.slice(from + core.length);
  let text = span.code ? `\`${core}\`` : escaped(core);
  if (span.struck) text = `~~${text}~~`;
  if (span.italic) text = `_${text}_`;
  if (span.bold) text = `**${text}**`;
  if (span.href !== undefined && span.href !== core)
    text = `[${text}](<${span.href.replace(/[<>\s]/g, encodeURIComponent)}>)`;
  else if (span.href !== undefined) text = `<${span.href.replace(/[<>\s]/g, encodeURIComponent)}>`;
  return `${lead}${text}${tail}`;
}

/** An address is left as it is; else the marks of Markdown are taken as characters. */
const escaped = (text: string): string =>
  !HAS_MARK.test(text)
    ? text
    : text
        .split(/(\bhttps?:\/\/\S+)/)
        .map((part, index) => (index % 2 === 1 ? part : withMarksEscaped(part)))
        .join("");

const HAS_MARK = /[\\`*_[\]<~|]/;

/** The backslash first, so that none is escaped that was put in here. */
const MARKS = [..."\\`*_[]<~|"];

/** Mark by mark: a text of nothing but brackets would make an expression's replacement grow faster than the text. */
function withMarksEscaped(text: string): string {
  let escaped = text;
  for (const mark of MARKS) if (escaped.includes(mark)) escaped = escaped.split(mark).join(`\\${mark}`);
  return escaped;
}
