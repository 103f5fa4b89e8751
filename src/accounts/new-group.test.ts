import assert from "node:assert/strict";
import { test } from "node:test";
import { appOn } from "../../test/app.ts";
import { testDatabase } from "../../test/database.ts";
import { aGroup, onlyMember } from "../../test/record.ts";
import { findGroup } from "../groups/group.queries.ts";
import { findOrAddPerson } from "../people/person.queries.ts";

const { db } = await testDatabase();
const { as, get, post } = appOn(db);
const LAKES = { name: "Working Group on Lakes", timeZone: "Africa/Nairobi" };

test("whoever is signed in makes another group and is its co-chair and member", async () => {
  const rivers = await aGroup(db);
  const ben = await as("Ben Ode", rivers);
  await onlyMember(db, rivers, "Ben Ode");
  for (const page of ["/", "/mine"]) assert.match(await (await ben.get(page)).text(), /href="\/groups\/new"/);
  assert.doesNotMatch(await (await ben.get("/groups/new")).text(), /Your name, as reports write it/);
  const made = await ben.post("/groups/new", LAKES);
  assert.equal(made.headers.get("location"), "/working-group-on-lakes");
  assert.equal((await ben.post("/working-group-on-lakes/rules", { ruleSet: "formal" })).status, 303);
  assert.match(await (await ben.get("/working-group-on-lakes/members")).text(), /1 member/);
  // What one is in one group says nothing in the other.
  assert.equal((await ben.post(`/${rivers.slug}/rules`, { ruleSet: "formal" })).status, 403);
});

test("two groups share the people and the first page", async () => {
  const rivers = await aGroup(db);
  const amina = await as("Amina Okello", rivers);
  await amina.post("/groups/new", LAKES);
  assert.match(await (await get("/")).text(), /Working Group on Lakes[\s\S]*Working Group on Open Rivers/);
  assert.equal((await db.selectFrom("person").selectAll().execute()).length, 1);
});

test("a visitor makes no group and is not shown how", async () => {
  await aGroup(db);
  assert.doesNotMatch(await (await get("/")).text(), /groups\/new/);
  assert.equal((await get("/groups/new")).headers.get("location"), "/sign-in");
  assert.equal((await post("/groups/new", LAKES)).status, 403);
  assert.equal(await findGroup(db, "working-group-on-lakes"), undefined);
});

test("an account without a person says its name, and takes nobody over who is known by it", async () => {
  const rivers = await aGroup(db);
  const amina = await as("Amina Okello", rivers);
  const ben = await findOrAddPerson(db, "Ben Ode", new Date("2026-01-01"));
  await db.updateTable("account").set({ person_id: null }).execute();
  assert.match(await (await amina.get("/groups/new")).text(), /Your name, as reports write it/);
  assert.equal((await amina.post("/groups/new", LAKES)).status, 422);
  assert.equal((await amina.post("/groups/new", { ...LAKES, yourName: "Ben Ode" })).status, 303);
  const account = await db.selectFrom("account").select("person_id").executeTakeFirstOrThrow();
  assert.notEqual(account.person_id, null);
  assert.notEqual(account.person_id, ben.id);
});

test("a zone that does not exist gives the form back with what was typed", async () => {
  const amina = await as("Amina Okello", await aGroup(db));
  const answer = await amina.post("/groups/new", { ...LAKES, timeZone: "Mars/Olympus", isTest: "yes" });
  assert.equal(answer.status, 422);
  const text = await answer.text();
  assert.match(text, /Give a time zone such as/);
  assert.match(text, /value="Mars\/Olympus"/);
  assert.match(text, /value="Working Group on Lakes"/);
  assert.match(text, /value="yes" checked/);
});
