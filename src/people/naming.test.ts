import assert from "node:assert/strict";
import { test } from "node:test";
import { testDatabase } from "../../test/database.ts";
import { findBodyBySlug } from "./body.queries.ts";
import { findOrAddBodies, findOrAddPersons, noteAffiliations, noteAliases, withdrawNamed } from "./naming.queries.ts";
import { addPerson, findPersonBySlug, findPersonsByName } from "./person.queries.ts";

const { db } = await testDatabase();
const now = new Date("2026-03-05T14:00:00Z");

test("a name that somebody bears, whatever its case, is that person; a new name is a new person", async () => {
  const asha = await addPerson(db, "Asha Mwangi", now);
  const ids = await findOrAddPersons(db, ["ASHA MWANGI", "Ben Ode", "ben ode", "Asha Mwangi"], now);
  assert.equal(ids.get("ASHA MWANGI"), asha.id);
  assert.equal(ids.get("Ben Ode"), ids.get("ben ode"));
  assert.notEqual(ids.get("Ben Ode"), asha.id);
});

test("names that look alike in an address get addresses of their own", async () => {
  const ids = await findOrAddBodies(db, ["Zoë Net", "Zoe Net", "Zoe  Net!", "—", "***"], now);
  assert.equal(new Set(ids.values()).size, 5);
  assert.equal((await findBodyBySlug(db, "zoe-net-2"))?.name !== undefined, true);
});

test("a confirmed other name is the person, a proposed one is not", async () => {
  const asha = await addPerson(db, "Asha Mwangi", now);
  await noteAliases(db, [{ personId: asha.id, name: "A. Mwangi", state: "proposed", why: "same last name" }], now);
  assert.equal((await findPersonsByName(db, ["A. Mwangi"])).size, 0);
  await noteAliases(db, [{ personId: asha.id, name: "A. Mwangi", state: "confirmed", why: null }], now);
  assert.equal((await findOrAddPersons(db, ["a. mwangi"], now)).get("a. mwangi"), asha.id);
});

test("what a person declined about a pair is not proposed again", async () => {
  const asha = await addPerson(db, "Asha Mwangi", now);
  const pair = { personId: asha.id, name: "Asha M.", why: null };
  await noteAliases(db, [{ ...pair, state: "proposed" }], now);
  await db.updateTable("person_alias").set({ state: "declined" }).execute();
  assert.deepEqual(await noteAliases(db, [{ ...pair, state: "proposed" }], now), []);
  assert.equal((await db.selectFrom("person_alias").select("state").executeTakeFirst())?.state, "declined");
});

test("who was withdrawn is nobody's page until a report names them again", async () => {
  const asha = await addPerson(db, "Asha Mwangi", now);
  await withdrawNamed(db, { persons: [asha.id], bodies: [] }, now);
  assert.equal(await findPersonBySlug(db, "asha-mwangi"), undefined);
  assert.equal((await findOrAddPersons(db, ["Asha Mwangi"], now)).get("Asha Mwangi"), asha.id);
  assert.equal((await findPersonBySlug(db, "asha-mwangi"))?.id, asha.id);
});

test("an affiliation is noted once, on the first day it was said", async () => {
  const asha = await addPerson(db, "Asha Mwangi", now);
  const said = { personId: asha.id, words: "River Forum", bodyId: null, stakeholderGroup: null };
  assert.equal((await noteAffiliations(db, [said, said], "2026-01-02")).length > 0, true);
  assert.deepEqual(await noteAffiliations(db, [{ ...said, words: "RIVER forum" }], "2026-02-02"), []);
  assert.deepEqual(await db.selectFrom("affiliation").select(["words", "since_on"]).execute(), [
    { words: "River Forum", since_on: "2026-01-02" },
  ]);
});

test("twenty who name the same new person at once make one person", async () => {
  const name = () => db.transaction().execute((trx) => findOrAddPersons(trx, ["Asha Mwangi", "Ben Ode"], now));
  await Promise.all(Array.from({ length: 20 }, name));
  assert.equal((await db.selectFrom("person").select("id").execute()).length, 2);
});
