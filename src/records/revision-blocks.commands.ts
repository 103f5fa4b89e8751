import type { Database } from "../platform/database/database.ts";
import { addBlocks, listBlocks } from "../texts/block.queries.ts";
import { orderBlocks, type RevisedBlock, reviseBlocks } from "../texts/block-set.queries.ts";
import type { RecordBlock } from "./record-blocks.ts";
import { type BlockStep, changeOf } from "./report-change.ts";

/** Blocks of a record, and the ids under which they are kept. */
export type KeptBlocks = { blocks: readonly RecordBlock[]; ids: readonly number[] };

/**
 * Brings a text from one reading to another, each changed block as a revision of it. What was corrected by hand since
 * stays where both readings agree. `to.ids`: known where a change is taken back. Returns the ids of the later blocks.
 */
export async function restateBlocks(
  trx: Database,
  textId: number,
  from: KeptBlocks,
  to: { blocks: readonly RecordBlock[]; ids: readonly number[] | null },
  by: { accountId: number | null },
  now: Date,
): Promise<number[]> {
  const steps = to.ids === null ? changeOf(from.blocks, to.blocks).steps : stepsById(from, { ...to, ids: to.ids });
  const ids: (number | undefined)[] = to.blocks.map((_, place) => to.ids?.[place]);
  const revised: RevisedBlock[] = [];
  for (const step of steps) {
    const old = "before" in step ? from.blocks[step.before] : undefined;
    const next = "after" in step ? to.blocks[step.after] : undefined;
    const id = "before" in step ? from.ids[step.before] : "after" in step ? ids[step.after] : undefined;
    if ("after" in step) ids[step.after] = id;
    if (step.kind === "same" || id === undefined) continue;
    if (next) revised.push({ ...contentOf(next), id, withdrawn: false });
    else if (old) revised.push({ ...contentOf(old), id, withdrawn: true });
  }
  await reviseBlocks(trx, textId, revised, by, now);
  return addMissing(trx, textId, to.blocks, ids, by, now);
}

const contentOf = ({ kind, body, attributes }: RecordBlock) => ({ kind, body, attributes });

/** The way back: the same ids hold the same blocks again. */
function stepsById(from: KeptBlocks, to: KeptBlocks): BlockStep[] {
  const places = new Map(from.ids.map((id, place) => [id, place]));
  const back = new Set(to.ids);
  const kept = to.ids.map((id, after): BlockStep => {
    const before = places.get(id);
    if (before === undefined) return { kind: "new", after };
    const unchanged =
      JSON.stringify(contentOf(from.blocks[before] ?? blank)) === JSON.stringify(contentOf(to.blocks[after] ?? blank));
    return { kind: unchanged ? "same" : "revised", before, after };
  });
  return [...kept, ...from.ids.flatMap((id, before): BlockStep[] => (back.has(id) ? [] : [{ kind: "gone", before }]))];
}

const blank: RecordBlock = { kind: "paragraph", body: "", attributes: {}, line: 0, heading: "" };

/** Adds the blocks that have no id yet, each after the one that it follows in the record. */
async function addMissing(
  trx: Database,
  textId: number,
  blocks: readonly RecordBlock[],
  ids: readonly (number | undefined)[],
  by: { accountId: number | null },
  now: Date,
): Promise<number[]> {
  const missing = blocks.filter((_, place) => ids[place] === undefined);
  if (missing.length === 0) return ids.flatMap((id) => id ?? []);
  const order = (await listBlocks(trx, textId)).map((block) => block.id);
  const added = await addBlocks(trx, textId, missing.map(contentOf), by, now);
  const fresh = new Set(added.map((block) => block.id));
  let next = 0;
  const whole = ids.map((id) => id ?? added[next++]?.id ?? 0);
  const following = new Map<number, number[]>();
  let anchor = 0;
  for (const id of whole) {
    if (fresh.has(id)) following.set(anchor, [...(following.get(anchor) ?? []), id]);
    else anchor = id;
  }
  const placed = [0, ...order].flatMap((id) => [...(id === 0 ? [] : [id]), ...(following.get(id) ?? [])]);
  await orderBlocks(trx, textId, placed);
  return whole;
}
