import type { Marker } from "./ooxml-numbering.ts";
import type { ListPlace } from "./ooxml-roles.ts";
import type { Block, Item, List } from "./tree.ts";

/** A level of the list that is being written; `indentTwips` is where its words begin. */
type OpenLevel = { list: List; id: string; level: number; indentTwips: number };

/** Indents nearer than this (a tenth of an inch) are one column. */
const SAME_COLUMN_TWIPS = 144;

/**
 * A Word document has no lists, only paragraphs that say which numbering and level they belong to. Within one
 * numbering the level tells what lies in what; between two, what is further in lies in what is further out.
 */
export class OpenList {
  #levels: OpenLevel[] = [];

  /** Places an item; returns the list where it begins a new one at the top. */
  add(item: Item, marker: Marker, place: ListPlace, indentTwips: number): List | null {
    this.#closeTo(place, indentTwips);
    const open = this.#levels.at(-1);
    if (
      open !== undefined &&
      open.id === place.id &&
      open.level === place.level &&
      open.list.ordered === marker.ordered
    ) {
      open.list.items.push(item);
      return null;
    }
    if (open !== undefined && isSibling(open, place, indentTwips)) this.#levels.pop();
    const list: List = { kind: "list", line: item.line, ordered: marker.ordered, items: [item] };
    const parent = this.#levels.at(-1)?.list.items.at(-1);
    parent?.blocks.push(list);
    this.#levels.push({ list, id: place.id, level: place.level, indentTwips });
    return parent === undefined ? list : null;
  }

  /** Adds to the item that is being written, where there is one at this level or further out. */
  continueAtLevel(block: Block, level: number): boolean {
    while ((this.#levels.at(-1)?.level ?? 0) > level) this.#levels.pop();
    return this.#append(block);
  }

  /** Adds a paragraph without number to the item under whose words it stands, where there is one. */
  continueAtIndent(block: Block, indentTwips: number): boolean {
    const isUnder = (open: OpenLevel): boolean =>
      open.indentTwips > 0 && open.indentTwips <= indentTwips + SAME_COLUMN_TWIPS;
    const depth = this.#levels.findLastIndex(isUnder);
    if (depth === -1) return false;
    this.#levels.length = depth + 1;
    return this.#append(block);
  }

  close(): void {
    this.#levels = [];
  }

  #append(block: Block): boolean {
    const item = this.#levels.at(-1)?.list.items.at(-1);
    item?.blocks.push(block);
    return item !== undefined;
  }

  #closeTo(place: ListPlace, indentTwips: number): void {
    const again = this.#levels.findLastIndex((open) => open.id === place.id && open.level === place.level);
    if (again !== -1) {
      this.#levels.length = again + 1;
      return;
    }
    while (this.#levels.length > 0 && !mayHold(this.#levels.at(-1), place, indentTwips)) this.#levels.pop();
  }
}

/** Whether the item may stand in this level or beside it. */
function mayHold(open: OpenLevel | undefined, place: ListPlace, indentTwips: number): boolean {
  if (open === undefined) return false;
  if (open.id === place.id || place.level !== open.level) return place.level > open.level;
  return indentTwips > open.indentTwips - SAME_COLUMN_TWIPS;
}

const isSibling = (open: OpenLevel, place: ListPlace, indentTwips: number): boolean =>
  open.level === place.level && (open.id === place.id || indentTwips < open.indentTwips + SAME_COLUMN_TWIPS);
