import assert from "node:assert/strict";
import { test } from "node:test";
import type { Hono } from "hono";
import { appOn } from "../app.ts";
import { testDatabase } from "../database.ts";
import { aGroup } from "../record.ts";
import { addressOf, allows, ask, expectedOf, isAsked } from "./probe.ts";
import { nameOf, type Route, routeTable } from "./route-table.ts";
import { type Asker, asker, askersOf, aTarget, type Target } from "./world.ts";

const { db } = await testDatabase();
const TABLE = routeTable();
const PAGES = TABLE.filter((route) => route.method === "GET" && isAsked(route));

/** What narrows, turns and searches the lists: a hidden thing may not come out by asking for it either. */
const QUESTIONS = [
  "/:group/actions?owner=canaryowner",
  "/:group/actions?state=open&page=2",
  "/:group/actions?overdue=yes",
  "/:group/actions?meeting=13",
  "/:group/said?who=canaryspeaker",
  "/:group/said?who=canaryperson",
  "/:group/recommendations?state=settled",
  "/:group/glossary?state=declined",
  "/:group/timeline?page=2",
  "/search?q=canaryparagraph",
  "/search?q=canarysaid",
  "/search?q=canaryperson",
  "/search?q=13",
  "/search?q=report",
];

const addressesFor = (target: Target): string[] =>
  [...PAGES.map(({ template }) => template), ...QUESTIONS].map((template) => addressOf(template, target.params));
/** What comes back for an address, without the address itself: whoever asked knows that. */
const textOf = async (app: Hono, path: string, by: Asker): Promise<string> =>
  (await (await ask(app, "GET", path, by)).text()).replaceAll(new URL(path, "http://here").pathname, "");

test("what a reader may not see stands on no page, list, search, feed, calendar or file that they get", async () => {
  const group = await aGroup(db);
  const targets = [
    await aTarget(db, group, { number: 11, published: true, list: "public" }),
    await aTarget(db, group, { number: 12, published: true, list: "nobody" }),
    await aTarget(db, group, { number: 13, published: false, list: "public" }),
  ];
  const canaries = new Map(targets.flatMap((target) => target.canaries.map((one) => [one.words, { ...one, target }])));
  const { app } = appOn(db);
  const leaks: string[] = [];
  for (const by of await askersOf(db, group)) {
    const seen = new Set<string>();
    for (const path of new Set(targets.flatMap(addressesFor)))
      for (const words of new Set((await textOf(app, path, by)).toLowerCase().match(/canary[a-z]+\d+/g))) {
        const canary = canaries.get(words);
        if (!canary) continue;
        seen.add(words);
        const question = { resource: canary.resource, act: "read", field: null } as const;
        if (!allows(by.actor, question, canary.target))
          leaks.push(`${by.role} is shown ${words} (${nameOf(question)}) at ${path}`);
      }
    for (const [words, { resource, target }] of canaries)
      if (
        allows(by.actor, { resource, act: "read", field: null }, target) &&
        !seen.has(words) &&
        !NOT_FOR_ALL.test(words)
      )
        leaks.push(`${by.role} may read ${words} and finds it nowhere`);
  }
  assert.deepEqual(leaks, []);
});
/** What stands only on pages for members, whatever its text is. */
const NOT_FOR_ALL = /^canary(person|alias)/;

test("adding what is hidden changes no byte of any page for those who may not see it", async () => {
  const group = await aGroup(db);
  const open = await aTarget(db, group, { number: 11, published: true, list: "public" });
  const askers = [await asker(db, "Member", [[group, "member"]]), ...(await askersOf(db, group)).slice(0, 2)];
  const { app } = appOn(db);
  // An account's own pages change by being opened: a new passkey begins with a question that is kept.
  const pages = async () => {
    const all: Record<string, string> = {};
    for (const by of askers)
      for (const path of addressesFor(open).filter((one) => !one.startsWith("/account/")))
        all[`${by.role} ${path}`] = withoutTokens(await textOf(app, path, by));
    return all;
  };
  const before = await pages();
  await aTarget(db, group, { number: 13, published: false, list: "public" });
  const after = await pages();
  assert.ok(Object.keys(before).length > 100, "pages are compared");
  assert.deepEqual(
    Object.keys(before).filter((key) => before[key] !== after[key]),
    [],
  );
});
/** The tokens and keys of forms differ from answer to answer. */
const withoutTokens = (page: string): string => page.replaceAll(/value="[\w-]{30,}"/g, "");

test("a hidden thing is answered as one that is not there: status, headers and page", async () => {
  const group = await aGroup(db);
  const hidden = await aTarget(db, group, { number: 13, published: false, list: "public" });
  const missing = {
    ...hidden,
    params: Object.fromEntries(Object.entries(hidden.params).map(([key, value]) => [key, otherThan(key, value)])),
  };
  const { app } = appOn(db);
  const told: string[] = [];
  let compared = 0;
  for (const by of (await askersOf(db, group)).filter(({ role }) =>
    ["visitor", "account", "former", "member"].includes(role),
  ))
    for (const route of TABLE.filter((one) => isAsked(one) && /:.*:|^\/(people|bodies)\/:/.test(one.template))) {
      if (expectedOf(route, by.actor, hidden, TABLE) !== 404) continue;
      const [there, nowhere] = [await answered(app, route, hidden, by), await answered(app, route, missing, by)];
      compared++;
      if (there !== nowhere) told.push(`${by.role} ${route.key}`);
    }
  assert.ok(compared > 60, `${compared} answers are compared`);
  assert.deepEqual(told, []);
});

const otherThan = (key: string, value: string): string =>
  key === ":group" ? value : value.replace(/^\d+(?=$|\.)/, "987654").replace(/^canary/i, "quiet");

async function answered(app: Hono, { method, template }: Route, { params }: Target, by: Asker): Promise<string> {
  const path = addressOf(template, params);
  const answer = await ask(app, method, path, by);
  const page = withoutTokens(await answer.text())
    .replaceAll(path, "PATH")
    .replaceAll(encodeURIComponent(path), "PATH");
  return JSON.stringify([answer.status, [...answer.headers], page]);
}

test("where a hidden thing moved, nobody is led who may not see it", async () => {
  const group = await aGroup(db);
  await aTarget(db, group, { number: 13, published: false, list: "public" });
  const { app, get, as } = appOn(db);
  const chair = await as("Asha", group);
  const facts = { number: "14", heldOn: "2026-01-13", list: "public", recording: "nobody" };
  const moved = await chair.post(`/${group.slug}/meetings/13/correction`, facts);
  assert.equal(moved.headers.get("location"), `/${group.slug}/meetings/14`);
  assert.equal((await chair.get(`/${group.slug}/meetings/13`)).status, 308);
  const [old, never] = [await get(`/${group.slug}/meetings/13`), await get(`/${group.slug}/meetings/77`)];
  assert.deepEqual([old.status, [...old.headers]], [404, [...never.headers]]);
  assert.equal((await old.text()).replaceAll("/13", "/77"), await never.text());
  const member = await asker(db, "Member", [[group, "member"]]);
  assert.equal((await ask(app, "GET", `/${group.slug}/meetings/13.md`, member)).status, 404);
});

test("a right that is taken away is gone on the next request", async () => {
  const group = await aGroup(db);
  await aTarget(db, group, { number: 13, published: false, list: "public" });
  const { app, at } = appOn(db);
  const chair = await asker(db, "Chair", [[group, "co-chair"]]);
  const member = await asker(db, "Member", [[group, "member"]]);
  const own = (person: Asker) => ({ group_id: group.id, person_id: person.actor.personId ?? 0 });
  const status = async (path: string, by: Asker) => (await ask(app, "GET", path, by)).status;
  assert.equal(await status(`/${group.slug}/meetings/13`, chair), 200);
  assert.equal(await status(`/${group.slug}/people`, member), 200);
  const today = at.now.toISOString().slice(0, 10);
  await db
    .updateTable("office")
    .set({ until_on: today })
    .where((eb) => eb.and(own(chair)))
    .execute();
  await db
    .updateTable("membership")
    .set({ suspended_at: at.now })
    .where((eb) => eb.and(own(member)))
    .execute();
  assert.equal(await status(`/${group.slug}/meetings/13`, chair), 404);
  assert.equal(await status(`/${group.slug}/people`, member), 404);
});
