import assert from "node:assert/strict";
import { test } from "node:test";
import { appOn } from "../../../test/app.ts";
import { testDatabase } from "../../../test/database.ts";
import { aGroup, anAction, anAttendance, anIntervention, aReport, onlyMember } from "../../../test/record.ts";
import { findOrAddBody } from "../../people/body.queries.ts";
import { findOrAddPerson, findPersonBySlug, putAlias } from "../../people/person.queries.ts";

const { db } = await testDatabase();
const { as, get, post, at } = appOn(db);
const textOf = async (answer: Promise<Response> | Response): Promise<string> => (await answer).text();
const go = (answer: Response): string => answer.headers.get("location") ?? "";
const undoIn = (page: string): string => /action="([^"]*\/undoing\/\d+)"/.exec(page)?.[1] ?? "";

async function named(published = true, list: "public" | "members" | "nobody" = "members") {
  const group = await aGroup(db);
  const ferro = await findOrAddPerson(db, "Annunziata Ferro", at.now);
  const nunzia = await findOrAddPerson(db, "Nunzia Ferro", at.now);
  const office = await findOrAddBody(db, "Lake Office", at.now);
  const first = await aReport(db, group, { number: 14, heldOn: "2025-02-05", published, list }, [
    { kind: "intervention", body: "Nunzia Ferro noted the gauges." },
  ]);
  const second = await aReport(db, group, { number: 15, heldOn: "2026-02-05", published, list }, []);
  await anAttendance(db, first, { name: "A. Ferro", affiliation: "River Forum", personId: ferro.id });
  await anAttendance(db, second, {
    name: "Annunziata Ferro",
    affiliation: "Lake Office",
    personId: ferro.id,
    bodyId: office.id,
  });
  await anIntervention(db, first, 0, {
    ...{ heading: "Gauges", speaker: "Nunzia Ferro", personId: nunzia.id, bodyId: office.id },
    ...{ words: "Nunzia Ferro noted the gauges.", onBehalf: "Lake Office" },
  });
  await anAction(db, group, second, { title: "Mend the gauges", owner: { words: "Nunzia", personId: nunzia.id } });
  await putAlias(db, ferro.id, "Nunzia Ferro", "proposed", "same last name", at.now);
  const amina = await as("Amina Okello", group);
  const member = await as("Ben Ode", group);
  await onlyMember(db, group, "Ben Ode");
  return { group, ferro, nunzia, amina, member, url: `/${group.slug}` };
}

test("pages of persons are for members, are not indexed, and are not there for anyone else", async () => {
  const { url, amina, member } = await named();
  const other = await as("Chi Park", await aGroup(db, "Working Group on Lakes"));
  for (const path of [`${url}/people`, `${url}/people.csv`, "/people/annunziata-ferro", "/people/nobody"])
    for (const reader of [{ get }, other]) assert.equal((await reader.get(path)).status, 404, path);
  for (const reader of [amina, member]) {
    const page = await textOf(reader.get("/people/annunziata-ferro"));
    assert.match(page, /<meta name="robots" content="noindex">/);
    for (const part of ["River Forum", "Lake Office", "A. Ferro", "5 Feb 2026"]) assert.ok(page.includes(part), part);
    assert.match(await textOf(reader.get(`${url}/people`)), /href="\/people\/annunziata-ferro"/);
  }
  assert.doesNotMatch(await textOf(member.get("/people/annunziata-ferro")), /method="post"/);
});

test("who was a member and is no more sees no person", async () => {
  const { group, url, member } = await named();
  await db
    .updateTable("membership")
    .set({ until_on: "2026-01-01", since_on: "2025-01-01" })
    .where("group_id", "=", group.id)
    .execute();
  assert.equal((await member.get(`${url}/people`)).status, 404);
  assert.equal((await member.get("/people/annunziata-ferro")).status, 404);
});

test("a list that is not for members shows nobody to them, nor that somebody was there", async () => {
  const { url, amina, member } = await named(true, "nobody");
  assert.equal((await member.get("/people/annunziata-ferro")).status, 404);
  const list = await textOf(member.get(`${url}/people`));
  assert.doesNotMatch(list, /Annunziata/);
  assert.match(list, /Nunzia Ferro/, "who spoke is in the published report");
  assert.match(await textOf(amina.get("/people/annunziata-ferro")), /River Forum/);
});

test("a report that is not published names nobody to members", async () => {
  const { member, amina } = await named(false, "public");
  assert.equal((await member.get("/people/nunzia-ferro")).status, 404);
  assert.equal((await amina.get("/people/nunzia-ferro")).status, 200);
});

test("a proposed name that nobody is kept under is hers by one press, and not any more by another", async () => {
  const { amina, ferro } = await named();
  await putAlias(db, ferro.id, "Titti Ferro", "proposed", "same last name", at.now);
  const page = await textOf(amina.get("/people/annunziata-ferro"));
  assert.match(page, /Is this the same person\?/);
  assert.match(
    page,
    /href="\/people\/annunziata-ferro\/merging\?with=nunzia-ferro"/,
    "first a look at what would move",
  );
  const told = await textOf(
    amina.get(go(await amina.post(/action="([^"]*\/confirmation)"/.exec(page)?.[1] ?? "", {}))),
  );
  assert.match(told, /one person now/);
  assert.match(told, /Also named<\/dt><dd><bdi>Titti Ferro/);
  assert.equal((await amina.post(undoIn(told), {})).status, 303);
  assert.doesNotMatch(await textOf(amina.get("/people/annunziata-ferro")), /Also named/);
});

test("another name is added by hand, taken away, and each is taken back whatever was done to other names", async () => {
  const { amina, member } = await named();
  const added = await textOf(amina.get(go(await amina.post("/people/annunziata-ferro/names", { alias: "Titti" }))));
  assert.match(added, /The other name is noted/);
  const removal = /action="([^"]*\/removal)"/.exec(added)?.[1] ?? "";
  const removed = await textOf(amina.get(go(await amina.post(removal, {}))));
  assert.match(removed, /The other name is taken away/);
  assert.doesNotMatch(removed, /Also named/);
  await amina.post("/people/annunziata-ferro/names", { alias: "Nunziatella" });
  assert.equal((await amina.post(undoIn(removed), {})).status, 303);
  assert.match(await textOf(amina.get("/people/annunziata-ferro")), /Also named<\/dt><dd>.*Nunziatella.*Titti/);
  assert.equal((await amina.post(undoIn(added), {})).status, 303);
  assert.equal((await amina.post("/people/annunziata-ferro/names", { alias: "Nunzia Ferro" })).status, 409);
  const wrong = await amina.post("/people/annunziata-ferro/names", { alias: "?" });
  assert.equal(wrong.status, 422);
  assert.match(await wrong.text(), /value="\?"/);
  assert.equal((await member.post("/people/annunziata-ferro/names", { alias: "X" })).status, 403);
});

test("a name that is not theirs is refused by one press and not asked about again", async () => {
  const { amina } = await named();
  const press = /action="([^"]*\/refusal)"/.exec(await textOf(amina.get("/people/annunziata-ferro")))?.[1] ?? "";
  assert.equal((await amina.post(press, {})).status, 303);
  assert.doesNotMatch(await textOf(amina.get("/people/annunziata-ferro")), /Is this the same person/);
  assert.equal((await amina.get("/people/nunzia-ferro")).status, 200);
});

test("a name is written anew, the old one stays known, and one press takes it back", async () => {
  const { amina } = await named();
  const answer = await amina.post("/people/annunziata-ferro/name", { name: "Annunziata Ferrò" });
  const told = await textOf(amina.get(go(answer)));
  assert.match(told, /<h1><bdi>Annunziata Ferrò/);
  assert.match(told, /Also named/);
  await amina.post(undoIn(told), {});
  assert.equal((await findPersonBySlug(db, "annunziata-ferro"))?.name, "Annunziata Ferro");
  assert.equal((await amina.post("/people/annunziata-ferro/name", { name: "Nunzia Ferro" })).status, 409);
  const wrong = await amina.post("/people/annunziata-ferro/name", { name: " " });
  assert.equal(wrong.status, 422);
  assert.match(await wrong.text(), /Give a name\./);
});

test("members and strangers change no person", async () => {
  const { member } = await named();
  const other = await as("Chi Park", await aGroup(db, "Working Group on Lakes"));
  for (const act of ["name", "names/1/confirmation", "names/1/refusal", "undoing/1"]) {
    assert.equal((await member.post(`/people/annunziata-ferro/${act}`, { name: "X" })).status, 403, act);
    for (const reader of [{ post }, other])
      assert.equal((await reader.post(`/people/annunziata-ferro/${act}`, { name: "X" })).status, 404, act);
  }
});

test("a body's page shows everyone what published texts say of it, and members who came for it", async () => {
  const { member } = await named();
  const page = await textOf(get("/bodies/lake-office"));
  assert.match(page, /noted the gauges/);
  assert.doesNotMatch(page, /Annunziata|\/people\//);
  assert.match(await textOf(get("/bodies")), /Lake Office/);
  assert.match(await textOf(member.get("/bodies/lake-office")), /href="\/people\/annunziata-ferro"/);
});

test("a body that only a draft or a closed list names is not there for a visitor", async () => {
  await named(false);
  assert.equal((await get("/bodies/lake-office")).status, 404);
  assert.doesNotMatch(await textOf(get("/bodies")), /Lake Office/);
  assert.doesNotMatch(await textOf(get("/bodies.csv")), /Lake Office/);
});

test("a body gets a new name, the old one stays with its day and is still found, and one press takes it back", async () => {
  const { amina, member } = await named();
  const answer = await amina.post("/bodies/lake-office/name", { name: "Lake Authority", sinceOn: "2026-01-01" });
  const told = await textOf(amina.get(go(answer)));
  assert.match(told, /<h1><bdi>Lake Authority/);
  assert.match(told, /Other names/);
  assert.match(await textOf(get("/bodies/lake-office")), /Lake Office<\/bdi>.*1 Jan 2026/);
  assert.equal((await findOrAddBody(db, "Lake Office", at.now)).name, "Lake Authority");
  await amina.post(undoIn(told), {});
  const page = await textOf(get("/bodies/lake-office"));
  assert.match(page, /<h1><bdi>Lake Office/);
  assert.doesNotMatch(page, /Other names/);
  assert.equal((await amina.post("/bodies/lake-office/name", { name: "X", sinceOn: "2026-02-31" })).status, 422);
  const other = await as("Chi Park", await aGroup(db, "Working Group on Lakes"));
  for (const reader of [{ post }, member, other])
    for (const act of ["name", "undoing/1"])
      assert.equal((await reader.post(`/bodies/lake-office/${act}`, { name: "X", sinceOn: "" })).status, 403, act);
});
