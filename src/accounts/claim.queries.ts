import { type Generated, sql } from "kysely";
import type { Database } from "../platform/database/database.ts";
import type { Claim } from "./claim.ts";

declare module "../platform/database/schema.ts" {
  interface Schema {
    person_claim: {
      id: Generated<number>;
      account_id: number;
      group_id: number;
      name: string;
      words: string | null;
      state: Generated<Claim["state"]>;
      person_id: number | null;
      made_at: Date;
      ended_at: Date | null;
    };
  }
}

const shown = (db: Database) =>
  db
    .selectFrom("person_claim as claim")
    .innerJoin("account", "account.id", "claim.account_id")
    .innerJoin("group_shown", "group_shown.id", "claim.group_id")
    .select([
      ...(["claim.id", "claim.account_id as accountId", "account.display_name as accountName"] as const),
      ...(["claim.group_id as groupId", "group_shown.slug as groupSlug", "claim.name", "claim.words"] as const),
      ...(["claim.state", "claim.person_id as personId"] as const),
      sql<string>`coalesce(group_shown.short_name, group_shown.name)`.as("groupName"),
      sql<string>`(claim.made_at at time zone 'UTC')::date`.as("madeOn"),
    ]);

/** The claims that wait in this group, the oldest first; 50 at most. */
export const listWaitingClaims = (db: Database, groupId: number): Promise<Claim[]> =>
  shown(db)
    .where("claim.group_id", "=", groupId)
    .where("claim.state", "=", "waiting")
    .orderBy("claim.id")
    .limit(50)
    .execute();

/** How many claims wait in each of these groups, and since when; groups without any are left out. */
export const countWaitingClaims = (
  db: Database,
  groupIds: readonly number[],
): Promise<{ groupId: number; count: number; since: string }[]> =>
  db
    .selectFrom("person_claim")
    .where("state", "=", "waiting")
    .where(sql<boolean>`group_id = any(${[...groupIds]}::integer[])`)
    .groupBy("group_id")
    .select([
      "group_id as groupId",
      sql<number>`count(*)::int`.as("count"),
      sql<string>`(min(made_at) at time zone 'UTC')::date`.as("since"),
    ])
    .orderBy("group_id")
    .limit(200)
    .execute();

/** The last claim of an account. */
export const findLastClaim = (db: Database, accountId: number): Promise<Claim | undefined> =>
  shown(db).where("claim.account_id", "=", accountId).orderBy("claim.id", "desc").limit(1).executeTakeFirst();

/** A claim in this group, its row locked until the transaction ends. */
export async function lockClaim(trx: Database, groupId: number, id: number): Promise<Claim | undefined> {
  await sql`select id from person_claim where id = ${id} and group_id = ${groupId} for update`.execute(trx);
  return shown(trx).where("claim.id", "=", id).where("claim.group_id", "=", groupId).executeTakeFirst();
}

/** Adds a claim; undefined where another one of this account waits. */
export async function addClaim(
  trx: Database,
  claim: { accountId: number; groupId: number; name: string; words: string | null },
  now: Date,
): Promise<number | undefined> {
  const { accountId, groupId, name, words } = claim;
  const added = await trx
    .insertInto("person_claim")
    .values({ account_id: accountId, group_id: groupId, name, words, person_id: null, made_at: now, ended_at: null })
    .onConflict((conflict) => conflict.doNothing())
    .returning("id")
    .executeTakeFirst();
  return added?.id;
}

export async function setClaim(
  trx: Database,
  id: number,
  to: { state: Claim["state"]; personId: number | null },
  now: Date,
): Promise<void> {
  await trx
    .updateTable("person_claim")
    .set({ state: to.state, person_id: to.personId, ended_at: to.state === "waiting" ? null : now })
    .where("id", "=", id)
    .execute();
}

/** Whether another claim of this account waits. */
export async function hasWaitingClaim(db: Database, accountId: number): Promise<boolean> {
  const row = await db
    .selectFrom("person_claim")
    .where("account_id", "=", accountId)
    .where("state", "=", "waiting")
    .select("id")
    .executeTakeFirst();
  return row !== undefined;
}

/** Gives the account this person, or takes that person from it: true where the account stood as expected. */
export async function changePersonOfAccount(
  trx: Database,
  accountId: number,
  from: number | null,
  to: number | null,
): Promise<boolean> {
  const changed = await trx
    .updateTable("account")
    .set({ person_id: to })
    .where("id", "=", accountId)
    .where(sql<boolean>`person_id is not distinct from ${from}::integer`)
    .executeTakeFirst();
  return changed.numUpdatedRows === 1n;
}
