/** What readers of several formats do with the lines of the tree. */
import type { Block, Line, Span } from "./tree.ts";

/** Adds to the line's last span where both look alike, so that a word cut by the file's own marks is one again. */
export function addSpan(line: Line, span: Span): void {
  if (span.text === "") return;
  const last = line.spans[line.spans.length - 1];
  if (last !== undefined && looksAlike(last, span)) last.text += span.text;
  else line.spans.push(span);
}

const looksAlike = (a: Span, b: Span): boolean =>
  a.bold === b.bold && a.italic === b.italic && a.struck === b.struck && a.code === b.code && a.href === b.href;

/** Takes the white space off the ends of the lines, in place, and gives those that have anything left. */
export function trimmed(lines: Line[]): Line[] {
  for (const line of lines) trimLine(line);
  return lines.filter((line) => line.spans.length > 0);
}

function trimLine(line: Line): void {
  const first = line.spans.findIndex((span) => span.text.trim() !== "");
  const last = line.spans.findLastIndex((span) => span.text.trim() !== "");
  if (first !== 0 || last !== line.spans.length - 1) line.spans = first === -1 ? [] : line.spans.slice(first, last + 1);
  const [left, right] = [line.spans[0], line.spans[line.spans.length - 1]];
  if (left !== undefined) left.text = left.text.trimStart();
  if (right !== undefined) right.text = right.text.trimEnd();
}

/** A block as lines alone, for a cell of a table: items keep their markers. */
export function blockLines(block: Block): Line[] {
  switch (block.kind) {
    case "paragraph":
    case "heading":
    case "code":
      return block.lines;
    case "quote":
      return block.blocks.flatMap(blockLines);
    case "table":
      return block.rows.flatMap((row) => row.flatMap((cell) => cell.lines));
    case "list":
      return block.items.flatMap((item) => {
        const [first, ...rest] = item.blocks.flatMap(blockLines);
        const mark = { text: `${item.marker} ` };
        return first === undefined ? rest : [{ line: first.line, spans: [mark, ...first.spans] }, ...rest];
      });
    case "rule":
      return [];
  }
}
