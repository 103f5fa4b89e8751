import { sql } from "kysely";
import type { Database } from "../database/database.ts";
import { addDeliveryJob } from "./message-out.queries.ts";

/** A mail that could not be delivered. */
export type DeadLetter = {
  id: number;
  toName: string;
  toAddress: string;
  subject: string;
  /** As `Reason` has it. */
  reason: string;
  endedAt: Date;
};

const columns = [
  "id",
  sql<string>`coalesce(to_name, '')`.as("toName"),
  sql<string>`coalesce(to_address, '')`.as("toAddress"),
  sql<string>`coalesce(subject, '')`.as("subject"),
  sql<string>`coalesce(last_reason, '')`.as("reason"),
  sql<Date>`ended_at`.as("endedAt"),
] as const;

/** What could not be delivered for a group, the latest first. */
export const listDeadLetters = (db: Database, groupId: number, limit: number): Promise<DeadLetter[]> =>
  db
    .selectFrom("message_out")
    .where("group_id", "=", groupId)
    .where("state", "=", "dead")
    .select(columns)
    .orderBy("ended_at", "desc")
    .orderBy("id", "desc")
    .limit(limit)
    .execute();

/** What of no group could not be delivered to an account: its ways in, its news. */
export const listOwnDeadLetters = (db: Database, accountId: number, limit: number): Promise<DeadLetter[]> =>
  db
    .selectFrom("message_out")
    .where("account_id", "=", accountId)
    .where("group_id", "is", null)
    .where("state", "=", "dead")
    .select(columns)
    .orderBy("id", "desc")
    .limit(limit)
    .execute();

/** Whoever saw why their mail did not come has it off the list; notices go on with the next one. */
export async function settleOwnDeadLetters(trx: Database, accountId: number): Promise<void> {
  await trx
    .updateTable("message_out")
    .set({ state: "settled" })
    .where("account_id", "=", accountId)
    .where("group_id", "is", null)
    .where("state", "=", "dead")
    .execute();
}

/** How many mails of these groups, or of no group and this account, could not be delivered. */
export async function countDeadLetters(
  db: Database,
  { groupIds, accountId }: { groupIds: readonly number[]; accountId: number },
): Promise<{ groupId: number | null; count: number }[]> {
  const found = await sql<{ groupId: number | null; count: number }>`
    select group_id as "groupId", count(*)::int as count from message_out
    where state = 'dead' and (group_id = any(${[...groupIds]}::integer[])
      or (group_id is null and account_id = ${accountId}))
    group by group_id order by group_id nulls last`.execute(db);
  return found.rows;
}

export type Standing = { state: "waiting" | "sent" | "dead" | "settled" };

/** How a message of a group stands, held until the transaction ends; undefined where the group has none such. */
export const lockMessage = (trx: Database, groupId: number, id: number): Promise<Standing | undefined> =>
  trx
    .selectFrom("message_out")
    .where("id", "=", id)
    .where("group_id", "=", groupId)
    .select("state")
    .forUpdate()
    .executeTakeFirst();

export async function setMessageState(trx: Database, id: number, state: "dead" | "settled"): Promise<void> {
  await trx.updateTable("message_out").set({ state }).where("id", "=", id).execute();
}

/** Begins anew with a message that was given up: all its tries are before it again. */
export async function beginAnew(trx: Database, id: number): Promise<void> {
  await trx
    .updateTable("message_out")
    .set({ state: "waiting", attempts: 0, last_reason: null, ended_at: null, useless_after: null })
    .where("id", "=", id)
    .execute();
  await addDeliveryJob(trx, id, 0);
}

/** How the mail of this instance stands, for whoever runs it: what waits, what was given up. */
export async function countMail(db: Database): Promise<{ waiting: number; dead: number }> {
  const found = await sql<{ waiting: number; dead: number }>`
    select count(*) filter (where state = 'waiting')::int as waiting, count(*) filter (where state = 'dead')::int as dead
    from message_out`.execute(db);
  return found.rows[0] ?? { waiting: 0, dead: 0 };
}
