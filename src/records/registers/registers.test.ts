import assert from "node:assert/strict";
import { test } from "node:test";
import { appOn } from "../../../test/app.ts";
import { testDatabase } from "../../../test/database.ts";
import {
  aDocument,
  aFinding,
  aGroup,
  anAcronym,
  anAction,
  anEvent,
  anItem,
  aQuestion,
  aReport,
} from "../../../test/record.ts";

const { db } = await testDatabase();
const { as, get, post } = appOn(db);
const textOf = async (answer: Promise<Response> | Response): Promise<string> => (await answer).text();
const go = (answer: Response): string => answer.headers.get("location") ?? "";
const undoIn = (page: string): string => /action="([^"]*\/undoing\/\d+)"/.exec(page)?.[1] ?? "";

async function kept(published = true) {
  const group = await aGroup(db);
  const report = await aReport(db, group, { number: 14, heldOn: "2026-02-05", published }, [
    { kind: "heading", body: "Water Board" },
    { kind: "paragraph", body: "There were no representatives of the Water Board on the call." },
    { kind: "heading", body: "Gauges" },
    { kind: "paragraph", body: "They were mended." },
  ]);
  await aDocument(db, report, "Gauge plan", "https://example.org/plan");
  await anEvent(db, report, "River Day", "2026-06-01", "https://example.org/day");
  await anEvent(db, report, "Old fair", "2025-06-01");
  await anEvent(db, report, "Some hearing", null);
  const acronym = await anAcronym(db, report, "WB", "Water Board");
  const bare = await anAcronym(db, report, "XQZ", null);
  await anAction(db, group, report, { title: "Mend the ladder", owner: { words: "Asha" }, dueWords: "soon" });
  await aQuestion(db, group, report, "Who pays?", "Ben");
  await anItem(db, report, "Gauges", 2);
  await anItem(db, report, "Ferry times", null);
  const finding = await aFinding(db, report, "Two dates are given.");
  return { group, report, acronym, bare, finding, amina: await as("Amina Okello", group), at: `/${group.slug}` };
}
const REGISTERS = ["documents", "events", "glossary", "matters-arising"];
const WORDS = /Gauge plan|River Day|Water Board|Mend the ladder|Who pays|Ferry times|Old fair/;

test("documents, events, glossary and matters arising come from published reports alone, in every form", async () => {
  const { at, amina } = await kept(false);
  const other = await as("Ben Ode", await aGroup(db, "Working Group on Lakes"));
  for (const register of REGISTERS)
    for (const form of ["", ".csv", ".txt"])
      for (const reader of [{ get }, other]) {
        const page = await textOf(reader.get(`${at}/${register}${form}`));
        assert.doesNotMatch(page, WORDS, `${register}${form}`);
      }
  for (const register of REGISTERS) assert.match(await textOf(amina.get(`${at}/${register}`)), WORDS, register);
});

test("a document leads to where it is, and an address that is none of the web's leads nowhere", async () => {
  const { at, report } = await kept();
  await aDocument(db, report, "Trap", "javascript:alert(1)");
  const page = await textOf(get(`${at}/documents`));
  assert.match(page, /href="https:\/\/example.org\/plan"/);
  assert.match(page, /Trap/);
  assert.doesNotMatch(page, /href="javascript/);
});

test("events stand with those to come first, then those without a day, then those that are over", async () => {
  const { at } = await kept();
  const page = await textOf(get(`${at}/events`));
  const places = ["River Day", "Some hearing", "Old fair"].map((title) => page.indexOf(title));
  assert.deepEqual(
    [...places].sort((a, b) => a - b),
    places,
  );
  assert.match(page, /expected/);
});

test("an acronym is confirmed, changed or left out by one press each, and each press can be taken back", async () => {
  const { at, amina, acronym, bare } = await kept();
  assert.match(await textOf(get(`${at}/glossary`)), /Water Board/);
  assert.doesNotMatch(await textOf(get(`${at}/glossary`)), /XQZ|method="post"/);
  const told = await textOf(amina.get(go(await amina.post(`${at}/glossary/${acronym}/refusal`, {}))));
  assert.match(told, /Left out of the glossary/);
  assert.doesNotMatch(await textOf(get(`${at}/glossary`)), /Water Board/);
  await amina.post(undoIn(told), {});
  assert.match(await textOf(get(`${at}/glossary`)), /Water Board/);
  await amina.post(`${at}/glossary/${bare}/wording`, { words: "Extra quiet zone" });
  assert.match(await textOf(get(`${at}/glossary`)), /Extra quiet zone/);
  assert.equal((await amina.post(`${at}/glossary/${bare}/wording`, { words: " " })).status, 409);
  assert.equal((await amina.post(`${at}/glossary/99/refusal`, {})).status, 404);
});

test("who holds no office in the group decides nothing in its registers", async () => {
  const { at, acronym, finding } = await kept();
  const other = await as("Ben Ode", await aGroup(db, "Working Group on Lakes"));
  for (const reader of [{ post }, other])
    for (const [act, status] of [
      [`glossary/${acronym}/confirmation`, 403],
      [`glossary/${acronym}/undoing/1`, 403],
      // Whoever does not work there is not told that there are findings.
      [`checks/${finding}/passing-over`, 404],
      [`checks/${finding}/undoing/1`, 404],
    ] as const)
      assert.equal((await reader.post(`${at}/${act}`, {})).status, status, act);
});

test("an office holder of one group decides nothing of another's, whatever the address says", async () => {
  const { acronym, finding } = await kept();
  const lakes = await aGroup(db, "Working Group on Lakes");
  const ben = await as("Ben Ode", lakes);
  assert.equal((await ben.post(`/${lakes.slug}/glossary/${acronym}/refusal`, {})).status, 404);
  assert.equal((await ben.post(`/${lakes.slug}/checks/${finding}/passing-over`, {})).status, 404);
});

test("matters arising hold what is open and what nobody reported on, and can be copied", async () => {
  const { at } = await kept();
  const page = await textOf(get(`${at}/matters-arising`));
  for (const part of ["Mend the ladder", "Who pays?", "Ferry times", "Water Board"])
    assert.ok(page.includes(part), part);
  const text = await textOf(get(`${at}/matters-arising.txt`));
  assert.match(text, /^- Ferry times$/m);
  assert.match(text, /^- Water Board$/m);
  assert.doesNotMatch(text, /^- Gauges$/m, "it was treated");
  assert.match(text, /^- Mend the ladder \(Asha\), soon$/m);
  assert.match(text, /^- Who pays\? \(Ben\)$/m);
});

test("what the checks found is for office holders, over the group and in one report, and passed over by one press", async () => {
  const { at, amina, finding } = await kept();
  const other = await as("Ben Ode", await aGroup(db, "Working Group on Lakes"));
  for (const reader of [{ get }, other])
    for (const page of ["checks", "checks.csv"]) assert.equal((await reader.get(`${at}/${page}`)).status, 404, page);
  for (const page of [
    `${at}/checks`,
    `${at}/meetings/14/findings`,
    `${at}/checks.csv`,
    `${at}/meetings/14/findings.csv`,
  ])
    assert.match(await textOf(amina.get(page)), /Two dates are given\./, page);
  for (const page of ["findings", "findings.csv"])
    assert.notEqual((await get(`${at}/meetings/14/${page}`)).status, 200);
  const told = await textOf(amina.get(go(await amina.post(`${at}/checks/${finding}/passing-over`, {}))));
  assert.match(told, /Passed over\./);
  assert.doesNotMatch(told, /Two dates are given/);
  assert.match(await textOf(amina.get(`${at}/checks?state=passed-over`)), /Two dates are given/);
  await amina.post(undoIn(told), {});
  assert.match(await textOf(amina.get(`${at}/checks`)), /Two dates are given/);
  for (const [back, location] of [
    [`${at}/meetings/14/findings`, `${at}/meetings/14/findings?of=`],
    ["//evil.example/findings", `${at}/checks`],
    [`${at}/meetings/14/findings?x=//evil`, `${at}/checks`],
  ] as const) {
    await db.updateTable("finding").set({ passed_over_at: null }).execute();
    assert.ok(go(await amina.post(`${at}/checks/${finding}/passing-over`, { back })).startsWith(location), back);
  }
});

test("empty rooms say what will stand there", async () => {
  const group = await aGroup(db);
  for (const register of REGISTERS)
    assert.match(await textOf(get(`/${group.slug}/${register}`)), /will stand here/, register);
  const amina = await as("Amina Okello", group);
  assert.match(await textOf(amina.get(`/${group.slug}/checks`)), /will stand here/);
});
