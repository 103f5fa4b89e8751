import { sql } from "kysely";
import type { Database } from "../platform/database/database.ts";
import type { ConductRule } from "../texts/hidden-block.ts";
import { cases } from "./case.queries.ts";
import type { Case } from "./case.ts";

/** What waits first (open, appealed, unreviewed), then the latest. */
export const listCases = (db: Database, groupId: number, part: { limit: number; offset: number }): Promise<Case[]> =>
  cases(db)
    .where("conduct_case.group_id", "=", groupId)
    .orderBy(sql`case when state = 'open' or (appealed_at is not null and appeal_decided_at is null)
      or (state = 'hidden' and review_due_at is not null and reviewed_by is null) then 0 else 1 end`)
    .orderBy("conduct_case.id", "desc")
    .limit(part.limit)
    .offset(part.offset)
    .execute();

/** Cases in these groups that wait for a decision, an answer to an appeal or a second look, by group. */
export async function countWaiting(
  db: Database,
  groupIds: readonly number[],
): Promise<{ groupId: number; count: number }[]> {
  if (groupIds.length === 0) return [];
  return db
    .selectFrom("conduct_case")
    .where("group_id", "in", [...groupIds])
    .where(sql<boolean>`(state = 'open' or (state = 'hidden' and (
      (appealed_at is not null and appeal_decided_at is null) or (review_due_at is not null and reviewed_by is null))))`)
    .select(["group_id as groupId", sql<number>`count(*)::int`.as("count")])
    .groupBy("group_id")
    .orderBy("group_id")
    .execute();
}

/** Cases about words of this account, in any group. */
export const listCasesOfAuthor = (db: Database, accountId: number): Promise<(Case & { groupSlug: string })[]> =>
  cases(db)
    .innerJoin("group_shown", "group_shown.id", "conduct_case.group_id")
    .innerJoin("conduct_author", "conduct_author.case_id", "conduct_case.id")
    .where("conduct_author.account_id", "=", accountId)
    .where("state", "=", "hidden")
    .where("appeal_decided_at", "is", null)
    .select("group_shown.slug as groupSlug")
    .orderBy("conduct_case.id", "desc")
    .limit(50)
    .execute();

/** Hidings that nobody else has looked at in time; locked, those that another process has in hand left out. */
export async function listUnreviewed(trx: Database, now: Date): Promise<Case[]> {
  const due = await sql<{ id: number }>`
    select id from conduct_case where state = 'hidden' and reviewed_by is null and review_due_at < ${now}
    order by id limit 100 for update skip locked`.execute(trx);
  if (due.rows.length === 0) return [];
  return cases(trx)
    .where(
      "conduct_case.id",
      "in",
      due.rows.map((row) => row.id),
    )
    .orderBy("conduct_case.id")
    .execute();
}

/** How often each rule was cited for a hiding, words that came back left out. */
export async function countByRule(db: Database, groupId: number): Promise<Map<ConductRule, number>> {
  const rows = await db
    .selectFrom("conduct_case")
    .where("group_id", "=", groupId)
    .where("state", "=", "hidden")
    .select(["rule", sql<number>`count(*)::int`.as("count")])
    .groupBy("rule")
    .orderBy("rule")
    .execute();
  return new Map(rows.map((row) => [row.rule, row.count]));
}

/** Blocks whose words may be let go of: hidden before, and no appeal is open. Each is named once. */
export async function takeHiddenBefore(trx: Database, before: Date, now: Date): Promise<number[]> {
  const due = await sql<{ block_id: number }>`
    update conduct_case set words_gone_at = ${now} where state = 'hidden' and decided_at < ${before} and words_gone_at is null
      and (appealed_at is null or appeal_decided_at < ${before})
    returning block_id`.execute(trx);
  return due.rows.map((row) => row.block_id);
}

/** Forgets what was said in reports, and by which account, once their case was decided before. Returns how many. */
export async function forgetReports(trx: Database, before: Date): Promise<number> {
  const gone = await sql`
    update conduct_report set words = null, account_id = null from conduct_case
    where conduct_case.id = case_id and state <> 'open' and decided_at < ${before}
      and (conduct_report.words is not null or account_id is not null)`.execute(trx);
  return Number(gone.numAffectedRows ?? 0);
}
