import assert from "node:assert/strict";
import { test } from "node:test";
import { appOn } from "../../test/app.ts";
import { testDatabase } from "../../test/database.ts";
import { aGroup, aReport, onlyMember } from "../../test/record.ts";
import { findOrAddPerson } from "../people/person.queries.ts";
import { findGroup, giveOffice } from "./group.queries.ts";
import { findRules } from "./rules.queries.ts";
import { rulesOf } from "./rules.ts";

const { db } = await testDatabase();
const { as, get } = appOn(db);
const TODAY = "2026-03-05";

test("a group works by simple rules until a co-chair says otherwise, and that can be taken back", async () => {
  const group = await aGroup(db);
  const chair = await as("Amina Okello", group);
  const at = `/${group.slug}/rules`;
  assert.match(await (await get(at)).text(), /<b>Simple<\/b>/);
  assert.doesNotMatch(await (await get(at)).text(), /<form/);
  const done = await chair.post(at, { ruleSet: "formal" });
  assert.equal(done.status, 303);
  assert.match(await (await get(at)).text(), /<b>Formal<\/b>/);
  const told = await (await chair.get(done.headers.get("location") ?? "")).text();
  assert.match(told, /The rules are changed\./);
  await chair.post(/action="([^"]+undoing[^"]+)"/.exec(told)?.[1] ?? "", {});
  assert.match(await (await get(at)).text(), /<b>Simple<\/b>/);
});

test("one rule is turned on without the others, and the set stays", async () => {
  const group = await aGroup(db);
  const chair = await as("Amina Okello", group);
  await chair.post(`/${group.slug}/rules/single`, { rule: "passkey for offices" });
  const after = await findGroup(db, group.slug);
  assert.ok(after);
  assert.deepEqual([after.ruleSet, rulesOf(after)], ["simple", ["passkey for offices"]]);
});

test("two persons are asked for only where three hold an office", async () => {
  const group = await aGroup(db);
  const chair = await as("Amina Okello", group);
  await chair.post(`/${group.slug}/rules`, { ruleSet: "formal" });
  assert.ok(!(await findRules(db, group.id, TODAY)).includes("two persons"));
  assert.match(await (await get(`/${group.slug}/rules`)).text(), /rests now/);
  for (const name of ["Ben Ode", "Chen Li"]) {
    const person = await findOrAddPerson(db, name, new Date(TODAY));
    await giveOffice(db, group.id, { personId: person.id, kind: "rapporteur", title: null }, TODAY);
  }
  assert.ok((await findRules(db, group.id, TODAY)).includes("two persons"));
});

test("a rule set that does not exist changes nothing, and a member changes no rules", async () => {
  const group = await aGroup(db);
  const chair = await as("Amina Okello", group);
  assert.equal((await chair.post(`/${group.slug}/rules`, { ruleSet: "anarchic" })).status, 422);
  const member = await as("Ben Ode", group);
  await onlyMember(db, group, "Ben Ode");
  assert.equal((await member.post(`/${group.slug}/rules`, { ruleSet: "formal" })).status, 403);
  assert.equal((await findGroup(db, group.slug))?.ruleSet, "simple");
});

test("where a co-chair publishes, a rapporteur writes and does not publish", async () => {
  const group = await aGroup(db);
  await aReport(db, group, { number: 14, heldOn: "2026-01-05", published: false }, []);
  const chair = await as("Amina Okello", group);
  const rapporteur = await as("Ben Ode", group);
  await db.updateTable("office").set({ kind: "rapporteur" }).where("id", "=", 2).execute();
  await chair.post(`/${group.slug}/rules`, { ruleSet: "chaired" });
  const at = `/${group.slug}/meetings/14`;
  assert.doesNotMatch(await (await rapporteur.get(at)).text(), /Publish this report/);
  assert.equal((await rapporteur.post(`${at}/publication`, {})).status, 403);
  assert.equal((await chair.post(`${at}/publication`, {})).status, 303);
});
