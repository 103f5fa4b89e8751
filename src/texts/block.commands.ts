import type { Actor } from "../access/actor.ts";
import type { Database } from "../platform/database/database.ts";
import { type ActKey, type Answer, once } from "../platform/journal/act.queries.ts";
import { writeJournal } from "../platform/journal/journal.queries.ts";
import { Conflict, Forbidden, NotFound } from "../platform/refusal.ts";
import { addBlocks, findBlock, listRevisions, type Revised, reviseBlock } from "./block.queries.ts";
import { type Block, mayChange, type NewBlock, type Text } from "./text.ts";

/** What happens beside a change of a block, in its own transaction: the owner of the text keeps its own lists true. */
export type Beside = (trx: Database, before: Block | null, after: Block) => Promise<void>;

const refuseUnlessHolder = (by: Actor, text: Text): void => {
  if (!mayChange(by, text)) throw new Forbidden("Only an office holder of the group corrects this.");
};

/** A hidden block stays as it is until who looks after conduct has spoken. */
export function refuseHidden(block: Block): void {
  if (block.hiddenFor !== null)
    throw new Conflict("This block is hidden. Whoever looks after conduct decides about it.");
}

/** Gives a block new words, on top of the state that the writer saw. Throws Conflict where someone was faster. */
export const changeBlock = (
  db: Database,
  text: Text,
  change: { number: number; seenRevision: number; revised: Revised },
  act: ActKey & { by: Actor },
  now: Date,
  beside: Beside,
): Promise<Answer> => {
  refuseUnlessHolder(act.by, text);
  return once(db, act, now, async (trx) => {
    const before = await findBlock(trx, text.id, change.number);
    if (!before) throw new NotFound();
    refuseHidden(before);
    await reviseBlock(
      trx,
      { textId: text.id, blockId: before.id, seenRevision: change.seenRevision },
      change.revised,
      act.by,
      now,
    );
    const after = await findBlock(trx, text.id, change.number);
    if (!after) throw new NotFound();
    await beside(trx, before, after);
    await journal(
      trx,
      text,
      after,
      change.revised.withdrawn === true ? "block.withdrawn" : "block.changed",
      act.by,
      now,
    );
    return { location: `${text.address}#${after.number}` };
  });
};

/** Brings an earlier state of a block back, as a new revision: nothing in between is lost. */
export async function bringBack(
  db: Database,
  text: Text,
  past: { number: number; revision: number; seenRevision: number },
  act: ActKey & { by: Actor },
  now: Date,
  beside: Beside,
): Promise<Answer> {
  const block = await findBlock(db, text.id, past.number);
  const state = block && (await listRevisions(db, block.id)).find((one) => one.revision === past.revision);
  if (!state) throw new NotFound();
  const revised = { kind: state.kind, body: state.body, withdrawn: state.withdrawn };
  return changeBlock(db, text, { number: past.number, seenRevision: past.seenRevision, revised }, act, now, beside);
}

/** Adds a block after another one. */
export const insertBlock = (
  db: Database,
  text: Text,
  added: { after: number; block: NewBlock },
  act: ActKey & { by: Actor },
  now: Date,
  beside: Beside,
): Promise<Answer> => {
  refuseUnlessHolder(act.by, text);
  return once(db, act, now, async (trx) => {
    const before = await findBlock(trx, text.id, added.after);
    if (!before) throw new NotFound();
    const [place] = await addBlocks(trx, text.id, [added.block], act.by, now, before.id);
    const block = place && (await findBlock(trx, text.id, place.number));
    if (!block) throw new NotFound();
    await beside(trx, null, block);
    await journal(trx, text, block, "block.added", act.by, now);
    return { location: `${text.address}#${block.number}` };
  });
};

const journal = (trx: Database, text: Text, block: Block, kind: string, by: Actor, now: Date) =>
  writeJournal(trx, {
    kind,
    groupId: text.groupId,
    subject: { kind: "block", id: block.id },
    accountId: by.accountId,
    at: now,
    after: { revision: block.revision },
  });
