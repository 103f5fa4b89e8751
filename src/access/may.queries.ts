import { type Expression, type RawBuilder, sql } from "kysely";
import type { Actor } from "./actor.ts";
import type { Act, Fact, Rule } from "./matrix.ts";
import { rolesIn, rulesFor, type Thing } from "./may.ts";

/** Where a statement finds what the rules rest on: the group of each row, and its facts; one that is not given is false. */
export type Row = { groupId: Expression<number>; facts: { [fact in Fact]?: Expression<boolean> } };

/**
 * The one question of permission as a condition: true of the rows for which `may` would say yes. Put together from
 * `matrix.json`, so that no statement says in its own words who may read what.
 */
export function mayWhere(by: Actor, act: Act, thing: Pick<Thing, "resource" | "field">, row: Row): RawBuilder<boolean> {
  const ways = rulesFor(act, thing).map((rule) => conditionsOf(rule, by, row));
  if (ways.some((conditions) => conditions.length === 0)) return sql<boolean>`true`;
  const open = ways.filter((conditions) => !conditions.includes(NEVER));
  if (open.length === 0) return sql<boolean>`false`;
  return sql<boolean>`(${sql.join(
    open.map((conditions) => sql.join(conditions, sql` and `)),
    sql` or `,
  )})`;
}

const NEVER = sql<boolean>`false`;

/** All of these must hold; none: it holds for every row. */
function conditionsOf({ who, when }: Rule, by: Actor, { groupId, facts }: Row): Expression<boolean>[] {
  const asked = who === "own" || who === "holder" ? [facts[who] ?? NEVER] : standingConditions(who, by, groupId);
  const further = when.flatMap(({ fact, not }) => {
    const given = facts[fact];
    if (given === undefined) return not ? [] : [NEVER];
    return [not ? sql<boolean>`not ${given}` : given];
  });
  return [...asked, ...further];
}

/** In which groups the asker has this role: in all but some, or in these alone. */
function standingConditions(role: Exclude<Rule["who"], "own" | "holder">, by: Actor, groupId: Expression<number>) {
  const known = [...new Set(by.standing.map((one) => one.groupId))];
  const [having, lacking] = [true, false].map((has) => known.filter((id) => rolesIn(by, id).includes(role) === has));
  if (rolesIn(by, null).includes(role))
    return lacking?.length ? [sql<boolean>`${groupId} <> all(${lacking}::integer[])`] : [];
  return having?.length ? [sql<boolean>`${groupId} = any(${having}::integer[])`] : [NEVER];
}
