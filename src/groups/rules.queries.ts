import { sql } from "kysely";
import type { Database } from "../platform/database/database.ts";
import { isAwake, type Rule, type Ruled, rulesOf } from "./rules.ts";

/** The rules that the group gave itself, the sleeping ones among them. */
export async function listRules(db: Database, groupId: number): Promise<Rule[]> {
  const group = await db
    .selectFrom("working_group")
    .where("id", "=", groupId)
    .select(["rule_set as ruleSet", "rules_otherwise as rulesOtherwise"])
    .executeTakeFirstOrThrow();
  return rulesOf(group);
}

/** Of these groups, those that gave themselves this rule. */
export async function groupsUnder(db: Database, rule: Rule, groupIds: readonly number[]): Promise<number[]> {
  if (groupIds.length === 0) return [];
  const groups = await db
    .selectFrom("working_group")
    .where("id", "in", [...groupIds])
    .select(["id", "rule_set as ruleSet", "rules_otherwise as rulesOtherwise"])
    .execute();
  return groups.filter((group) => rulesOf(group).includes(rule)).map(({ id }) => id);
}

/** The rules that hold on this day: without those that sleep for want of office holders. */
export async function findRules(db: Database, groupId: number, on: string): Promise<Rule[]> {
  const officers = await countOfficers(db, groupId, on);
  return (await listRules(db, groupId)).filter((rule) => isAwake(rule, officers));
}

export async function countOfficers(db: Database, groupId: number, on: string): Promise<number> {
  const found = await sql<{ count: number }>`select count(distinct person_id)::int as count from office
    where group_id = ${groupId} and since_on <= ${on} and (until_on is null or until_on > ${on})`.execute(db);
  return found.rows[0]?.count ?? 0;
}

export async function setRules(trx: Database, groupId: number, { ruleSet, rulesOtherwise }: Ruled): Promise<void> {
  await trx
    .updateTable("working_group")
    .set({ rule_set: ruleSet, rules_otherwise: [...rulesOtherwise] })
    .where("id", "=", groupId)
    .execute();
}
