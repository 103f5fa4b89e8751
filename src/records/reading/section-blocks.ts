/** The blocks of a section, each with the kind that its words give it: intervention, action, decision, question … */

import type { Block, Item, Line, List } from "../../platform/formats/tree.ts";
import type { ReadBlock } from "../report.ts";
import { markdownOf } from "./block-markdown.ts";

/** Kinds by the first line of the passage that has one. */
export type Kinds = ReadonlyMap<Line, ReadBlock["kind"]>;

/** Deeper lists stay whole. */
const MAX_DEPTH = 20;

export function blocksOf(blocks: readonly Block[], kinds: Kinds): ReadBlock[] {
  return blocks.flatMap((block) => piecesOf(block, kinds, 0)).filter((piece) => piece.body !== "");
}

function piecesOf(block: Block, kinds: Kinds, depth: number): ReadBlock[] {
  if (block.kind === "paragraph") return paragraphPieces(block.lines, kinds);
  if (block.kind === "list" && depth < MAX_DEPTH && holdsKind(block, kinds, depth))
    return listPieces(block, kinds, depth);
  const kind = block.kind === "rule" ? "paragraph" : block.kind;
  return [{ kind, body: markdownOf(block), line: firstLine(block) }];
}

/** A paragraph is one piece, but for turns that stand on lines of their own. */
function paragraphPieces(lines: readonly Line[], kinds: Kinds): ReadBlock[] {
  const pieces: ReadBlock[] = [];
  let from = 0;
  for (let index = 1; index <= lines.length; index++) {
    const line = lines[index];
    if (line !== undefined && !kinds.has(line)) continue;
    const own = lines.slice(from, index);
    const first = own[0];
    if (first === undefined) continue;
    const body = markdownOf({ kind: "paragraph", line: first.line, lines: own });
    pieces.push({ kind: kinds.get(first) ?? "paragraph", body, line: first.line });
    from = index;
  }
  return pieces;
}

/** Items with a kind of their own stand alone; those between them stay lists. */
function listPieces(list: List, kinds: Kinds, depth: number): ReadBlock[] {
  const pieces: ReadBlock[] = [];
  let plain: Item[] = [];
  const flush = (): void => {
    if (plain.length > 0) pieces.push(listPiece(list, plain, "list"));
    plain = [];
  };
  for (const item of list.items) {
    const [first, ...rest] = item.blocks;
    const kind = first === undefined ? undefined : kindOf(first, kinds);
    const below = rest.some((block) => block.kind === "list" && holdsKind(block, kinds, depth + 1));
    if (kind === undefined && !below) {
      plain.push(item);
      continue;
    }
    flush();
    if (first === undefined || !below) {
      pieces.push(listPiece(list, [item], kind ?? "list"));
      continue;
    }
    pieces.push(listPiece(list, [{ ...item, blocks: [first] }], kind ?? "list"));
    for (const block of rest) for (const piece of piecesOf(block, kinds, depth + 1)) pieces.push(piece);
  }
  flush();
  return pieces;
}

function listPiece(list: List, items: Item[], kind: ReadBlock["kind"]): ReadBlock {
  const line = items[0]?.line ?? list.line;
  return { kind, body: markdownOf({ ...list, items, line }), line: lineOfItem(items[0]) ?? line };
}

const lineOfItem = (item: Item | undefined): number | null => {
  const first = item?.blocks[0];
  return first === undefined ? null : firstLine(first);
};

function kindOf(block: Block, kinds: Kinds): ReadBlock["kind"] | undefined {
  const first = block.kind === "paragraph" || block.kind === "heading" ? block.lines[0] : undefined;
  return first === undefined ? undefined : kinds.get(first);
}

function holdsKind(list: List, kinds: Kinds, depth: number): boolean {
  if (depth > MAX_DEPTH) return false;
  return list.items.some((item) =>
    item.blocks.some(
      (block) => kindOf(block, kinds) !== undefined || (block.kind === "list" && holdsKind(block, kinds, depth + 1)),
    ),
  );
}

function firstLine(block: Block): number {
  const lines = block.kind === "paragraph" || block.kind === "heading" ? block.lines : [];
  return lines[0]?.line ?? block.line;
}
