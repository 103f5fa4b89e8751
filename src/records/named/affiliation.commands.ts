import type { z } from "zod";
import type { Actor } from "../../access/actor.ts";
import { insist } from "../../access/may.ts";
import {
  addAffiliation,
  affiliationsOf,
  putAffiliationBack,
  removeAffiliation,
  setAffiliation,
} from "../../people/affiliation.queries.ts";
import { Affiliation, dayAfter, firstDayOf, type SaidAffiliation, stateOf } from "../../people/affiliation.ts";
import { findBodiesByName } from "../../people/body.queries.ts";
import { lockPerson } from "../../people/person.queries.ts";
import { type Database, inTransaction } from "../../platform/database/database.ts";
import { findPastAct, writeJournal } from "../../platform/journal/journal.queries.ts";
import { canonicalJson } from "../../platform/journal/journal.ts";
import { Conflict, NotFound } from "../../platform/refusal.ts";
import { affiliationsReadBy } from "./named.queries.ts";
import { refuseUnlessOwn } from "./say-over.commands.ts";

/** What a person was is said by themself, and by office holders of a group that names them; that group keeps the line. */
export type AtOwnOrNamed = { personId: number; groupId: number | null };

const Kept = Affiliation.nullable();
type Kept = z.infer<typeof Kept>;

export const sayAffiliation = (db: Database, at: AtOwnOrNamed, said: SaidAffiliation, by: Actor, now: Date) =>
  change(db, at, { kind: "person.affiliation added", id: null }, by, now, async (trx) =>
    addAffiliation(trx, at.personId, { ...(await rowOf(trx, said)), stakeholderGroup: null }),
  );

/** `seen`: its state when the form was made (`stateOf`). */
export const changeAffiliation = (
  db: Database,
  at: AtOwnOrNamed,
  which: { id: number; seen: string },
  said: SaidAffiliation,
  by: Actor,
  now: Date,
) =>
  change(db, at, { kind: "person.affiliation changed", id: which.id }, by, now, async (trx, before) => {
    if (before === null || stateOf(before) !== which.seen)
      throw new Conflict("This was changed after you opened the page. Look at it again.");
    const same = said.words === before.words && said.kind === before.kind;
    const row = await rowOf(trx, said);
    const after = { ...before, ...row, ...(same && { bodyId: before.bodyId }) };
    await setAffiliation(trx, after);
    return after;
  });

/** Ends it with today: today is the last day of it. */
export const endAffiliation = (db: Database, at: AtOwnOrNamed, id: number, by: Actor, now: Date) =>
  change(db, at, { kind: "person.affiliation ended", id }, by, now, async (trx, before) => {
    const today = now.toISOString().slice(0, 10);
    if (before === null || before.untilOn !== null) throw new Conflict("This ended already.");
    if (before.sinceOn !== null && before.sinceOn > today) throw new Conflict("It ends before it begins.");
    const after = { ...before, untilSaid: today, untilOn: dayAfter(today) };
    await setAffiliation(trx, after);
    return after;
  });

export const takeAffiliationAway = (db: Database, at: AtOwnOrNamed, id: number, by: Actor, now: Date) =>
  change(db, at, { kind: "person.affiliation removed", id }, by, now, async (trx) => {
    await removeAffiliation(trx, id);
    return null;
  });

/** Takes back one act on one affiliation. Throws Conflict where that one was changed again since. */
export async function undoOnAffiliation(
  db: Database,
  at: AtOwnOrNamed,
  line: number,
  by: Actor,
  now: Date,
): Promise<number> {
  return inTransaction(db, async (trx) => {
    await insistOn(trx, at, by, now);
    const subject = { kind: "person", id: at.personId };
    const act = await findPastAct(trx, subject, line);
    const [before, after] = [Kept.safeParse(act?.before), Kept.safeParse(act?.after)];
    const isOne = act?.kind.startsWith("person.affiliation ") === true && act.undoes === null;
    if (!isOne || !before.success || !after.success) throw new NotFound();
    if (act.undoneBy !== null) throw new Conflict("That was taken back already.");
    await restore(trx, at.personId, before.data, after.data);
    return writeJournal(trx, {
      ...{ kind: "person.undone", groupId: at.groupId, subject, accountId: by.accountId, at: now },
      ...{ before: act.after, after: act.before, undoes: act.id },
    });
  });
}

async function restore(trx: Database, personId: number, before: Kept, after: Kept): Promise<void> {
  const id = before?.id ?? after?.id ?? 0;
  const present = await affiliationsOf(trx, personId).where("affiliation.id", "=", id).executeTakeFirst();
  if (canonicalJson(present ?? null) !== canonicalJson(after))
    throw new Conflict("This was changed again meanwhile. Take the later change back first.");
  if (before === null) await removeAffiliation(trx, id);
  else if (after === null) await putAffiliationBack(trx, personId, before);
  else await setAffiliation(trx, before);
}

async function change(
  db: Database,
  at: AtOwnOrNamed,
  act: { kind: string; id: number | null },
  by: Actor,
  now: Date,
  make: (trx: Database, before: Kept) => Promise<Kept>,
): Promise<number | null> {
  return inTransaction(db, async (trx) => {
    await insistOn(trx, at, by, now);
    const before = act.id === null ? null : await findReadable(trx, at.personId, act.id, by);
    const after = await make(trx, before);
    if (canonicalJson(before) === canonicalJson(after)) return null;
    const subject = { kind: "person", id: at.personId };
    const line = { kind: act.kind, groupId: at.groupId, subject, accountId: by.accountId, at: now };
    return writeJournal(trx, { ...line, before, after });
  });
}

/** Throws NotFound where the person is no longer shown; locks them. */
async function insistOn(trx: Database, at: AtOwnOrNamed, by: Actor, now: Date): Promise<void> {
  const own = by.personId === at.personId;
  insist(by, "change", { resource: "person", groupId: at.groupId, own });
  if (!(await lockPerson(trx, at.personId))) throw new NotFound();
  if (!own) await refuseUnlessOwn(trx, at.personId, "change", by, now);
}

async function findReadable(trx: Database, personId: number, id: number, by: Actor): Promise<Affiliation> {
  const one = await affiliationsReadBy(trx, personId, by).where("affiliation.id", "=", id).executeTakeFirst();
  if (!one) throw new NotFound();
  return one;
}

/** The body that goes by these words, where one does; a stakeholder group or a standing is none. */
async function rowOf(trx: Database, { kind, words, since, until }: SaidAffiliation) {
  const body = kind === "affiliation" ? (await findBodiesByName(trx, [words])).get(words) : undefined;
  return {
    ...{ kind, words, bodyId: body?.id ?? null, sinceSaid: since, untilSaid: until },
    ...{ sinceOn: since && firstDayOf(since), untilOn: until && dayAfter(until) },
  };
}
