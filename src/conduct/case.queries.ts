import { type Generated, sql } from "kysely";
import type { Database } from "../platform/database/database.ts";
import type { SecretHash } from "../platform/secret.ts";
import type { ConductRule } from "../texts/hidden-block.ts";
import type { Case, CaseState, Report } from "./case.ts";

declare module "../platform/database/schema.ts" {
  interface Schema {
    conduct_case: {
      id: Generated<number>;
      group_id: number;
      number: number;
      text_id: number;
      block_id: number;
      rule: ConductRule;
      state: Generated<CaseState>;
      reason: string | null;
      opened_at: Date;
      decided_at: Date | null;
      decided_by: number | null;
      review_due_at: Date | null;
      reviewed_by: number | null;
      appealed_at: Date | null;
      appealed_by: number | null;
      appeal_words: string | null;
      appeal_answer: string | null;
      appeal_decided_at: Date | null;
      appeal_decided_by: number | null;
      words_gone_at: Generated<Date | null>;
    };
    conduct_report: {
      id: Generated<number>;
      case_id: number;
      rule: ConductRule;
      words: string | null;
      account_id: number | null;
      receipt_hash: Buffer;
      at: Date;
    };
    conduct_author: { case_id: number; account_id: number };
  }
}

/** Cases with where their block stands, to be narrowed. */
export const cases = (db: Database) =>
  db
    .selectFrom("conduct_case")
    .innerJoin("text_shown", "text_shown.id", "conduct_case.text_id")
    .innerJoin("block_place", "block_place.block_id", "conduct_case.block_id")
    .select([
      "conduct_case.id",
      "conduct_case.group_id as groupId",
      "conduct_case.number",
      "conduct_case.text_id as textId",
      "text_shown.title as textTitle",
      "text_shown.address as textAddress",
      "conduct_case.block_id as blockId",
      "block_place.number as blockNumber",
      "conduct_case.rule",
      "state",
      "reason",
      "opened_at as openedAt",
      "decided_at as decidedAt",
      "decided_by as decidedBy",
      "review_due_at as reviewDueAt",
      "reviewed_by as reviewedBy",
      "appealed_at as appealedAt",
      "appealed_by as appealedBy",
      "appeal_words as appealWords",
      "appeal_answer as appealAnswer",
      "appeal_decided_at as appealDecidedAt",
      "words_gone_at as wordsGoneAt",
    ]);

export const findCase = (db: Database, groupId: number, number: number): Promise<Case | undefined> =>
  cases(db).where("conduct_case.group_id", "=", groupId).where("conduct_case.number", "=", number).executeTakeFirst();

/** Waits for whoever decides about the same case, so that the second sees what the first did. */
export async function lockCase(trx: Database, id: number): Promise<Case | undefined> {
  await sql`select id from conduct_case where id = ${id} for update`.execute(trx);
  return cases(trx).where("conduct_case.id", "=", id).executeTakeFirst();
}

/** The live case about a block, or a new one; the second of two who report at once joins the first. */
export async function openCase(
  trx: Database,
  at: { groupId: number; textId: number; blockId: number },
  rule: ConductRule,
  now: Date,
): Promise<{ id: number; isNew: boolean }> {
  const added = await sql<{ id: number }>`
    insert into conduct_case (group_id, number, text_id, block_id, rule, opened_at)
    select ${at.groupId}, coalesce(max(number), 0) + 1, ${at.textId}, ${at.blockId}, ${rule}, ${now}
    from conduct_case where group_id = ${at.groupId}
    on conflict (block_id) where state in ('open', 'hidden') do nothing returning id`.execute(trx);
  const [made] = added.rows;
  if (made) return { id: made.id, isNew: true };
  const { id } = await trx
    .selectFrom("conduct_case")
    .where("block_id", "=", at.blockId)
    .where("state", "in", ["open", "hidden"])
    .select("id")
    .executeTakeFirstOrThrow();
  return { id, isNew: false };
}

/** False where this very form was sent before. */
export async function addReport(
  trx: Database,
  report: { caseId: number; rule: ConductRule; words: string; accountId: number | null },
  receipt: SecretHash<"conduct receipt">,
  now: Date,
): Promise<boolean> {
  const added = await trx
    .insertInto("conduct_report")
    .values({
      case_id: report.caseId,
      rule: report.rule,
      words: report.words === "" ? null : report.words,
      account_id: report.accountId,
      receipt_hash: receipt,
      at: now,
    })
    .onConflict((conflict) => conflict.column("receipt_hash").doNothing())
    .executeTakeFirst();
  return added.numInsertedOrUpdatedRows === 1n;
}

export const wasReported = async (db: Database, receipt: SecretHash<"conduct receipt">): Promise<boolean> =>
  (await db.selectFrom("conduct_report").where("receipt_hash", "=", receipt).select("id").executeTakeFirst()) !==
  undefined;

export const listReports = (db: Database, caseId: number): Promise<Report[]> =>
  db
    .selectFrom("conduct_report")
    .where("case_id", "=", caseId)
    .select(["id", "rule", "words", "at"])
    .orderBy("id")
    .limit(200)
    .execute();

/** The case that a receipt belongs to. */
export const findCaseByReceipt = (db: Database, receipt: SecretHash<"conduct receipt">): Promise<Case | undefined> =>
  cases(db)
    .innerJoin("conduct_report", "conduct_report.case_id", "conduct_case.id")
    .where("receipt_hash", "=", receipt)
    .executeTakeFirst();

export async function addAuthors(trx: Database, caseId: number, accountIds: readonly number[]): Promise<void> {
  await sql`insert into conduct_author (case_id, account_id)
    select ${caseId}, account_id from unnest(${[...accountIds]}::integer[]) as given (account_id)
    on conflict do nothing`.execute(trx);
}

export async function listAuthors(db: Database, caseId: number): Promise<number[]> {
  const found = await db
    .selectFrom("conduct_author")
    .where("case_id", "=", caseId)
    .select("account_id")
    .orderBy("account_id")
    .execute();
  return found.map((row) => row.account_id);
}

/** Accounts that are party to a case: who reported, whose words they are, who decided or looked at it before. */
export async function listParties(db: Database, one: Case): Promise<number[]> {
  const reporters = await db
    .selectFrom("conduct_report")
    .where("case_id", "=", one.id)
    .where("account_id", "is not", null)
    .select("account_id")
    .execute();
  const known = [
    ...reporters.map((row) => row.account_id),
    one.decidedBy,
    one.reviewedBy,
    ...(await listAuthors(db, one.id)),
  ];
  return [...new Set(known.filter((id) => id !== null))];
}

type Decided = {
  state: CaseState;
  rule?: ConductRule;
  reason: string | null;
  decidedBy: number | null;
  reviewDueAt: Date | null;
};

export async function setDecided(trx: Database, id: number, to: Decided, now: Date): Promise<void> {
  await trx
    .updateTable("conduct_case")
    .set({
      state: to.state,
      ...(to.rule !== undefined && { rule: to.rule }),
      reason: to.reason,
      decided_at: now,
      decided_by: to.decidedBy,
      review_due_at: to.reviewDueAt,
      reviewed_by: null,
    })
    .where("id", "=", id)
    .execute();
}

export const setReviewed = (trx: Database, id: number, accountId: number) =>
  trx.updateTable("conduct_case").set({ reviewed_by: accountId }).where("id", "=", id).execute();

export const setAppealed = (trx: Database, id: number, accountId: number, words: string, now: Date) =>
  trx
    .updateTable("conduct_case")
    .set({ appealed_at: now, appealed_by: accountId, appeal_words: words })
    .where("id", "=", id)
    .execute();

export const setAppealDecided = (trx: Database, id: number, accountId: number, answer: string, now: Date) =>
  trx
    .updateTable("conduct_case")
    .set({ appeal_decided_at: now, appeal_decided_by: accountId, appeal_answer: answer })
    .where("id", "=", id)
    .execute();
