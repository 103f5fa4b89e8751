import { takeBox } from "./markdown-lines.ts";
import type { OoxmlDocument } from "./ooxml-document.ts";
import { linesOf } from "./ooxml-lines.ts";
import { OpenList } from "./ooxml-lists.ts";
import { ItemCounter, type Marker } from "./ooxml-numbering.ts";
import { indentOf, type ListPlace, listPlaceOf, type Role, roleOf } from "./ooxml-roles.ts";
import { isFrame, tableOf } from "./ooxml-tables.ts";
import { type OoxmlBlock, type OoxmlParagraph, stands } from "./ooxml-text.ts";
import type { Block, Item, Line } from "./tree.ts";
import { trimmed } from "./tree-lines.ts";

/** A note as the text referred to it, to be set at the end under its number. */
type CitedNote = { blocks: OoxmlBlock[]; line: number };

/** Makes tree blocks of the document's, in one pass: lists are counted in the order of the text. */
export class OoxmlTreeBuilder {
  readonly #document: OoxmlDocument;
  readonly #counter: ItemCounter;
  readonly #notes: CitedNote[] = [];
  readonly #noteNumbers = new Map<string, number>();

  constructor(document: OoxmlDocument) {
    this.#document = document;
    this.#counter = new ItemCounter(document.numberings);
  }

  build(): Block[] {
    const blocks = this.#read(this.#document.blocks);
    // Notes may cite notes: the list may grow while it is walked.
    for (let at = 0; at < this.#notes.length; at += 1) blocks.push(...this.#noteBlocks(at));
    return blocks;
  }

  #read(blocks: OoxmlBlock[]): Block[] {
    const written: Block[] = [];
    const list = new OpenList();
    for (const block of joined(blocks)) {
      if (block.kind === "paragraph") this.#readParagraph(block, written, list);
      else if (isFrame(block)) {
        list.close();
        written.push(...this.#read(block.rows.flatMap((row) => row.cells.flatMap((cell) => cell.blocks))));
      } else {
        const table = tableOf(block, (inside) => this.#read(inside));
        list.close();
        if (table !== null) written.push(table);
      }
    }
    return written;
  }

  #readParagraph(paragraph: OoxmlParagraph, written: Block[], list: OpenList): void {
    const { styles, numberings } = this.#document;
    const role = roleOf(paragraph, styles);
    if (role.kind === "contents") return;
    const place = listPlaceOf(paragraph, styles, numberings);
    const lines = this.#lines(paragraph, role);
    const shown = role.kind === "code" ? lines : trimmed(lines);
    if (shown.length === 0 || shown.every((line) => line.spans.length === 0)) {
      if (paragraph.rule) written.push({ kind: "rule", line: paragraph.number });
      if (paragraph.rule) list.close();
      return;
    }
    const marker = place === null ? null : this.#counter.next(place.id, place.level);
    const indent = indentOf(paragraph, place, styles, numberings);
    if (role.kind === "text") this.#writeText(shown, { place, marker, indent }, written, list);
    else {
      list.close();
      write(written, role, shown, marker);
    }
  }

  #writeText(
    lines: Line[],
    at: { place: ListPlace | null; marker: Marker | null; indent: number },
    written: Block[],
    list: OpenList,
  ): void {
    const line = lines[0]?.line ?? 1;
    const paragraph: Block = { kind: "paragraph", line, lines };
    if (at.place !== null && at.marker !== null && at.marker.text !== "") {
      const begun = list.add(itemOf(paragraph, at.marker.text), at.marker, at.place, at.indent);
      if (begun !== null) written.push(begun);
      return;
    }
    const continues =
      at.place === null ? list.continueAtIndent(paragraph, at.indent) : list.continueAtLevel(paragraph, at.place.level);
    if (continues) return;
    list.close();
    if (/^\s*[☐☑☒]/u.test(lines[0]?.spans[0]?.text ?? "")) addBoxed(written, itemOf(paragraph, "-"));
    else written.push(paragraph);
  }

  #lines(paragraph: OoxmlParagraph, role: Role): Line[] {
    const plain = role.kind === "heading" || role.kind === "code";
    const lines = linesOf(paragraph, this.#document.styles, !plain, (note, id, line) => this.#cite(note, id, line));
    if (role.kind === "code") for (const span of lines.flatMap((line) => line.spans)) delete span.code;
    return lines;
  }

  #cite(note: "footnote" | "endnote", id: string, line: number): number {
    const key = `${note} ${id}`;
    const known = this.#noteNumbers.get(key);
    if (known !== undefined) return known;
    const notes = note === "footnote" ? this.#document.footnotes : this.#document.endnotes;
    this.#notes.push({ blocks: notes.get(id) ?? [], line });
    this.#noteNumbers.set(key, this.#notes.length);
    return this.#notes.length;
  }

  /** A note is read as Markdown writes it, "[^1]: words", and carries the line of the place that cites it. */
  #noteBlocks(at: number): Block[] {
    const note = this.#notes[at];
    const lines = (note?.blocks ?? []).flatMap((block) =>
      block.kind === "paragraph" ? trimmed(this.#lines(block, { kind: "text" })) : [],
    );
    if (note === undefined || lines.length === 0) return [];
    const placed = lines.map((line) => ({ ...line, line: note.line }));
    placed[0]?.spans.unshift({ text: `[^${at + 1}]: ` });
    return [{ kind: "paragraph", line: note.line, lines: placed }];
  }
}

/** Where the end of a paragraph is deleted, the next one continues it. */
function joined(blocks: OoxmlBlock[]): OoxmlBlock[] {
  const result: OoxmlBlock[] = [];
  let open: OoxmlParagraph | null = null;
  for (const block of blocks) {
    if (block.kind === "table") {
      if (open !== null) result.push(open);
      result.push(block);
      open = null;
      continue;
    }
    const whole: OoxmlParagraph = open === null ? block : { ...open, inlines: [...open.inlines, ...block.inlines] };
    open = stands(block.endChanges) ? null : whole;
    if (open === null) result.push(whole);
  }
  if (open !== null) result.push(open);
  return result;
}

function itemOf(paragraph: Block & { kind: "paragraph" }, marker: string): Item {
  const item: Item = { line: paragraph.line, marker, checked: null, blocks: [paragraph] };
  takeBox(item);
  paragraph.lines = trimmed(paragraph.lines);
  if (paragraph.lines.length === 0) item.blocks = [];
  return item;
}

function addBoxed(written: Block[], item: Item): void {
  const last = written.at(-1);
  if (last?.kind === "list" && !last.ordered && last.items.every((each) => each.checked !== null))
    last.items.push(item);
  else written.push({ kind: "list", line: item.line, ordered: false, items: [item] });
}

/** Headings, quotations and code. A heading that Word numbers shows its number, so the number is part of its words. */
function write(written: Block[], role: Role, lines: Line[], marker: Marker | null): void {
  const line = lines[0]?.line ?? 1;
  const last = written.at(-1);
  if (role.kind === "heading") {
    if (marker?.ordered && marker.text !== "") lines[0]?.spans.unshift({ text: `${marker.text} ` });
    written.push({ kind: "heading", line, level: role.level, lines });
  } else if (role.kind === "code") {
    if (last?.kind === "code") last.lines.push(...lines);
    else written.push({ kind: "code", line, lines });
  } else if (last?.kind === "quote") last.blocks.push({ kind: "paragraph", line, lines });
  else written.push({ kind: "quote", line, blocks: [{ kind: "paragraph", line, lines }] });
}
