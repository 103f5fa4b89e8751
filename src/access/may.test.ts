import assert from "node:assert/strict";
import { test } from "node:test";
import { type Expression, sql } from "kysely";
import { testDatabase } from "../../test/database.ts";
import { type Actor, visitor } from "./actor.ts";
import { type Fact, ROLES, type Role, RULES } from "./matrix.ts";
import { mayWhere } from "./may.queries.ts";
import { may, rulesFor, type Thing } from "./may.ts";

const { db } = await testDatabase();

const account = (...standing: [groupId: number, role: Role][]): Actor => ({
  ...{ accountId: 1, personId: 1, name: "Asha" },
  standing: standing.map(([groupId, role]) => ({ groupId, role })),
});
/** Each role in one group, and some who are different things in two. */
const ACTORS: Actor[] = [
  visitor,
  account(),
  ...ROLES.filter((role) => role !== "visitor" && role !== "account").map((role) => account([1, role])),
  account([1, "member"], [1, "safeguard"], [2, "rapporteur"]),
  account([1, "suspended"], [1, "co-chair"], [2, "member"]),
];
const GROUPS = [1, 2, 3];

/** Each question that some rule answers, with the facts that it turns on. */
const QUESTIONS = [...new Map(RULES.map((rule) => [`${rule.resource} ${rule.act} ${rule.field}`, rule])).values()].map(
  ({ resource, act, field }) => {
    const thing = field === null ? { resource } : { resource, field };
    const facts = rulesFor(act, thing).flatMap(({ who, when }) => [
      ...(who === "own" || who === "holder" ? [who] : []),
      ...when.map(({ fact }) => fact),
    ]);
    return { thing, act, facts: [...new Set(facts)] };
  },
);

test("a statement lets through exactly the rows for which may says yes", async () => {
  assert.ok(QUESTIONS.length > 20, "the rules are found");
  let allowed = 0;
  for (const { thing, act, facts } of QUESTIONS)
    for (const by of ACTORS) {
      const rows = rowsOf(facts);
      const expected = rows.filter((row) => may(by, act, { ...thing, ...row.thing })).map(({ n }) => n);
      const condition = mayWhere(by, act, thing, asColumns(facts));
      const found = await sql<{ n: number }>`select n from generate_series(0, ${rows.length - 1}::integer) as n
        where ${condition} order by n`.execute(db);
      assert.deepEqual(
        found.rows.map(({ n }) => n),
        expected,
        `${thing.resource} ${act} ${JSON.stringify(by.standing)}`,
      );
      allowed += expected.length;
    }
  assert.ok(allowed > 1_000, `${allowed} are let through`);
});

/** A row for each group and each combination of facts, numbered as `asColumns` takes the number apart. */
const rowsOf = (facts: readonly Fact[]): { n: number; thing: Omit<Thing, "resource"> }[] =>
  GROUPS.flatMap((groupId, at) =>
    Array.from({ length: 2 ** facts.length }, (_, bits) => ({
      n: at * 2 ** facts.length + bits,
      thing: { groupId, ...Object.fromEntries(facts.map((fact, bit) => [fact, (bits & (1 << bit)) !== 0])) },
    })),
  );

function asColumns(facts: readonly Fact[]) {
  const columns: { [fact in Fact]?: Expression<boolean> } = {};
  for (const [bit, fact] of facts.entries()) columns[fact] = sql<boolean>`(n & ${1 << bit}::integer) <> 0`;
  return { groupId: sql<number>`(n >> ${facts.length}::integer) + 1`, facts: columns };
}

test("whoever is suspended is that alone, whatever office they hold", () => {
  const both = account([1, "suspended"], [1, "co-chair"]);
  assert.equal(may(both, "change", { resource: "text", groupId: 1 }), false);
  assert.equal(may(account([1, "co-chair"]), "change", { resource: "text", groupId: 1 }), true);
});

test("a right in one group is none in another", () => {
  const chair = account([1, "co-chair"]);
  assert.equal(may(chair, "change", { resource: "text", groupId: 2 }), false);
  assert.equal(may(chair, "change", { resource: "text", groupId: null }), false);
});
