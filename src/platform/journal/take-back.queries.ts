import type { Database } from "../database/database.ts";
import { Conflict, NotFound } from "../refusal.ts";
import { findPastAct, writeJournal } from "./journal.queries.ts";
import { canonicalJson, type Subject } from "./journal.ts";

/** A thing whose acts can be taken back: how it stands now, and how it is set to what it was. */
export type Undoable = {
  subject: Subject;
  groupId: number | null;
  standing: unknown;
  restore: (before: unknown) => Promise<void>;
};

/**
 * Takes back one act on a thing, by its line in the journal, and returns the line of the taking back, which can be taken
 * back in its turn. `kind` is that line's. Throws NotFound where the line is about something else, and Conflict where
 * the act was taken back already or the thing was changed since. Hold the thing's row lock.
 */
export async function takeBack(
  trx: Database,
  thing: Undoable,
  line: { id: number; kind: string },
  by: { accountId: number | null },
  now: Date,
): Promise<number> {
  const act = await findPastAct(trx, thing.subject, line.id);
  if (!act || act.before === null) throw new NotFound();
  if (act.undoneBy !== null) throw new Conflict("That was taken back already.");
  if (canonicalJson(act.after) !== canonicalJson(thing.standing))
    throw new Conflict("This was changed again meanwhile. Take the later change back first.");
  await thing.restore(act.before);
  return writeJournal(trx, {
    kind: line.kind,
    groupId: thing.groupId,
    subject: thing.subject,
    accountId: by.accountId,
    at: now,
    before: act.after,
    after: act.before,
    undoes: act.id,
  });
}

/** An act of this very account, to tell it of what it just did; undefined for the acts of others. */
export async function findOwnAct(
  db: Database,
  accountId: number,
  id: number,
): Promise<{ id: number; kind: string; subjectId: number; undone: boolean } | undefined> {
  const row = await db
    .selectFrom("journal as line")
    .leftJoin("journal as undoing", "undoing.undoes", "line.id")
    .where("line.id", "=", id)
    .where("line.account_id", "=", accountId)
    .select(["line.id", "line.kind", "line.subject_id", "undoing.id as undone_by"])
    .executeTakeFirst();
  return row && { id: row.id, kind: row.kind, subjectId: row.subject_id, undone: row.undone_by !== null };
}

/**
 * Sets a thing to how it shall stand and writes the line of it, so that it can be taken back. Null where it stood so
 * already. Hold the thing's row lock.
 */
export async function noteChange(
  trx: Database,
  thing: Undoable,
  line: { kind: string; after: unknown },
  by: { accountId: number | null },
  now: Date,
): Promise<number | null> {
  if (canonicalJson(line.after) === canonicalJson(thing.standing)) return null;
  await thing.restore(line.after);
  return writeJournal(trx, {
    ...{ kind: line.kind, groupId: thing.groupId, subject: thing.subject, accountId: by.accountId, at: now },
    ...{ before: thing.standing, after: line.after },
  });
}
