import { type Database, inTransaction } from "../database/database.ts";
import { type Letter, MOST_TRIES, type Outcome, type Transport, waitAfter } from "./delivery.ts";
import { asMailAddress } from "./mail-address.ts";
import {
  addDeliveryJob,
  dropMessage,
  markDead,
  markDeferred,
  markSent,
  takeWaiting,
  type Waiting,
} from "./message-out.queries.ts";

/** A mail that is written at the moment it is sent, and what is marked once it has gone out. */
export type Composed = { letter: Letter; sent: (trx: Database) => Promise<void> };

/**
 * Writes the notices of one kind, with what their reader may read at that moment; null where there is nothing to tell.
 * `db` is for what must be kept even if the sending is cut off: a token that the mail holds.
 */
export type Composer = (db: Database, accountId: number, now: Date) => Promise<Composed | null>;

/** All that a delivery needs: the wire, the domain of Message-IDs, who writes notices, how long to wait for the next try. */
export type Post = {
  transport: Transport;
  domain: string;
  composers: Readonly<Record<string, Composer>>;
  waitAfterMs?: (tries: number) => number;
};

/**
 * Tries once to deliver a waiting mail. The mail is held while it is on its way, so that no other process sends it too;
 * a process that is killed between sending and marking lets go of it, and the repeat has the same Message-ID.
 */
export async function deliver(
  db: Database,
  id: number,
  post: Post,
  now: () => Date,
  stopping: AbortSignal,
): Promise<void> {
  await inTransaction(db, async (trx) => {
    const message = await takeWaiting(trx, id);
    if (!message) return;
    const composed = await write(db, message, post, now());
    if (composed === null) return void (await dropMessage(trx, id));
    const messageId = `<${message.uid}@${post.domain}>`;
    const outcome = await attempt(message, { ...composed.letter, messageId }, post, now(), stopping);
    if (outcome.kind === "delivered") {
      await composed.sent(trx);
      await markSent(trx, id, messageId, now());
    } else if (outcome.kind === "refused" || message.attempts + 1 >= MOST_TRIES) {
      await markDead(trx, id, outcome.reason, now());
    } else {
      await markDeferred(trx, id, outcome.reason);
      await addDeliveryJob(trx, id, (post.waitAfterMs ?? waitAfter)(message.attempts + 1));
    }
  });
}

async function write(db: Database, message: Waiting, { composers }: Post, now: Date): Promise<Composed | null> {
  const { to, subject, text, accountId } = message;
  if (subject !== null && text !== null)
    return {
      letter: { to: { name: to.name, address: to.address ?? "" }, subject, text, unsubscribeAt: null },
      sent: async () => {},
    };
  return accountId === null ? null : ((await composers[message.kind]?.(db, accountId, now)) ?? null);
}

type Ready = Letter & { messageId: string };

async function attempt(
  { uselessAfter, queuedAt }: Waiting,
  { messageId, ...letter }: Ready,
  { transport }: Post,
  now: Date,
  stopping: AbortSignal,
): Promise<Outcome> {
  if (uselessAfter !== null && uselessAfter < now) return { kind: "refused", reason: "too late" };
  const address = asMailAddress(letter.to.address);
  if (address === undefined) return { kind: "refused", reason: "no address" };
  return transport.send({ ...letter, to: { name: letter.to.name, address } }, { messageId, queuedAt }, stopping);
}
