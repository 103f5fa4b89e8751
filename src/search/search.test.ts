import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { appOn } from "../../test/app.ts";
import { testDatabase } from "../../test/database.ts";
import { aGroup, anIntervention, aReport, onlyMember } from "../../test/record.ts";
import { findOrAddPerson } from "../people/person.queries.ts";
import { marked } from "./search.pages.ts";
import { soughtIn } from "./search.ts";

const { db } = await testDatabase();
const { as, get, at } = appOn(db);
const textOf = async (answer: Promise<Response> | Response): Promise<string> => (await answer).text();
const search = (q: string, reader: { get: typeof get } = { get }, more = ""): Promise<string> =>
  textOf(reader.get(`/search?q=${encodeURIComponent(q)}${more}`));

async function written() {
  const group = await aGroup(db);
  const open = await aReport(db, group, { number: 14, heldOn: "2025-02-05", published: true }, [
    { kind: "paragraph", body: "The **Parliamentarians** asked for open data, préparée by María Peña." },
    { kind: "paragraph", body: "Data that is open to none. See [the plan](https://example.org/plan) <b>bold</b>." },
    { kind: "paragraph", body: "البيانات المفتوحة للجميع" },
  ]);
  const draft = await aReport(db, group, { number: 15, heldOn: "2026-02-05", published: false }, [
    { kind: "paragraph", body: "A secret zebra." },
  ]);
  return { group, open, draft, amina: await as("Amina Okello", group) };
}

test("words are found by their beginning, without accents and case, and are marked where they stand", async () => {
  const { group } = await written();
  for (const [question, mark] of [
    ["parliam", /<mark>Parliamentarians<\/mark>/],
    ["PREPAREE", /<mark>préparée<\/mark>/],
    ["maria pena", /<mark>María<\/mark> <mark>Peña<\/mark>/],
    ["البيانات", /<mark>البيانات<\/mark>/],
  ] as const) {
    const page = await search(question);
    assert.match(page, mark, question);
    assert.ok(page.includes(`href="/${group.slug}/meetings/14#`), question);
  }
});

test("words in quotes stand together, and a minus leaves out", async () => {
  await written();
  assert.equal((await search("open data")).split("<mark>open").length, 3);
  assert.equal((await search('"open data"')).split("<mark>open").length, 2);
  assert.equal((await search("open -parliam")).split("<mark>open").length, 2);
  assert.doesNotMatch(await search("-parliam"), /<mark>/);
});

test("a meeting is found by its title, number and day", async () => {
  await written();
  for (const question of ["report of meeting", "14", "meeting 14", "2025-02-05"])
    assert.match(await search(question), /Report of meeting 14/, question);
});

test("what a report holds that is not published is found by its office holders alone", async () => {
  const { amina } = await written();
  const other = await as("Ben Ode", await aGroup(db, "Working Group on Lakes"));
  const former = await as("Chi Park", (await written()).group);
  await db
    .updateTable("office")
    .set({ since_on: "2025-01-01", until_on: "2026-01-01" })
    .where("person_id", "=", (await findOrAddPerson(db, "Chi Park", at.now)).id)
    .execute();
  const nothing = (page: string) => page.replaceAll("zebra", "").replaceAll("nobody-has-this", "");
  for (const reader of [{ get }, other, former]) {
    assert.equal(
      nothing(await search("zebra", reader)),
      nothing(await search("nobody-has-this", reader)),
      "not even that it is there",
    );
    assert.doesNotMatch(await search("meeting 15", reader), /Report of meeting 15/);
  }
  assert.match(await search("zebra", amina), /<mark>zebra<\/mark>/);
});

test("persons are found by members of a group that names them, and by nobody else", async () => {
  const { group, open } = await written();
  const chi = await findOrAddPerson(db, "Chi Péres", at.now);
  await anIntervention(db, open, 0, { heading: "Data", speaker: "Chi", personId: chi.id, words: "Chi noted it." });
  const member = await as("Ben Ode", group);
  await onlyMember(db, group, "Ben Ode");
  const other = await as("Dan Ito", await aGroup(db, "Working Group on Lakes"));
  assert.match(await search("peres", member), /href="\/people\/chi-peres"/);
  for (const reader of [{ get }, other]) assert.doesNotMatch(await search("peres", reader), /people\/chi/);
});

test("a search can stay in one group", async () => {
  const { group } = await written();
  const lakes = await aGroup(db, "Working Group on Lakes");
  await aReport(db, lakes, { number: 3, heldOn: "2026-01-05", published: true }, [
    { kind: "paragraph", body: "Open data of lakes." },
  ]);
  assert.match(await search("lakes", { get }, `&group=${lakes.slug}`), /meetings\/3#1/);
  assert.doesNotMatch(await search("lakes", { get }, `&group=${group.slug}`), /meetings\/3#1/);
});

test("what was withdrawn is not found", async () => {
  await written();
  await db.updateTable("block_now").set({ withdrawn: true }).execute();
  assert.doesNotMatch(await search("parliam"), /<mark>/);
});

test("many finds go on to another page", async () => {
  const group = await aGroup(db);
  const blocks = Array.from({ length: 50 }, (_, i) => ({ kind: "paragraph" as const, body: `Zebra number ${i}` }));
  await aReport(db, group, { number: 1, heldOn: "2026-01-05", published: true }, blocks);
  assert.match(await search("zebra"), /q=zebra&amp;page=2" rel="next"/);
  assert.doesNotMatch(await search("zebra", { get }, "&page=3"), /rel="next"/);
});

test("nothing typed breaks the search, and nothing typed comes out as markup", async () => {
  await written();
  for (const question of [
    ...[
      "",
      " ",
      '"',
      '""',
      "-",
      '-"',
      "'",
      "''",
      "a'b",
      "\\",
      "\\'",
      "&|!():*<->",
      "foo & | bar",
      ":*",
      "!!",
      "%_",
      "<script>alert(1)</script>",
    ],
    ...[
      "a\tb",
      "\ud800",
      "\u202e",
      "x".repeat(5_000),
      "' or 1=1 --",
      "(((((",
      "\ue000mark\ue001",
      "a:b:c",
      "http://example.org/?a=b",
      "😀",
    ],
  ]) {
    const answer = await get(`/search?q=${encodeURIComponent(question.toWellFormed())}`);
    assert.equal(answer.status, 200, question);
    assert.doesNotMatch(await answer.text(), /<script>/, question);
  }
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: "grapheme", maxLength: 30 }), async (question) => {
      assert.equal((await get(`/search?q=${encodeURIComponent(question.toWellFormed())}`)).status, 200);
    }),
    { numRuns: 60 },
  );
});

test("a question with a character that no keyboard gives leads nowhere", async () => {
  assert.equal((await get("/search?q=a%00b")).status, 404);
});

test("an excerpt holds no markup but its marks, and its marks are whole", () => {
  assert.equal(marked("\ue000a\ue001 <b>\ue000c").markup, "<mark>a</mark> &lt;b&gt;c");
});

test("a question is taken apart into words, phrases and what to leave out", () => {
  assert.deepEqual(soughtIn('open “good data” -draft -"old plan" & "'), [
    { words: "open", phrase: false, without: false },
    { words: "good data", phrase: true, without: false },
    { words: "draft", phrase: false, without: true },
    { words: "old plan", phrase: true, without: true },
  ]);
});
