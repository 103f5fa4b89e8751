/** The tree's blocks as entries: one for each paragraph-sized piece, with its place among its kin. */
import { plain } from "../../platform/formats/markdown-lines.ts";
import type { Block, Cell, Item, Line, List, Table } from "../../platform/formats/tree.ts";

/** A visible line: its words without look, and the spans where the look matters. */
export type TextLine = { line: number; text: string; source: Line };

/** An item's own words without its sub-items; a paragraph; a row of a table. */
export type Entry = {
  kind: "heading" | "paragraph" | "item" | "row" | "quote" | "code";
  line: number;
  /** 0 outside lists, 1 for the first level of a list. */
  depth: number;
  /** As written: "1.", "a)", "-"; "" outside lists. */
  marker: string;
  ordered: boolean;
  checked: boolean | null;
  lines: TextLine[];
  /** All lines joined by spaces. */
  text: string;
  /** Cells of a row; empty elsewhere. */
  cells: string[];
  header: boolean;
  /** The block it was cut from: its list, table, paragraph. */
  block: Block;
  parent: Entry | null;
  children: Entry[];
};

/** Entries in reading order; those inside a list item hang below it as `children` and follow it. */
export function entriesOf(blocks: Block[]): Entry[] {
  const entries: Entry[] = [];
  for (const block of blocks) take(block, null, 0, entries);
  return entries;
}

export function textLines(lines: Line[]): TextLine[] {
  const found: TextLine[] = [];
  for (const source of lines) {
    const text = plain(source);
    if (text !== "") found.push({ line: source.line, text, source });
  }
  return found;
}

function take(block: Block, parent: Entry | null, depth: number, into: Entry[]): void {
  switch (block.kind) {
    case "heading":
    case "paragraph":
    case "code":
      add(blank(block.kind, block, textLines(block.lines), depth), parent, into);
      return;
    case "quote":
      for (const inner of block.blocks) take(inner, parent, depth, into);
      return;
    case "list":
      for (const item of block.items) takeItem(item, block, parent, depth + 1, into);
      return;
    case "table":
      block.rows.forEach((row, index) => {
        add(rowOf(row, block.header && index === 0, block, depth), parent, into);
      });
      return;
    case "rule":
      return;
  }
}

function takeItem(item: Item, list: List, parent: Entry | null, depth: number, into: Entry[]): void {
  const first = item.blocks[0];
  const own = first?.kind === "paragraph" || first?.kind === "heading" ? textLines(first.lines) : [];
  const entry = blank("item", list, own, depth);
  entry.line = own[0]?.line ?? item.line;
  entry.marker = item.marker;
  entry.ordered = list.ordered;
  entry.checked = item.checked;
  const rest = own.length > 0 || first?.kind === "paragraph" ? item.blocks.slice(1) : item.blocks;
  // An item that holds nothing but a list is an accident of indentation ("- - words"): its items take its place.
  if (own.length === 0 && rest.length > 0) {
    for (const block of rest) take(block, parent, depth - 1, into);
    return;
  }
  add(entry, parent, into);
  for (const block of rest) take(block, entry, depth, into);
}

function rowOf(row: Cell[], header: boolean, table: Table, depth: number): Entry {
  const lines = row.flatMap((cell) => textLines(cell.lines));
  const entry = blank("row", table, lines, depth);
  entry.line = row[0]?.line ?? table.line;
  entry.cells = row.map((cell) =>
    textLines(cell.lines)
      .map((each) => each.text)
      .join(" "),
  );
  entry.header = header;
  return entry;
}

function add(entry: Entry, parent: Entry | null, into: Entry[]): void {
  if (entry.lines.length === 0 && entry.cells.length === 0 && entry.kind !== "item") return;
  entry.parent = parent;
  parent?.children.push(entry);
  into.push(entry);
}

function blank(kind: Entry["kind"], block: Block, lines: TextLine[], depth: number): Entry {
  return {
    kind,
    line: lines[0]?.line ?? block.line,
    depth,
    marker: "",
    ordered: false,
    checked: null,
    lines,
    text: lines.map((each) => each.text).join(" "),
    cells: [],
    header: false,
    block,
    parent: null,
    children: [],
  };
}
