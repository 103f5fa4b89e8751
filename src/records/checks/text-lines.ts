import type { Block, DocumentTree, Line } from "../../platform/formats/tree.ts";
import type { TextLine } from "./rule.ts";

/** The visible lines of a document from top to bottom, whatever they are nested in. */
export function textLines(tree: DocumentTree): TextLine[] {
  const lines: TextLine[] = [];
  collect(tree.blocks, "paragraph", lines);
  return lines;
}

function collect(blocks: Block[], paragraphPlace: TextLine["place"], into: TextLine[]): void {
  for (const block of blocks) {
    if (block.kind === "heading") add(block.lines, "heading", into);
    else if (block.kind === "paragraph") add(block.lines, paragraphPlace, into);
    else if (block.kind === "code") add(block.lines, "code", into);
    else if (block.kind === "quote") collect(block.blocks, "quote", into);
    else if (block.kind === "list") for (const item of block.items) collect(item.blocks, "item", into);
    else if (block.kind === "table")
      for (const row of block.rows) for (const cell of row) add(cell.lines, "cell", into);
  }
}

function add(lines: Line[], place: TextLine["place"], into: TextLine[]): void {
  for (const { line, spans } of lines) into.push({ line, spans, place, text: plain(spans) });
}

const plain = (spans: Line["spans"]): string =>
  spans.length === 1 ? (spans[0]?.text ?? "") : spans.map((span) => span.text).join("");

/** The words of each source line; cells of one row are joined by commas. */
export function textByLine(lines: TextLine[]): Map<number, string> {
  const words = new Map<number, string>();
  for (const { line, text } of lines) {
    const before = words.get(line);
    words.set(line, before === undefined ? text : `${before}, ${text}`);
  }
  return words;
}
