import assert from "node:assert/strict";
import { test } from "node:test";
import { appOn } from "../../../test/app.ts";
import { testDatabase } from "../../../test/database.ts";
import { aGroup, anIntervention, aReport } from "../../../test/record.ts";
import { findOrAddPerson } from "../../people/person.queries.ts";
import { headingKey } from "./said.ts";

const { db } = await testDatabase();
const { as, get, at } = appOn(db);
const textOf = async (answer: Promise<Response> | Response): Promise<string> => (await answer).text();

async function spoken(published = true) {
  const group = await aGroup(db);
  const chris = await findOrAddPerson(db, "Christopher Ode", at.now);
  for (const [number, heldOn, heading] of [
    [14, "2025-02-05", "B) Parliamentary Track"],
    [15, "2026-02-05", "3. The parliamentary tracks (update)"],
  ] as const) {
    const report = await aReport(db, group, { number, heldOn, published }, [
      { kind: "heading", body: heading },
      { kind: "intervention", body: `Chris noted the gauges of ${number}.` },
      { kind: "heading", body: "AOB" },
      { kind: "paragraph", body: "There was none." },
    ]);
    await anIntervention(db, report, 1, {
      heading,
      speaker: "Chris",
      personId: chris.id,
      words: `Chris noted the gauges of ${number}.`,
    });
  }
  return { group, amina: await as("Amina Okello", group), url: `/${group.slug}` };
}

test("a heading is one over the years, whatever its number, letter, case, brackets, joining words and plurals", () => {
  for (const [a, b] of [
    ["B) Parliamentary Track", "3. The parliamentary tracks (update)"],
    ["1. Update from the IGF Secretariat (EGM follow up)", "E. UPDATES OF THE IGF SECRETARIAT"],
    ["AoB", "7. Any other business"],
    ["Agenda item 4: Priorités", "IV - Priorites"],
    ["**Next steps**", "Next Step"],
    ["Work plan (continued)", "2) Work plan"],
    ["النقاط العامة", "1. النقاط العامة"],
  ] as const)
    assert.equal(headingKey(a), headingKey(b), a);
  for (const [a, b] of [
    ["A new form", "Forms in 2025"],
    ["2025 plan", "2026 plan"],
    ["Access", "Acces points"],
    ["I", "II"],
  ] as const)
    assert.notEqual(headingKey(a), headingKey(b), a);
});

test("everything said under one heading stands on one page, the latest meeting first", async () => {
  const { url } = await spoken();
  const list = await textOf(get(`${url}/headings`));
  assert.equal([...list.matchAll(/headings\/parliamentary-track"/g)].length, 1);
  assert.match(list, /2 meetings/);
  assert.match(list, /2025–2026/);
  const page = await textOf(get(`${url}/headings/parliamentary-track`));
  assert.ok(page.indexOf("gauges of 15") < page.indexOf("gauges of 14"));
  assert.doesNotMatch(page, /There was none/);
  assert.match(await textOf(get(`${url}/headings/any-other-business`)), /There was none/);
  assert.equal((await get(`${url}/headings/nothing-here`)).status, 404);
  assert.match(await textOf(get(`${url}/headings.csv`)), /parliamentary-track/);
});

test("who said what is found by the words of the report, and by a person's full name by members alone", async () => {
  const { url, amina } = await spoken();
  assert.match(await textOf(get(`${url}/said?who=chris`)), /gauges of 15/);
  assert.match(await textOf(get(`${url}/said?who=Christopher+Ode`)), /Nothing was found/);
  assert.doesNotMatch(await textOf(get(`${url}/said`)), /\/people\//);
  const page = await textOf(amina.get(`${url}/said?who=Christopher+Ode`));
  assert.match(page, /gauges of 15/);
  assert.match(page, /href="\/people\/christopher-ode"/);
  assert.match(await textOf(get(`${url}/said.csv?who=chris`)), /gauges of 14/);
});

test("what was said in a report that is not published is said to its office holders alone", async () => {
  const { url, amina } = await spoken(false);
  const other = await as("Ben Ode", await aGroup(db, "Working Group on Lakes"));
  for (const reader of [{ get }, other]) {
    for (const path of ["said", "said.csv", "headings", "headings.csv"])
      assert.doesNotMatch(await textOf(reader.get(`${url}/${path}`)), /gauges|track/i, path);
    assert.equal((await reader.get(`${url}/headings/parliamentary-track`)).status, 404);
  }
  assert.match(await textOf(amina.get(`${url}/headings/parliamentary-track`)), /gauges of 15/);
});

test("what was withdrawn from a report is not shown under its heading either", async () => {
  const { url } = await spoken();
  await db.updateTable("block_now").set({ withdrawn: true }).where("kind", "=", "intervention").execute();
  assert.doesNotMatch(await textOf(get(`${url}/said`)), /gauges/);
  assert.doesNotMatch(await textOf(get(`${url}/headings/parliamentary-track`)), /gauges/);
});

test("a heading of any words has an address that works", async () => {
  const group = await aGroup(db);
  const blocks = ["?!", "<script>alert(1)</script>", "النقاط العامة", "a/b"].flatMap((body) => [
    { kind: "heading" as const, body },
    { kind: "paragraph" as const, body: `Under ${body}` },
  ]);
  await aReport(db, group, { number: 1, heldOn: "2026-01-05", published: true }, blocks);
  const list = await textOf(get(`/${group.slug}/headings`));
  assert.doesNotMatch(list, /<script/);
  const links = [...list.matchAll(/href="(\/[^"]*\/headings\/[^"]+)"/g)].map((match) => match[1] ?? "");
  assert.equal(links.length, 4);
  for (const link of links) assert.equal((await get(link)).status, 200, link);
});
