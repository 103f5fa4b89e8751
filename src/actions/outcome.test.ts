import assert from "node:assert/strict";
import { test } from "node:test";
import { appOn } from "../../test/app.ts";
import { testDatabase } from "../../test/database.ts";
import { aDecision, aGroup, aQuestion, aRecommendation, aReport } from "../../test/record.ts";

const { db } = await testDatabase();
const { as, get, post } = appOn(db);

async function concluded(published = true) {
  const group = await aGroup(db);
  const report = await aReport(db, group, { number: 14, heldOn: "2026-02-05", published }, [
    { kind: "decision", body: "The form opens in May." },
  ]);
  await aDecision(db, group, report, "The form opens in May");
  await aRecommendation(db, group, report, "Publish the gauges", ["River Commission"]);
  await aQuestion(db, group, report, "Who pays for the gauges?", "Asha");
  return { group, report, amina: await as("Amina Okello", group), at: `/${group.slug}` };
}
const LISTS = ["decisions", "recommendations", "questions"];
const WORDS = ["The form opens in May", "Publish the gauges", "Who pays for the gauges?"];
const textOf = async (answer: Promise<Response> | Response): Promise<string> => (await answer).text();
const go = (answer: Response): string => answer.headers.get("location") ?? "";
const undoIn = (page: string): string => /action="([^"]*\/undoing\/\d+)"/.exec(page)?.[1] ?? "";

test("what a published report decided, urged and left open is seen by everyone, with the block it stands in", async () => {
  const { at } = await concluded();
  for (const [i, list] of LISTS.entries()) {
    const page = await textOf(get(`${at}/${list}`));
    assert.ok(page.includes(WORDS[i] ?? ""), list);
    assert.match(page, /meetings\/14#1/);
    assert.doesNotMatch(page, /method="post"/);
    assert.ok((await textOf(get(`${at}/${list}.csv`))).includes(WORDS[i] ?? ""), list);
  }
});

test("before it is published only its office holders see what came out, in no list and in no file", async () => {
  const { at, amina } = await concluded(false);
  const other = await as("Ben Ode", await aGroup(db, "Working Group on Lakes"));
  for (const [i, list] of LISTS.entries()) {
    for (const reader of [{ get }, other])
      for (const form of ["", ".csv"])
        assert.ok(!(await textOf(reader.get(`${at}/${list}${form}`))).includes(WORDS[i] ?? ""), list + form);
    assert.ok((await textOf(amina.get(`${at}/${list}`))).includes(WORDS[i] ?? ""), list);
  }
});

test("a question is answered by one press and open again by another, a recommendation is taken up", async () => {
  const { at, amina } = await concluded();
  for (const [list, press, sentence] of [
    ["questions", "answer", /Noted as answered/],
    ["questions", "dropping", /Noted as dropped/],
    ["recommendations", "uptake", /Noted as taken up/],
    ["recommendations", "dropping", /Noted as dropped/],
  ] as const) {
    const words = WORDS[LISTS.indexOf(list)] ?? "";
    const told = await textOf(amina.get(go(await amina.post(`${at}/${list}/1/${press}`, {}))));
    assert.match(told, sentence);
    assert.ok(!(await textOf(get(`${at}/${list}`))).includes(words));
    assert.ok((await textOf(get(`${at}/${list}?state=settled`))).includes(words));
    assert.match(await textOf(amina.get(go(await amina.post(undoIn(told), {})))), /Taken back/);
    assert.ok((await textOf(get(`${at}/${list}`))).includes(words));
  }
  await amina.post(`${at}/questions/1/answer`, {});
  await amina.post(`${at}/questions/1/reopening`, {});
  assert.match(await textOf(get(`${at}/questions`)), /Who pays/);
});

test("who holds no office in the group settles nothing", async () => {
  const { at } = await concluded();
  const other = await as("Ben Ode", await aGroup(db, "Working Group on Lakes"));
  for (const reader of [{ post }, other])
    for (const act of ["questions/1/answer", "questions/1/undoing/1", "recommendations/1/uptake"])
      assert.equal((await reader.post(`${at}/${act}`, {})).status, 403, act);
});

test("a press on what is not there is answered so", async () => {
  const { at, amina } = await concluded();
  assert.equal((await amina.post(`${at}/questions/7/answer`, {})).status, 404);
  assert.equal((await amina.post(`${at}/questions/1/undoing/7`, {})).status, 404);
});

test("empty rooms say what will stand there, and a long list goes on", async () => {
  const group = await aGroup(db);
  for (const list of LISTS) assert.match(await textOf(get(`/${group.slug}/${list}`)), /will stand here/);
  const report = await aReport(db, group, { number: 1, heldOn: "2026-01-05", published: true }, []);
  for (let i = 1; i <= 60; i++) await aDecision(db, group, report, `Decision ${i}`);
  assert.match(await textOf(get(`/${group.slug}/decisions`)), /rel="next"/);
  assert.match(await textOf(get(`/${group.slug}/decisions?page=2`)), /Decision 1</);
});
