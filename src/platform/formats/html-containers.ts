/** Where the blocks of an HTML page go while its elements are open: the page, an item, a cell … */
import { takeBox } from "./markdown-lines.ts";
import { formatNumber } from "./number-format.ts";
import type { Block, Cell, Item, Line, List, Table } from "./tree.ts";
import { blockLines, trimmed } from "./tree-lines.ts";

export interface Container {
  put(block: Block): void;
  /** The element is closed. */
  close(): void;
}

export class Blocks implements Container {
  readonly blocks: Block[];

  constructor(blocks: Block[]) {
    this.blocks = blocks;
  }

  put(block: Block): void {
    this.blocks.push(block);
  }

  close(): void {
    // Blocks stand where they were put.
  }
}

/** An item; `takeBox` reads a box that is typed ("[x]"), `check` one that is a form field. */
export class OpenItem implements Container {
  readonly item: Item;
  #checked: boolean | null = null;

  constructor(item: Item) {
    this.item = item;
  }

  put(block: Block): void {
    this.item.blocks.push(block);
  }

  check(checked: boolean): boolean {
    if (this.#checked !== null || this.item.blocks.length > 0) return false;
    this.#checked = checked;
    return true;
  }

  close(): void {
    takeBox(this.item);
    if (this.#checked !== null) this.item.checked = this.#checked;
    const first = this.item.blocks[0];
    if (first?.kind === "paragraph") first.lines = trimmed(first.lines);
    if (first?.kind === "paragraph" && first.lines.length === 0) this.item.blocks.shift();
  }
}

/** HTML's types of numbering, and the same as CSS names them, by the format that lists of every kind share. */
const FORMATS = new Map<string, string>([
  ["a", "lowerLetter"],
  ["A", "upperLetter"],
  ["i", "lowerRoman"],
  ["I", "upperRoman"],
  ["lower-alpha", "lowerLetter"],
  ["lower-latin", "lowerLetter"],
  ["upper-alpha", "upperLetter"],
  ["upper-latin", "upperLetter"],
  ["lower-roman", "lowerRoman"],
  ["upper-roman", "upperRoman"],
]);

export class OpenListElement implements Container {
  readonly list: List;
  readonly #format: string;
  #number: number;

  constructor(list: List, attributes: Record<string, string>) {
    this.list = list;
    const css = /list-style(?:-type)?\s*:\s*([\w-]+)/i.exec(attributes.style ?? "")?.[1]?.toLowerCase();
    this.#format = FORMATS.get(attributes.type ?? "") ?? FORMATS.get(css ?? "") ?? "decimal";
    this.#number = wholeNumber(attributes.start) ?? 1;
  }

  addItem(attributes: Record<string, string>, line: number): OpenItem {
    this.#number = wholeNumber(attributes.value) ?? this.#number;
    const marker = this.list.ordered ? `${formatNumber(this.#number, this.#format)}.` : "-";
    const item: Item = { line, marker, checked: null, blocks: [] };
    this.#number += 1;
    this.list.items.push(item);
    return new OpenItem(item);
  }

  /** What stands in a list outside its items belongs to the item before it, as browsers show it. */
  put(block: Block): void {
    const last = this.list.items.at(-1);
    if (last === undefined) this.list.items.push({ line: block.line, marker: "", checked: null, blocks: [block] });
    else last.blocks.push(block);
  }

  close(): void {
    // Items stand where they were added.
  }
}

/** A list of terms: "Present" and "Ada, Bo" become the one line "Present: Ada, Bo", as people write it elsewhere. */
export class OpenTerms implements Container {
  readonly #parent: Container;
  #term: Line[] | null = null;

  constructor(parent: Container) {
    this.#parent = parent;
  }

  putTerm(lines: Line[]): void {
    this.close();
    this.#term = lines;
  }

  put(block: Block): void {
    const term = this.#term;
    const [first, ...rest] = block.kind === "paragraph" ? block.lines : [];
    if (term === null || first === undefined) {
      this.close();
      this.#parent.put(block);
      return;
    }
    this.#term = null;
    const head = withColon(term);
    const last = head.pop();
    const joined = last === undefined ? first : { line: last.line, spans: [...last.spans, ...first.spans] };
    this.#parent.put({ kind: "paragraph", line: joined.line, lines: [...head, joined, ...rest] });
  }

  close(): void {
    const term = this.#term;
    this.#term = null;
    if (term?.[0] !== undefined) {
      this.#parent.put({ kind: "paragraph", line: term[0].line, lines: trimmed(withColon(term)) });
    }
  }
}

function withColon(term: Line[]): Line[] {
  const last = term.at(-1);
  const ends = last?.spans.at(-1)?.text.trimEnd() ?? "";
  return last === undefined
    ? []
    : [...term.slice(0, -1), { line: last.line, spans: [...last.spans, { text: /[:：]$/.test(ends) ? " " : ": " }] }];
}

/** Cells that a page may add by saying that one spans several: a few letters of source could ask for millions. */
const ADDED_CELLS_LIMIT = 10_000;

type OpenCell = { cell: Cell; blocks: Block[]; columns: number };

export class OpenTable implements Container {
  readonly #parent: Container;
  readonly #isLayout: boolean;
  readonly #line: number;
  readonly #rows: OpenCell[][] = [];
  #header = false;
  #added = 0;

  constructor(parent: Container, attributes: Record<string, string>, line: number) {
    this.#parent = parent;
    this.#isLayout = /^(?:presentation|none)$/i.test(attributes.role ?? "");
    this.#line = line;
  }

  addRow(): void {
    this.#rows.push([]);
  }

  addCell(name: string, attributes: Record<string, string>, line: number, inHead: boolean): Container {
    if (this.#rows.length === 0) this.addRow();
    const row = this.#rows[this.#rows.length - 1] ?? [];
    if (this.#rows.length === 1) this.#header = (name === "th" || inHead) && (row.length === 0 || this.#header);
    const columns = Math.min(Math.max(wholeNumber(attributes.colspan) ?? 1, 1), 63);
    const open = { cell: { line, lines: [] }, blocks: [], columns };
    row.push(open);
    return new Blocks(open.blocks);
  }

  /** Text between cells stands before the table, as browsers show it. */
  put(block: Block): void {
    this.#parent.put(block);
  }

  close(): void {
    const rows = this.#rows.filter((row) => row.some((open) => open.blocks.length > 0));
    if (rows.length === 0) return;
    if (this.#isLayout || isFrame(rows)) {
      for (const block of rows.flatMap((row) => row.flatMap((open) => open.blocks))) this.#parent.put(block);
      return;
    }
    const table: Table = {
      kind: "table",
      line: this.#line,
      header: this.#header,
      rows: rows.map((row) => this.#cells(row)),
    };
    this.#parent.put(table);
  }

  #cells(row: OpenCell[]): Cell[] {
    const cells: Cell[] = [];
    for (const open of row) {
      cells.push({ line: open.cell.line, lines: open.blocks.flatMap(blockLines) });
      for (let column = 1; column < open.columns && this.#added < ADDED_CELLS_LIMIT; column += 1) {
        this.#added += 1;
        cells.push({ line: open.cell.line, lines: [] });
      }
    }
    return cells;
  }
}

/** Tables of one column, and those that hold headings or other tables, only lay out a page or a mail. */
const isFrame = (rows: OpenCell[][]): boolean =>
  rows.every((row) => row.length === 1) ||
  rows.some((row) =>
    row.some((open) => open.blocks.some((block) => block.kind === "table" || block.kind === "heading")),
  );

function wholeNumber(words: string | undefined): number | null {
  return words !== undefined && /^\s*-?\d{1,6}\s*$/.test(words) ? Number(words) : null;
}
