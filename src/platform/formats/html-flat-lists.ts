/** Lists that a program wrote one after the other where they lie in one another: Google Docs does, and names the level. */
import type { Block, List } from "./tree.ts";

/** Level from 0 that the list's class names; null where it names none. Source: pages exported by Google Docs. */
export function flatLevel(attributes: Record<string, string>): number | null {
  const found = /\blst-kix_[\w.]+-([0-8])\b/.exec(attributes.class ?? "")?.[1];
  return found === undefined ? null : Number(found);
}

/** Where a list of this level goes among the blocks before it: into a list that it continues, or into an item. */
export function flatPlace(blocks: Block[], level: number, continues: boolean): { list: List | null; into: Block[] } {
  let into = blocks;
  for (let depth = 0; depth < level; depth += 1) {
    const outer = into.at(-1);
    const item = outer?.kind === "list" ? outer.items.at(-1) : undefined;
    if (item === undefined) return { list: null, into };
    into = item.blocks;
  }
  const last = into.at(-1);
  return { list: continues && last?.kind === "list" ? last : null, into };
}
