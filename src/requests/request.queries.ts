import { type Generated, type Selectable, sql } from "kysely";
import type { Database } from "../platform/database/database.ts";
import type { Schema } from "../platform/database/schema.ts";
import type { SecretHash } from "../platform/secret.ts";
import {
  type AccessRequest,
  asLocale,
  type Grant,
  type NewRequest,
  type Part,
  type RequestState,
  type What,
} from "./request.ts";

declare module "../platform/database/schema.ts" {
  interface Schema {
    access_request: {
      id: Generated<number>;
      group_id: number;
      meeting_id: number;
      what: What;
      account_id: number | null;
      receipt_hash: Buffer | null;
      name: string;
      address: string | null;
      reason: string;
      language: string;
      state: Generated<RequestState>;
      asked_at: Date;
      acknowledged_at: Generated<Date | null>;
      hearing_until: Generated<Date | null>;
      decided_at: Generated<Date | null>;
      decided_by: Generated<number | null>;
      answer: Generated<string | null>;
      appeal: Generated<string | null>;
      appealed_at: Generated<Date | null>;
      first_decided_by: Generated<number | null>;
    };
    access_grant: {
      id: Generated<number>;
      request_id: number;
      part: Part;
      entry_ids: number[];
      address: string | null;
      granted_at: Date;
      expires_at: Date;
      withdrawn_at: Generated<Date | null>;
    };
    access_objection: {
      id: Generated<number>;
      request_id: number;
      person_id: number;
      account_id: number | null;
      words: string;
      made_at: Date;
    };
  }
}

const columns = [
  ...(["id", "group_id", "meeting_id", "what", "account_id", "name", "address", "reason", "language"] as const),
  ...(["state", "asked_at", "acknowledged_at", "hearing_until", "decided_at", "decided_by"] as const),
  ...(["answer", "appeal", "appealed_at", "first_decided_by"] as const),
] as const;

const asRequest = (row: Omit<Selectable<Schema["access_request"]>, "receipt_hash">): AccessRequest => ({
  id: row.id,
  groupId: row.group_id,
  meetingId: row.meeting_id,
  what: row.what,
  accountId: row.account_id,
  name: row.name,
  address: row.address,
  reason: row.reason,
  language: asLocale(row.language),
  state: row.state,
  askedAt: row.asked_at,
  acknowledgedAt: row.acknowledged_at,
  hearingUntil: row.hearing_until,
  decidedAt: row.decided_at,
  decidedBy: row.decided_by,
  answer: row.answer,
  appeal: row.appeal,
  appealedAt: row.appealed_at,
  firstDecidedBy: row.first_decided_by,
});

type Receipt = SecretHash<"request receipt">;

/** undefined where a request with this receipt is there already. */
export async function addRequest(
  trx: Database,
  at: { groupId: number; meetingId: number },
  asked: NewRequest & { language: string; accountId: number | null; receipt: Receipt | null },
  now: Date,
): Promise<AccessRequest | undefined> {
  const row = await trx
    .insertInto("access_request")
    .values({
      group_id: at.groupId,
      meeting_id: at.meetingId,
      what: asked.what,
      account_id: asked.accountId,
      receipt_hash: asked.receipt,
      name: asked.name,
      address: asked.address,
      reason: asked.reason,
      language: asked.language,
      asked_at: now,
    })
    .onConflict((conflict) => conflict.column("receipt_hash").doNothing())
    .returning(columns)
    .executeTakeFirst();
  return row && asRequest(row);
}

export async function findRequest(db: Database, id: number): Promise<AccessRequest | undefined> {
  const row = await db.selectFrom("access_request").where("id", "=", id).select(columns).executeTakeFirst();
  return row && asRequest(row);
}

/** The same, and nobody else acts on it until the transaction ends. */
export async function lockRequest(trx: Database, id: number): Promise<AccessRequest | undefined> {
  const row = await trx
    .selectFrom("access_request")
    .where("id", "=", id)
    .select(columns)
    .forUpdate()
    .executeTakeFirst();
  return row && asRequest(row);
}

export async function findByReceipt(db: Database, hash: Receipt): Promise<AccessRequest | undefined> {
  const row = await db.selectFrom("access_request").where("receipt_hash", "=", hash).select(columns).executeTakeFirst();
  return row && asRequest(row);
}

/** The group's requests, the latest first. */
export async function listRequests(
  db: Database,
  groupId: number,
  part: { limit: number; offset: number },
): Promise<AccessRequest[]> {
  const rows = await db
    .selectFrom("access_request")
    .where("group_id", "=", groupId)
    .select(columns)
    .orderBy("asked_at", "desc")
    .orderBy("id", "desc")
    .limit(part.limit)
    .offset(part.offset)
    .execute();
  return rows.map(asRequest);
}

export async function listRequestsOfAccount(db: Database, accountId: number): Promise<AccessRequest[]> {
  const rows = await db
    .selectFrom("access_request")
    .where("account_id", "=", accountId)
    .select(columns)
    .orderBy("id", "desc")
    .limit(100)
    .execute();
  return rows.map(asRequest);
}

/** Requests that wait for an answer in these groups, the oldest first: for who may decide there. */
export async function listUndecided(db: Database, groupIds: readonly number[]): Promise<AccessRequest[]> {
  if (groupIds.length === 0) return [];
  const rows = await db
    .selectFrom("access_request")
    .where("group_id", "in", [...groupIds])
    .where("state", "in", ["asked", "acknowledged", "hearing", "appealed"])
    .select(columns)
    .orderBy("asked_at")
    .orderBy("id")
    .limit(200)
    .execute();
  return rows.map(asRequest);
}

/** How many requests came to what, ever. */
export async function countByState(db: Database, groupId: number): Promise<{ name: RequestState; count: number }[]> {
  return db
    .selectFrom("access_request")
    .where("group_id", "=", groupId)
    .groupBy("state")
    .select(["state as name", sql<number>`count(*)::int`.as("count")])
    .orderBy("state")
    .execute();
}

type Changed = Partial<
  Pick<AccessRequest, "state" | "acknowledgedAt" | "hearingUntil" | "decidedAt" | "decidedBy" | "answer" | "appeal">
> &
  Partial<Pick<AccessRequest, "appealedAt" | "firstDecidedBy">>;

export async function setRequest(trx: Database, id: number, to: Changed): Promise<void> {
  await trx
    .updateTable("access_request")
    .set({
      ...(to.state !== undefined && { state: to.state }),
      ...(to.acknowledgedAt !== undefined && { acknowledged_at: to.acknowledgedAt }),
      ...(to.hearingUntil !== undefined && { hearing_until: to.hearingUntil }),
      ...(to.decidedAt !== undefined && { decided_at: to.decidedAt }),
      ...(to.decidedBy !== undefined && { decided_by: to.decidedBy }),
      ...(to.answer !== undefined && { answer: to.answer }),
      ...(to.appeal !== undefined && { appeal: to.appeal }),
      ...(to.appealedAt !== undefined && { appealed_at: to.appealedAt }),
      ...(to.firstDecidedBy !== undefined && { first_decided_by: to.firstDecidedBy }),
    })
    .where("id", "=", id)
    .execute();
}

/** Requests that nobody decided since; no longer waiting from now on. */
export async function lapseBefore(trx: Database, before: Date): Promise<{ id: number; groupId: number }[]> {
  return trx
    .updateTable("access_request")
    .set({ state: "lapsed" })
    .where("state", "in", ["asked", "acknowledged", "hearing", "appealed"])
    .where(sql<boolean>`coalesce(appealed_at, asked_at) < ${before}`)
    .returning(["id", "group_id as groupId"])
    .execute();
}

const grantShown = [
  "id",
  "request_id as requestId",
  "part",
  "entry_ids as entryIds",
  "address",
  "granted_at as grantedAt",
  "expires_at as expiresAt",
  "withdrawn_at as withdrawnAt",
] as const;

/** A new grant takes the place of an earlier one for the same request. */
export async function addGrant(trx: Database, grant: Omit<Grant, "id" | "withdrawnAt">): Promise<void> {
  await endGrants(trx, grant.requestId, grant.grantedAt);
  await trx
    .insertInto("access_grant")
    .values({
      request_id: grant.requestId,
      part: grant.part,
      entry_ids: grant.entryIds,
      address: grant.address,
      granted_at: grant.grantedAt,
      expires_at: grant.expiresAt,
    })
    .execute();
}

/** The latest grant for a request, over or not. */
export const findGrant = (db: Database, requestId: number): Promise<Grant | undefined> =>
  db
    .selectFrom("access_grant")
    .where("request_id", "=", requestId)
    .select(grantShown)
    .orderBy("id", "desc")
    .limit(1)
    .executeTakeFirst();

/** Returns how many were valid until now. */
export async function endGrants(trx: Database, requestId: number, now: Date): Promise<number> {
  const ended = await trx
    .updateTable("access_grant")
    .set({ withdrawn_at: now })
    .where("request_id", "=", requestId)
    .where("withdrawn_at", "is", null)
    .where("expires_at", ">", now)
    .returning("id")
    .execute();
  return ended.length;
}

export type Objection = { personId: number; accountId: number | null; words: string };

/** What someone says against it; said again, the later words hold. */
export async function putObjection(trx: Database, requestId: number, objection: Objection, now: Date): Promise<void> {
  const { personId, accountId, words } = objection;
  await trx
    .insertInto("access_objection")
    .values({ request_id: requestId, person_id: personId, account_id: accountId, words, made_at: now })
    .onConflict((conflict) => conflict.columns(["request_id", "person_id"]).doUpdateSet({ words, made_at: now }))
    .execute();
}

export const listObjections = (db: Database, requestId: number): Promise<Objection[]> =>
  db
    .selectFrom("access_objection")
    .where("request_id", "=", requestId)
    .select(["person_id as personId", "account_id as accountId", "words"])
    .orderBy("id")
    .limit(500)
    .execute();
