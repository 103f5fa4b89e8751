import { sql } from "kysely";
import type { Database } from "../../platform/database/database.ts";
import type { Finding } from "../report.ts";
import { FoundSaying } from "../report-json.ts";

/** What the checks found in a report that was taken in. For office holders: ask `may` before. */
export type KeptFinding = {
  id: number;
  rule: string;
  level: "error" | "warning" | "style";
  line: number | null;
  words: string;
  message: string;
  remedy: string;
  said: Finding["said"];
  passedOver: boolean;
  textId: number;
  fromTitle: string;
  fromAddress: string;
};

/** `textId`: of one report, null for all of the group. `passedOver`: those that were, or those that were not. */
export async function listFindings(
  db: Database,
  at: { groupId: number; textId: number | null; passedOver: boolean },
  part: { limit: number; offset: number },
): Promise<KeptFinding[]> {
  const found = await db
    .selectFrom("finding")
    .innerJoin("text_shown", "text_shown.id", "finding.text_id")
    .where("text_shown.group_id", "=", at.groupId)
    .$if(at.textId !== null, (query) => query.where("finding.text_id", "=", at.textId ?? 0))
    .$if(at.textId === null, (query) => query.where("finding.level", "!=", "style"))
    .where("finding.passed_over_at", at.passedOver ? "is not" : "is", null)
    .select(["finding.id", "rule", "level", "line", "words", "message", "remedy", "said", "finding.text_id as textId"])
    .select(["text_shown.title as fromTitle", "text_shown.address as fromAddress"])
    .select(sql<boolean>`finding.passed_over_at is not null`.as("passedOver"))
    .orderBy("text_shown.held_on", (order) => order.desc().nullsLast())
    .orderBy("finding.text_id", "desc")
    .orderBy(sql`case level when 'error' then 0 when 'warning' then 1 else 2 end`)
    .orderBy("finding.position")
    .orderBy("finding.id")
    .limit(part.limit)
    .offset(part.offset)
    .execute();
  return found.map((one) => ({ ...one, said: FoundSaying.parse(one.said) }));
}

/** How many findings wait in each of these groups, by group; style left out, as in the list. Ask `may` before. */
export async function countFindings(
  db: Database,
  groupIds: readonly number[],
): Promise<{ groupSlug: string; groupName: string; count: number }[]> {
  return db
    .selectFrom("finding")
    .innerJoin("text_shown", "text_shown.id", "finding.text_id")
    .innerJoin("group_shown", "group_shown.id", "text_shown.group_id")
    .where(sql<boolean>`group_shown.id = any(${[...groupIds]}::integer[])`)
    .where("finding.level", "!=", "style")
    .where("finding.passed_over_at", "is", null)
    .groupBy(["group_shown.id", "group_shown.slug", "group_shown.name", "group_shown.short_name"])
    .select(["group_shown.slug as groupSlug", sql<number>`count(*)::int`.as("count")])
    .select(sql<string>`coalesce(group_shown.short_name, group_shown.name)`.as("groupName"))
    .orderBy("group_shown.id")
    .limit(100)
    .execute();
}

/** One finding in a report of the group, its row locked. */
export async function lockFinding(
  trx: Database,
  groupId: number,
  id: number,
): Promise<{ id: number; passedOver: boolean } | undefined> {
  const found = await sql<{ id: number; passedOver: boolean }>`
    select finding.id, passed_over_at is not null as "passedOver" from finding
    where finding.id = ${id} and exists (select 1 from text_shown where text_shown.id = finding.text_id and group_id = ${groupId})
    for update`.execute(trx);
  return found.rows[0];
}

export async function setPassedOver(trx: Database, id: number, at: Date | null): Promise<void> {
  await trx.updateTable("finding").set({ passed_over_at: at }).where("id", "=", id).execute();
}
