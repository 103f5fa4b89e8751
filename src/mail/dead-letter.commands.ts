import type { Actor } from "../access/actor.ts";
import { insist } from "../access/may.ts";
import type { Database } from "../platform/database/database.ts";
import { writeJournal } from "../platform/journal/journal.queries.ts";
import { noteChange, takeBack, type Undoable } from "../platform/journal/take-back.queries.ts";
import { beginAnew, lockMessage, type Standing, setMessageState } from "../platform/mail/dead-letter.queries.ts";
import { Conflict, NotFound } from "../platform/refusal.ts";

type At = { groupId: number; id: number };

/** Sends it again: to an address that was full or misspelt on the other side, or after the mail server was mended. */
export async function tryAgain(trx: Database, { groupId, id }: At, by: Actor, now: Date): Promise<number> {
  const { state } = await lockLetter(trx, { groupId, id }, by);
  if (state !== "dead") throw new Conflict("Somebody saw to this mail already.");
  await beginAnew(trx, id);
  const subject = { kind: "message", id };
  return writeJournal(trx, { kind: "message.tried again", groupId, subject, accountId: by.accountId, at: now });
}

/** The person was told in another way: it is off the list. Null where it was already. */
export async function tellOtherwise(trx: Database, at: At, by: Actor, now: Date): Promise<number | null> {
  const { state } = await lockLetter(trx, at, by);
  if (state !== "dead" && state !== "settled") throw new Conflict("Somebody saw to this mail already.");
  return noteChange(trx, letter(trx, at, state), { kind: "message.told otherwise", after: "settled" }, by, now);
}

/** Puts it on the list again. */
export async function undoTelling(trx: Database, at: At, line: number, by: Actor, now: Date): Promise<number> {
  const { state } = await lockLetter(trx, at, by);
  return takeBack(trx, letter(trx, at, state), { id: line, kind: "message.undone" }, by, now);
}

async function lockLetter(trx: Database, { groupId, id }: At, by: Actor): Promise<Standing> {
  insist(by, "change", { resource: "mail", groupId });
  const found = await lockMessage(trx, groupId, id);
  if (!found) throw new NotFound();
  return found;
}

const letter = (trx: Database, { groupId, id }: At, state: Standing["state"]): Undoable => ({
  ...{ subject: { kind: "message", id }, groupId, standing: state },
  restore: (to) => setMessageState(trx, id, to === "settled" ? "settled" : "dead"),
});
