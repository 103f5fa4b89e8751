import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { test } from "node:test";
import { sql } from "kysely";
import { makeApp } from "../../src/app.ts";
import type { Group } from "../../src/groups/group.ts";
import { testDatabase } from "../database.ts";
import { aGroup } from "../record.ts";
import {
  addressOf,
  ask,
  ELSEWHERE,
  type Expected,
  expectedOf,
  isAsked,
  isOwn,
  keysOf,
  OWN,
  undoable,
} from "./probe.ts";
import { type Route, routeTable } from "./route-table.ts";
import { type Asker, asker, askersOf, aTarget, NOW, type Target } from "./world.ts";

const { db } = await testDatabase();
const TABLE = routeTable();
const GOVERNED = TABLE.filter((route) => isAsked(route));

/** Two groups; in each a report with all that hangs on it, disclosed each way. */
async function world() {
  const [own, other] = [await aGroup(db), await aGroup(db, "Working Group on Deep Lakes")];
  const targets = {
    open: await aTarget(db, own, { number: 11, published: true, list: "public" }),
    withheld: await aTarget(db, own, { number: 12, published: true, list: "nobody" }),
    unpublished: await aTarget(db, own, { number: 13, published: false, list: "public" }),
    otherOpen: await aTarget(db, other, { number: 21, published: true, list: "public" }),
    otherUnpublished: await aTarget(db, other, { number: 22, published: false, list: "public" }),
  };
  await numberApart(other, [targets.otherOpen, targets.otherUnpublished]);
  const { db: passing, undone } = undoable(db);
  const site = { name: "Baraza", origin: "http://localhost:4100", sendsMail: false };
  const app = makeApp({ db: passing, now: () => NOW, site });
  const probe = (route: Route, path: string, by: Asker) =>
    route.method === "GET" ? ask(app, "GET", path, by) : undone(() => ask(app, route.method, path, by));
  return { own, other, targets, probe };
}

/** Gives the other group's actions, recommendations and questions numbers that the first group has not. */
async function numberApart(group: Group, targets: readonly Target[]): Promise<void> {
  for (const table of ["action", "recommendation", "open_question"])
    await sql`update ${sql.table(table)} set number = number + 70 where group_id = ${group.id}`.execute(db);
  for (const { params } of targets)
    for (const key of ["actions/:number", "recommendations/:number", "questions/:number"])
      params[key] = String(Number(params[key]) + 70);
}

function matches(status: number, expected: Expected): boolean {
  if (expected === "answers") return ![401, 403, 404].includes(status) && status < 500;
  return expected === "turned away" ? [303, 403, 404].includes(status) : status === expected;
}

test("every governed route can be asked of what the test has, or is asked in a test of its own", async () => {
  const { targets } = await world();
  const lacking = GOVERNED.flatMap(({ template }) => keysOf(template)).filter((key) => !(key in targets.open.params));
  assert.deepEqual(
    [...new Set(lacking)],
    [],
    "Give these a value in test/access/world.ts, or name the test that asks in ELSEWHERE.",
  );
  const missing = [...ELSEWHERE.values()].filter((path) => !existsSync(new URL(`../../${path}`, import.meta.url)));
  assert.deepEqual(missing, [], "ELSEWHERE names tests that are not there.");
});

test("each route answers each role, in its own group and in another, as the matrix says", async () => {
  const { own, targets, probe } = await world();
  const askers = await askersOf(db, own);
  const wrong = new Map<string, string[]>();
  let asked = 0;
  for (const route of GOVERNED)
    for (const target of thingsFor(route, targets))
      for (const by of askers.filter(({ role }) => target.groupId === own.id || ABROAD.includes(role))) {
        const path = addressOf(route.template, target.params);
        const expected = expectedOf(route, by.actor, target, TABLE);
        const { status } = await probe(route, path, by);
        asked++;
        if (matches(status, expected)) continue;
        const fault = `${route.method} ${path}: ${expected}, not ${status}`;
        wrong.set(fault, [...(wrong.get(fault) ?? []), by.role]);
      }
  assert.deepEqual(
    [...wrong].map(([fault, roles]) => `${fault}: ${roles.join(", ")}`),
    [],
  );
  assert.ok(asked > 1_500, `${asked} answers were looked at`);
});

test("under the address of a group, the things of another are not found, whoever asks", async () => {
  const { own, other, targets, probe } = await world();
  const both = await asker(db, "Both", [
    [own, "co-chair"],
    [other, "co-chair"],
  ]);
  const wrong: string[] = [];
  for (const route of GOVERNED.filter(({ template }) => /^\/:group\/.*:/.test(template)))
    for (const by of [both, await asker(db, "Chair", [[own, "co-chair"]])]) {
      const params = { ...targets.otherOpen.params, ":group": own.slug };
      const path = addressOf(route.template, params);
      const { status } = await probe(route, path, by);
      if (status !== 404) wrong.push(`${by.role}: ${route.method} ${path}: ${status}`);
    }
  assert.deepEqual(wrong, []);
});

/** In another group whoever is signed in is an account and no more: those are asked who may most at home. */
const ABROAD = ["visitor", "account", "member", "co-chair"];

/** A route that names no thing below a group is asked once a group; one that names no group, once. */
function thingsFor(route: Route, targets: Targets): Target[] {
  const { template, gate } = route;
  if (isOwn(route)) return [OWN];
  if (!template.includes(":")) return [targets.open];
  if (!template.replace("/:group", "").includes(":")) return [targets.open, targets.otherOpen];
  const { withheld, ...others } = targets;
  return gate.some(({ resource }) => resource === "attendance")
    ? [withheld, ...Object.values(others)]
    : Object.values(others);
}
type Targets = Awaited<ReturnType<typeof world>>["targets"];
