/**
 * What recognisers of sentences read: the tree of a section as a flat run of passages, each as plain text that
 * still knows its lines, its links and what it stands under.
 */

import type { Block, Item, Line } from "../../platform/formats/tree.ts";

import { hintsOf, UNTIDY } from "./hints.ts";
import { type Mark, markOf } from "./mark.ts";
import { foldTitle } from "./section-role.ts";

export type PassageLink = { href: string; text: string; at: number };
export type Passage = {
  /** What stands before its words ("Action:"), and which kinds of statement its words could make (see hints.ts). */
  mark: Mark | null;
  hints: number;
  /** Its lines in the tree: passages of one paragraph share none. */
  lines: readonly Line[];
  /** Plain text; lines of the source joined by a space. Struck-out words are left out. */
  text: string;
  line: number;
  /** Where each line of the source begins in `text`. */
  starts: { at: number; line: number }[];
  place: "heading" | "paragraph" | "item" | "cell" | "quote";
  /** 0 outside lists, 1 in a list, 2 in a list below it. */
  depth: number;
  /** The item this one stands under, or the paragraph that introduces the list. */
  parent: Passage | null;
  /** The columns of a table row, the folded title of its column beside each; empty elsewhere. */
  cells: { column: string; text: string }[];
  /** A box before the item, null where there is none. */
  checked: boolean | null;
  links: PassageLink[];
};

/** Deeper than any list that people write; a bound, so that hostile nesting cannot exhaust the stack. */
const MAX_DEPTH = 60;

export function passagesOf(blocks: readonly Block[]): Passage[] {
  const passages: Passage[] = [];
  walk(blocks, 0, null, passages, "paragraph");
  return passages;
}

/** The line of the source in which a place of the passage's text stands. */
export function lineAt(passage: Passage, at: number): number {
  let [low, high] = [0, passage.starts.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((passage.starts[middle]?.at ?? 0) > at) high = middle - 1;
    else low = middle;
  }
  return passage.starts[low]?.line ?? passage.line;
}

function walk(
  blocks: readonly Block[],
  depth: number,
  above: Passage | null,
  into: Passage[],
  place: Passage["place"],
): void {
  if (depth > MAX_DEPTH) return;
  let previous: Passage | null = null;
  for (const block of blocks) {
    if (block.kind === "paragraph") {
      for (const passage of passagesOfLines(block.lines, place, depth, above)) {
        into.push(passage);
        previous = passage;
      }
    } else if (block.kind === "heading") {
      previous = passageOf(block.lines, "heading", depth, above);
      if (previous !== null) into.push(previous);
    } else if (block.kind === "list") {
      walkItems(block.items, depth + 1, introduces(previous) ? previous : above, into);
    } else if (block.kind === "table") {
      walkTable(block.rows, block.header, depth, introduces(previous) ? previous : above, into);
    } else if (block.kind === "quote") {
      walk(block.blocks, depth + 1, above, into, "quote");
    } else if (block.kind === "code") {
      for (const line of block.lines) {
        const passage = passageOf([line], place, depth, above);
        if (passage !== null) into.push(passage);
      }
    }
  }
}

/** A paragraph introduces the list below it where it is short, as a label or a lead-in is. */
const introduces = (passage: Passage | null): boolean => passage !== null && passage.text.length <= 300;

function walkItems(items: readonly Item[], depth: number, above: Passage | null, into: Passage[]): void {
  let sibling: Passage | null = null;
  for (const item of items) {
    const [first, ...rest] = item.blocks;
    if (first === undefined) continue;
    if (first.kind !== "paragraph" && first.kind !== "heading") {
      // An item that only holds a list ("- - text") hangs under the item before it.
      walk(item.blocks, depth, sibling ?? above, into, "item");
      continue;
    }
    const own = passagesOfLines(first.lines, "item", depth, above);
    for (const passage of own) {
      passage.checked = item.checked;
      into.push(passage);
    }
    sibling = own.at(-1) ?? sibling;
    walk(rest, depth, own.at(-1) ?? above, into, "item");
  }
}

function walkTable(
  rows: readonly (readonly { line: number; lines: Line[] }[])[],
  header: boolean,
  depth: number,
  above: Passage | null,
  into: Passage[],
): void {
  // Some writers leave the header of the format empty and put the names of columns below it.
  const blank = header && (rows[0] ?? []).every((cell) => plain(cell.lines) === "");
  const names = blank ? 1 : 0;
  const columns = header ? (rows[names] ?? []).map((cell) => foldTitle(plain(cell.lines))) : [];
  for (const row of header ? rows.slice(names + 1) : rows) {
    const lines = row.flatMap((cell) => cell.lines);
    const passage = passageOf(lines, "cell", depth, above);
    if (passage === null) continue;
    passage.cells = row.map((cell, index) => ({ column: columns[index] ?? "", text: plain(cell.lines) }));
    into.push(passage);
  }
}

const plain = (lines: readonly Line[]): string =>
  lines
    .map((line) => line.spans.map((span) => (span.struck ? "" : span.text)).join(""))
    .join(" ")
    .trim();

/**
 * A paragraph is one passage, but where its lines are turns of a talk ("AB: text", "<ab> text", "… text") or
 * carry marks of their own each such line begins a new one.
 */
function passagesOfLines(
  lines: readonly Line[],
  place: Passage["place"],
  depth: number,
  parent: Passage | null,
): Passage[] {
  const passages: Passage[] = [];
  let from = 0;
  for (let index = 1; index <= lines.length; index++) {
    const line = lines[index];
    if (line !== undefined && !opensTurn(line)) continue;
    const passage = passageOf(lines.slice(from, index), place, depth, parent);
    if (passage !== null) passages.push(passage);
    from = index;
  }
  return passages;
}

/** "AB:", "Ann Bee:", "ACTION:", "[ann]", "<ann>", "…": how a line within a paragraph begins a turn or a mark. */
const TURN =
  /^\s{0,8}(?:…|\.\.\.|<[^<>\s]{1,24}>\s|\[[\p{L} ]{1,30}\]\s|[@\p{Lu}][\p{L}\p{M}\p{N}.'’_-]{0,24}(?: [\p{L}\p{M}\p{N}.'’_-]{1,24}){0,3}\s?:(?:\s|$))/u;

function opensTurn(line: Line): boolean {
  let head = "";
  for (const span of line.spans) {
    head += span.text.slice(0, 120 - head.length);
    if (head.length >= 120) break;
  }
  const sign = head.charCodeAt(0);
  // "<", "[", ".", "…" or a space begin a turn too; any other needs its colon.
  return (
    (head.includes(":") || sign === 60 || sign === 91 || sign === 46 || sign === 0x2026 || sign === 32) &&
    TURN.test(head)
  );
}

function passageOf(
  lines: readonly Line[],
  place: Passage["place"],
  depth: number,
  parent: Passage | null,
): Passage | null {
  const first = lines[0];
  if (first === undefined) return null;
  const joined = join(lines, false);
  const looked = hintsOf(joined.text);
  // Most text is tidy: only where the look at it found otherwise is it put together again.
  const { text, starts, links } = (looked & UNTIDY) === 0 ? joined : join(lines, true);
  const hints = text === joined.text ? looked : hintsOf(text);
  if (text === "" || text === " ") return null;
  return {
    mark: markOf(text),
    hints,
    lines,
    text,
    line: first.line,
    starts,
    place,
    depth,
    parent,
    cells: [],
    checked: null,
    links,
  };
}

/** The words of some lines, joined by spaces; `tidied` without invisible characters and with single spaces. */
function join(lines: readonly Line[], tidied: boolean): Pick<Passage, "text" | "starts" | "links"> {
  const starts: Passage["starts"] = [];
  const links: PassageLink[] = [];
  let text = "";
  for (const line of lines) {
    if (text !== "") text += " ";
    starts.push({ at: text.length, line: line.line });
    for (const span of line.spans) {
      if (span.struck) continue;
      const words = tidied ? span.text.replace(INVISIBLE, "").replace(/\s+/g, " ") : span.text;
      if (span.href !== undefined) links.push({ href: span.href, text: words, at: text.length });
      text += words;
    }
  }
  return { text, starts, links };
}

/** Characters without width or that turn the direction, and runs of white space: no part of anybody's words. */
const INVISIBLE = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/g;
