import { createHash } from "node:crypto";
import { type Generated, type RawBuilder, sql } from "kysely";
import { type Database, inTransaction } from "../database/database.ts";
import type { Reason } from "./delivery.ts";

declare module "../database/schema.ts" {
  interface Schema {
    message_out: {
      id: Generated<number>;
      kind: string;
      group_id: number | null;
      account_id: number | null;
      to_name: string | null;
      to_address: string | null;
      subject: string | null;
      body: string | null;
      state: Generated<"waiting" | "sent" | "dead" | "settled">;
      attempts: Generated<number>;
      last_reason: string | null;
      queued_at: Date;
      ended_at: Date | null;
      message_uid: Generated<string | null>;
      message_id_hash: Generated<Buffer | null>;
      useless_after: Generated<Date | null>;
    };
  }
}

/** A mail to one person, plain text. `kind` names the occasion ("invitation"); `accountId` whose rights it was written with. */
export type NewMessage = {
  kind: string;
  groupId: number | null;
  accountId: number | null;
  to: { name: string; address: string };
  subject: string;
  text: string;
  /** After this instant it is of no use to anyone: a link in it is over, say. */
  uselessAfter?: Date;
};

/** Queues a mail in the transaction of the act that it tells of. Ask `site.sendsMail` first: it may never go out. */
export async function queueMessage(trx: Database, message: NewMessage, now: Date): Promise<void> {
  const { id } = await trx
    .insertInto("message_out")
    .values({
      kind: message.kind,
      group_id: message.groupId,
      account_id: message.accountId,
      to_name: message.to.name,
      to_address: message.to.address,
      subject: message.subject,
      body: message.text,
      last_reason: null,
      queued_at: now,
      ended_at: null,
      useless_after: message.uselessAfter ?? null,
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  await addDeliveryJob(trx, id, 0);
}

/**
 * Queues a mail to each of these accounts that is written when it is sent, with the rights that its reader has then.
 * One of a kind waits for an account at most; where the last could not be delivered, none follows until somebody looks.
 */
export async function queueNotices(
  db: Database,
  kind: string,
  accountIds: readonly number[],
  now: Date,
): Promise<void> {
  if (accountIds.length === 0) return;
  await inTransaction(db, async (trx) => {
    await sql`select pg_advisory_xact_lock(hashtext(${`notices of ${kind}`}))`.execute(trx);
    await sql`
      with added as (
        insert into message_out (kind, account_id, queued_at)
        select ${kind}, account_id, ${now} from unnest(${[...accountIds]}::integer[]) as given (account_id)
        where not exists (select 1 from message_out as known where known.account_id = given.account_id
          and known.kind = ${kind} and known.state in ('waiting', 'dead'))
        returning id)
      select ${deliveryJob(sql`id`, 0)} from added`.execute(trx);
  });
}

export const DELIVERY = "deliver mail";

/** The job of a message is found by the message: a second one takes the place of the first. Waits are of the database's clock. */
const deliveryJob = (id: RawBuilder<unknown>, afterMs: number) => sql`
  graphile_worker.add_job(${DELIVERY}, json_build_object('id', ${id}), job_key => 'mail ' || ${id},
    run_at => now() + ${afterMs}::double precision * interval '1 millisecond')`;

export async function addDeliveryJob(trx: Database, id: number, afterMs: number): Promise<void> {
  await sql`select ${deliveryJob(sql`${id}::bigint`, afterMs)}`.execute(trx);
}

/** A mail at work holds its job for less than this; a job held longer is that of a process that is gone. */
const LOST_AFTER = "3 minutes";

/** Gives each waiting mail whose job is gone, or held by a process that was killed, a new one: after a restore, a crash. */
export async function requeueOrphans(db: Database): Promise<void> {
  await sql`
    select ${deliveryJob(sql`message.id`, 0)} from message_out as message
    where message.state = 'waiting' and not exists (
      select 1 from graphile_worker.jobs as job where job.key = 'mail ' || message.id
        and (job.locked_at is null or job.locked_at > now() - ${LOST_AFTER}::interval))`.execute(db);
}

export type Waiting = {
  id: number;
  kind: string;
  accountId: number | null;
  to: { name: string; address: string | null };
  subject: string | null;
  text: string | null;
  attempts: number;
  uid: string;
  queuedAt: Date;
  uselessAfter: Date | null;
};

/** The mail, held by this transaction while it is on its way; undefined where it is not waiting, or another holds it. */
export async function takeWaiting(trx: Database, id: number): Promise<Waiting | undefined> {
  const row = await trx
    .selectFrom("message_out")
    .where("id", "=", id)
    .where("state", "=", "waiting")
    .select(["id", "kind", "account_id", "to_name", "to_address", "subject", "body", "attempts", "message_uid"])
    .select(["queued_at", "useless_after"])
    .forUpdate()
    .skipLocked()
    .executeTakeFirst();
  return (
    row && {
      ...{ id: row.id, kind: row.kind, accountId: row.account_id, subject: row.subject, text: row.body },
      ...{ to: { name: row.to_name ?? "", address: row.to_address }, attempts: row.attempts },
      ...{ uid: row.message_uid ?? "", queuedAt: row.queued_at, uselessAfter: row.useless_after },
    }
  );
}

/** Delivered: what it said, to whom, is forgotten. The hash of its Message-ID stays. Source: SAFETY A2. */
export async function markSent(trx: Database, id: number, messageId: string, now: Date): Promise<void> {
  await trx
    .updateTable("message_out")
    .set({
      ...{ state: "sent", ended_at: now, last_reason: null },
      ...{ body: null, subject: null, to_name: null, to_address: null, message_uid: null },
      message_id_hash: createHash("sha256").update(messageId).digest(),
    })
    .where("id", "=", id)
    .execute();
}

export async function markDeferred(trx: Database, id: number, reason: Reason): Promise<void> {
  await trx
    .updateTable("message_out")
    .set((eb) => ({ attempts: eb("attempts", "+", 1), last_reason: reason }))
    .where("id", "=", id)
    .execute();
}

export async function markDead(trx: Database, id: number, reason: Reason, now: Date): Promise<void> {
  await trx
    .updateTable("message_out")
    .set((eb) => ({ state: "dead", attempts: eb("attempts", "+", 1), last_reason: reason, ended_at: now }))
    .where("id", "=", id)
    .execute();
}

/** There was nothing (any more) to tell. */
export const dropMessage = (trx: Database, id: number) => trx.deleteFrom("message_out").where("id", "=", id).execute();

/** Forgets what became of mail that ended before. Returns how many went. */
export async function forgetMail(
  trx: Database,
  states: readonly ("sent" | "dead" | "settled")[],
  before: Date,
): Promise<number> {
  const gone = await trx
    .deleteFrom("message_out")
    .where("state", "in", [...states])
    .where("ended_at", "<", before)
    .executeTakeFirst();
  return Number(gone.numDeletedRows);
}

/** The mails of a group that is deleted, sent or not; their jobs find nothing to send. */
export async function forgetMailOfGroup(trx: Database, groupId: number): Promise<void> {
  await trx.deleteFrom("message_out").where("group_id", "=", groupId).execute();
}
