import { type OoxmlBlock, type OoxmlRow, type OoxmlTable, stands } from "./ooxml-text.ts";
import type { Block, Cell, Table } from "./tree.ts";
import { blockLines } from "./tree-lines.ts";

/** Gives the blocks of a cell; a table of the tree has lines only, so that lists and tables in cells become lines. */
type ReadBlocks = (blocks: OoxmlBlock[]) => Block[];

/** A table of one cell is a frame around text, and text is what it is read as. */
export const isFrame = (table: OoxmlTable): boolean => {
  const rows = table.rows.filter((row) => stands(row.changes));
  return rows.length === 1 && rows[0]?.cells.length === 1;
};

/** Null where nothing is left of the table. Word marks header rows only where someone asked it to repeat them. */
export function tableOf(table: OoxmlTable, read: ReadBlocks): Table | null {
  const standing = table.rows.filter((row) => stands(row.changes));
  const rows = standing.map((row) => cellsOf(row, read)).filter((row) => row.length > 0);
  const first = rows[0];
  if (first === undefined) return null;
  const header = (standing[0]?.header ?? false) || (rows.length > 1 && isAllBold(first));
  return { kind: "table", line: first[0]?.line ?? 1, header, rows };
}

function cellsOf(row: OoxmlRow, read: ReadBlocks): Cell[] {
  const cells: Cell[] = [];
  for (const cell of row.cells) {
    const line = firstParagraph(cell.blocks) ?? cells.at(-1)?.line ?? 1;
    cells.push({ line, lines: cell.continuesAbove ? [] : read(cell.blocks).flatMap((block) => blockLines(block)) });
    for (let column = 1; column < cell.columns; column += 1) cells.push({ line, lines: [] });
  }
  return cells;
}

function firstParagraph(blocks: OoxmlBlock[]): number | null {
  const first = blocks[0];
  if (first === undefined) return null;
  return first.kind === "paragraph" ? first.number : firstParagraph(first.rows[0]?.cells[0]?.blocks ?? []);
}

const isAllBold = (cells: Cell[]): boolean => {
  const spans = cells.flatMap((cell) => cell.lines.flatMap((line) => line.spans));
  return spans.length > 1 && spans.every((span) => span.bold === true);
};
