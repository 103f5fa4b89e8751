import { z } from "zod";
import type { Actor } from "../../access/actor.ts";
import { insist } from "../../access/may.ts";
import { type Database, inTransaction } from "../../platform/database/database.ts";
import { noteChange, takeBack, type Undoable } from "../../platform/journal/take-back.queries.ts";
import { NotFound } from "../../platform/refusal.ts";
import { lockAcronym, setAcronym } from "./glossary.queries.ts";

const AcronymStanding = z.object({
  words: z.string().nullable(),
  state: z.enum(["proposed", "confirmed", "declined"]),
});
export type AcronymStanding = z.infer<typeof AcronymStanding>;
type At = { groupId: number; id: number };

/** Says what letters stand for, or that they are no entry of the glossary. */
export async function decideAcronym(
  db: Database,
  at: At,
  decide: (standing: AcronymStanding) => AcronymStanding,
  by: Actor,
  now: Date,
): Promise<number | null> {
  insist(by, "change", { resource: "glossary", groupId: at.groupId });
  return inTransaction(db, async (trx) => {
    const { thing, standing } = await lock(trx, at);
    const after = decide(standing);
    return noteChange(trx, thing, { kind: `acronym.${after.state}`, after }, by, now);
  });
}

export async function undoOnAcronym(db: Database, at: At, line: number, by: Actor, now: Date): Promise<number> {
  insist(by, "change", { resource: "glossary", groupId: at.groupId });
  return inTransaction(db, async (trx) => {
    const { thing } = await lock(trx, at);
    return takeBack(trx, thing, { id: line, kind: "acronym.undone" }, by, now);
  });
}

async function lock(trx: Database, { groupId, id }: At): Promise<{ thing: Undoable; standing: AcronymStanding }> {
  const row = await lockAcronym(trx, groupId, id);
  if (!row) throw new NotFound();
  const standing = { words: row.words, state: row.state };
  const restore = (before: unknown) => setAcronym(trx, id, AcronymStanding.parse(before));
  return { thing: { subject: { kind: "acronym", id }, groupId, standing, restore }, standing };
}
