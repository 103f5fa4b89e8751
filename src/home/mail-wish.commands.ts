import type { Actor } from "../access/actor.ts";
import { insist } from "../access/may.ts";
import { type Database, inTransaction } from "../platform/database/database.ts";
import { writeJournal } from "../platform/journal/journal.queries.ts";
import { lastSealedPosition } from "../platform/journal/journal-since.queries.ts";
import { settleOwnDeadLetters } from "../platform/mail/dead-letter.queries.ts";
import { Forbidden, NotFound } from "../platform/refusal.ts";
import { secretHash } from "../platform/secret.ts";
import { findUnsubscribeLink, findWish, keepWish } from "./mail-wish.queries.ts";
import type { MailWish } from "./mail-wish.ts";

/** Keeps what one wishes to be told by mail. What could not be delivered before is seen by that, and off the list. */
export async function changeWish(trx: Database, to: MailWish, by: Actor, now: Date): Promise<number> {
  insist(by, "change", { resource: "account", groupId: null, own: by.accountId !== null });
  if (by.accountId === null) throw new Forbidden("Sign in to do this.");
  await settleOwnDeadLetters(trx, by.accountId);
  return noteWish(trx, by.accountId, to, now);
}

async function noteWish(trx: Database, accountId: number, to: MailWish, now: Date): Promise<number> {
  const before = await findWish(trx, accountId);
  const from = { position: await lastSealedPosition(trx), on: now.toISOString().slice(0, 10) };
  await keepWish(trx, accountId, to, from);
  return writeJournal(trx, {
    ...{ kind: "account.mail wish changed", groupId: null, subject: { kind: "account", id: accountId } },
    ...{ accountId, at: now, before, after: to },
  });
}

/** Ends the mails of one list by the link that each of them holds, without a sign-in; a second time changes nothing. */
export async function unsubscribe(db: Database, token: string, now: Date): Promise<void> {
  await inTransaction(db, async (trx) => {
    const link = await findUnsubscribeLink(trx, secretHash("unsubscribe", token));
    if (!link) throw new NotFound();
    const wish = await findWish(trx, link.accountId);
    if (wish.wish !== "never") await noteWish(trx, link.accountId, { ...wish, wish: "never" }, now);
  });
}
