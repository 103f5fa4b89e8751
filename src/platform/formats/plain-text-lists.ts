/** Lists of plain text: which item a line begins or goes on, told by its mark and its indentation. */
import type { Block, Item, Line, List } from "./tree.ts";

type OpenList = { list: List; indent: number; item: Item };

const BULLET = /^([-*+•·‣◦▪●○–—]|o(?=\s{1,4}\p{Lu}))\s+(?=\S)/u;
/** "1.", "2)", "a)", "iv."; "3.1" without a mark before a capital; "4" set off by two spaces. */
const NUMBER =
  /^(\(?(?:\d{1,3}(?:\.\d{1,2}){0,3}|[a-z]|[ivx]{1,5})[.)])\s+(?=\S)|^(\d{1,2}(?:\.\d{1,2}){1,3}\s(?=\p{Lu})|\d{1,2}\s{2,}(?=\p{Lu}))/u;
const BOX = /^(?:\[( |x|X|✓)?\]|([☐☑☒✅✓✔]))\s*/u;
/** Lines at least this long are taken to have been wrapped, so that the next one goes on with them. */
const WRAPPED_FROM = 55;
const DEEPEST = 20;
/** "3.1" stands below "3" even where both begin in one column. */
const DEEPER = 0.1;

export class PlainLists {
  readonly #root: Block[];
  #open: OpenList[] = [];
  #afterBlank = false;

  constructor(root: Block[]) {
    this.#root = root;
  }

  /** Ends all lists. */
  close(): void {
    this.#open = [];
    this.#afterBlank = false;
  }

  /** A blank line ends an item only if what follows stands further to the left. */
  blank(): void {
    this.#afterBlank = true;
  }

  /** True where the line begins an item or belongs to one. */
  take(text: string, indent: number, line: number, lengthBefore: number): boolean {
    const marked = markOf(text);
    if (marked !== null) {
      this.#begin(marked, indent, line);
      this.#afterBlank = false;
      return true;
    }
    const top = this.#open.at(-1);
    if (top === undefined) return false;
    const goesOn =
      indent > top.indent || (!this.#afterBlank && lengthBefore >= WRAPPED_FROM && /^(?:\p{Ll}|[(\d])/u.test(text));
    if (!goesOn) return false;
    this.#goOn(top, text, line);
    this.#afterBlank = false;
    return true;
  }

  #begin(marked: { marker: string; ordered: boolean; rest: string }, column: number, line: number): void {
    const indent = column + DEEPER * (marked.ordered ? marked.marker.replace(/[.)]$/, "").split(".").length - 1 : 0);
    while (this.#open.length > 0 && (this.#open.at(-1)?.indent ?? 0) > indent) this.#open.pop();
    const box = BOX.exec(marked.rest);
    const words = box === null ? marked.rest : marked.rest.slice(box[0].length);
    const checked = box === null ? null : !(box[2] === "☐" || (box[2] === undefined && (box[1] ?? " ") === " "));
    const item: Item = { line, marker: marked.marker, checked, blocks: words === "" ? [] : [paragraph(words, line)] };
    const top = this.#open.at(-1);
    if (top !== undefined && top.indent === indent && top.list.ordered === marked.ordered) {
      top.list.items.push(item);
      top.item = item;
      return;
    }
    if (top !== undefined && top.indent === indent) this.#open.pop();
    const parent = this.#open.at(-1);
    const list: List = { kind: "list", line, ordered: marked.ordered, items: [item] };
    (parent?.item.blocks ?? this.#root).push(list);
    if (this.#open.length < DEEPEST) this.#open.push({ list, indent, item });
  }

  #goOn(top: OpenList, text: string, line: number): void {
    const own: Line = { line, spans: [{ text }] };
    const last = top.item.blocks.at(-1);
    if (!this.#afterBlank && last?.kind === "paragraph") last.lines.push(own);
    else top.item.blocks.push({ kind: "paragraph", line, lines: [own] });
  }
}

const paragraph = (text: string, line: number): Block => ({
  kind: "paragraph",
  line,
  lines: [{ line, spans: [{ text }] }],
});

function markOf(text: string): { marker: string; ordered: boolean; rest: string } | null {
  const bullet = BULLET.exec(text);
  if (bullet?.[1] !== undefined) return { marker: bullet[1], ordered: false, rest: text.slice(bullet[0].length) };
  const number = NUMBER.exec(text);
  const marker = number?.[1] ?? number?.[2]?.trim();
  if (number !== null && marker !== undefined)
    return { marker: marker.replace(/^\(/, ""), ordered: true, rest: text.slice(number[0].length) };
  return null;
}
