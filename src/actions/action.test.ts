import assert from "node:assert/strict";
import { test } from "node:test";
import { appOn } from "../../test/app.ts";
import { testDatabase } from "../../test/database.ts";
import { aGroup, anAction, aReport } from "../../test/record.ts";
import { findOrAddBody } from "../people/body.queries.ts";
import { findOrAddPerson } from "../people/person.queries.ts";

const { db } = await testDatabase();
const { app, as, get, post, at } = appOn(db);

/** A group with a published report that promises one thing, and an office holder of it. */
async function promised(published = true) {
  const group = await aGroup(db);
  const report = await aReport(db, group, { number: 14, heldOn: "2026-02-05", published }, [
    { kind: "action", body: "Asha sends the draft." },
  ]);
  const asha = await findOrAddPerson(db, "Asha Mwangi", at.now);
  await anAction(db, group, report, {
    title: "Send the draft",
    owner: { words: "Asha", personId: asha.id },
    recipient: "the secretariat",
    dueOn: "2026-03-01",
    dueWords: "by the first of March",
  });
  return { group, report, amina: await as("Amina Okello", group), url: `/${group.slug}/actions/1` };
}
const textOf = async (answer: Promise<Response> | Response): Promise<string> => (await answer).text();
const go = (answer: Response): string => answer.headers.get("location") ?? "";
const undoIn = (page: string): string => /action="([^"]*\/undoing\/\d+)"/.exec(page)?.[1] ?? "";

test("everyone sees what a published report promised: who, for whom, until when, from where", async () => {
  const { group } = await promised();
  const page = await textOf(get(`/${group.slug}/actions`));
  for (const part of ["Send the draft", "Asha", "the secretariat", "overdue", `href="/${group.slug}/meetings/14#1"`])
    assert.ok(page.includes(part), part);
  assert.doesNotMatch(page, /method="post"/);
});

test("what a report that is not published promised is seen by its office holders alone", async () => {
  const { group, amina, url } = await promised(false);
  const other = await as("Ben Ode", await aGroup(db, "Working Group on Lakes"));
  for (const reader of [{ get }, other]) {
    assert.equal((await reader.get(url)).status, 404);
    assert.doesNotMatch(await textOf(reader.get(`/${group.slug}/actions`)), /Send the draft/);
    assert.doesNotMatch(await textOf(reader.get(`/${group.slug}/actions.csv`)), /Send the draft/);
  }
  assert.match(await textOf(amina.get(`/${group.slug}/actions`)), /Send the draft/);
});

test("an office holder notes with one press that it is done, everyone sees it, and one press takes it back", async () => {
  const { amina, url } = await promised();
  const answer = await amina.post(`${url}/closure`, { evidence: "https://example.org/draft" });
  assert.equal(answer.status, 303);
  const told = await textOf(amina.get(go(answer)));
  assert.match(told, /Noted as done\./);
  assert.match(await textOf(get(url)), /<a href="https:\/\/example.org\/draft"/);
  const undone = await amina.post(undoIn(told), {});
  assert.equal(undone.status, 303);
  assert.match(await textOf(amina.get(go(undone))), /Taken back\./);
  assert.doesNotMatch(await textOf(get(url)), /example.org\/draft/);
});

test("what was taken back can be brought back, and nothing is taken back twice", async () => {
  const { amina, url } = await promised();
  const closing = undoIn(await textOf(amina.get(go(await amina.post(`${url}/closure`, {})))));
  const bringBack = undoIn(await textOf(amina.get(go(await amina.post(closing, {})))));
  assert.equal((await amina.post(closing, {})).status, 409);
  assert.equal((await amina.post(bringBack, {})).status, 303);
  assert.match(await textOf(get(url)), /done/);
});

test("an older act is not taken back over a later one", async () => {
  const { amina, url } = await promised();
  const closing = undoIn(await textOf(amina.get(go(await amina.post(`${url}/closure`, {})))));
  await amina.post(`${url}/due-date`, { dueOn: "2026-04-01", dueWords: "" });
  const answer = await amina.post(closing, {});
  assert.equal(answer.status, 409);
  assert.match(await answer.text(), /changed again meanwhile/);
});

test("a new date may be a day or words, and a day that does not exist is said beside its field", async () => {
  const { amina, url } = await promised();
  assert.equal((await amina.post(`${url}/due-date`, { dueOn: "", dueWords: "after the call" })).status, 303);
  assert.match(await textOf(get(url)), /after the call/);
  const answer = await amina.post(`${url}/due-date`, { dueOn: "2026-02-31", dueWords: "" });
  assert.equal(answer.status, 422);
  const text = await answer.text();
  assert.match(text, /Give the day as YYYY-MM-DD\./);
  assert.match(text, /value="2026-02-31"/);
});

test("an action goes to a person or a body that is known by the name, or to the words as they are", async () => {
  const { amina, url } = await promised();
  await findOrAddBody(db, "River Commission", at.now);
  await amina.post(`${url}/owner`, { owners: "asha mwangi; River Commission; whoever comes" });
  const page = await textOf(amina.get(url));
  assert.match(page, /href="\/people\/asha-mwangi"/);
  assert.match(page, /href="\/bodies\/river-commission"/);
  assert.match(page, /whoever comes/);
  assert.doesNotMatch(await textOf(get(url)), /\/people\//, "pages of persons are for members");
});

test("a misread action is mended, dropped with a reason, and opened again", async () => {
  const { amina, url } = await promised();
  await amina.post(`${url}/wording`, { title: "Send the second draft", recipient: "" });
  await amina.post(`${url}/dropping`, { why: "overtaken" });
  const page = await textOf(get(url));
  assert.match(page, /Send the second draft/);
  assert.match(page, /overtaken/);
  await amina.post(`${url}/reopening`, {});
  assert.doesNotMatch(await textOf(get(url)), /overtaken/);
  assert.match(await textOf(amina.get(url)), /overtaken/, "the history keeps it");
});

test("an action added by hand is seen by office holders, or by all where they say so, and can be taken back", async () => {
  const { group, amina } = await promised();
  const list = `/${group.slug}/actions`;
  const hidden = await amina.post(list, { title: "Call the host", owners: "Asha Mwangi", audience: "office holders" });
  const shown = await amina.post(list, { title: "Book the room", audience: "everyone" });
  assert.equal(shown.status, 303);
  assert.equal((await get(go(hidden))).status, 404);
  assert.match(await textOf(get(list)), /Book the room/);
  assert.doesNotMatch(await textOf(get(list)), /Call the host/);
  const undone = await amina.post(undoIn(await textOf(amina.get(go(shown)))), {});
  assert.match(await textOf(amina.get(go(undone))), /Taken back\./);
  assert.doesNotMatch(await textOf(amina.get(list)), /Book the room/);
  assert.equal((await amina.post(list, { title: "" })).status, 422);
});

test("one form sent five times is one act", async () => {
  const { amina, group } = await promised();
  const form = { title: "Call the host", _key: "the-same" };
  const answers = await Promise.all([1, 2, 3, 4, 5].map(() => amina.post(`/${group.slug}/actions`, form)));
  assert.equal(new Set(answers.map(go)).size, 1);
  const kept = await db.selectFrom("action").where("title", "=", "Call the host").select("id").execute();
  assert.equal(kept.length, 1);
});

test("a visitor, somebody of another group and a former office holder change nothing", async () => {
  const { group, url } = await promised();
  const other = await as("Ben Ode", await aGroup(db, "Working Group on Lakes"));
  const former = await as("Chi Park", group);
  await db.updateTable("office").set({ until_on: "2026-03-01" }).where("group_id", "=", group.id).execute();
  for (const reader of [{ post }, other, former]) {
    for (const form of ["closure", "dropping", "reopening", "due-date", "owner", "wording", "undoing/1"])
      assert.equal((await reader.post(`${url}/${form}`, { title: "x" })).status, 403, form);
    assert.equal((await reader.post(`/${group.slug}/actions`, { title: "Mine" })).status, 403);
  }
  assert.equal((await other.get(`/${group.slug}/actions/new`)).status, 403);
  assert.doesNotMatch(await textOf(former.get(url)), /History/);
});

test("a line of the journal about another thing takes nothing back", async () => {
  const { amina, group, url } = await promised();
  await amina.post(`/${group.slug}/actions`, { title: "Another" });
  const line = await db.selectFrom("journal").where("kind", "=", "action.added").select("id").executeTakeFirstOrThrow();
  assert.equal((await amina.post(`${url}/undoing/${line.id}`, {})).status, 404);
  assert.equal((await amina.post(`/${group.slug}/actions/2/undoing/999999`, {})).status, 404);
});

test("the register is narrowed by owner, state, meeting and what is overdue, through the address alone", async () => {
  const { group, report, amina } = await promised();
  await anAction(db, group, report, { title: "Ask the lakes", owner: { words: "Ben" }, dueWords: "soon" });
  await amina.post(`/${group.slug}/actions/2/closure`, {});
  const list = `/${group.slug}/actions`;
  const shows = async (query: string, title: string) => (await textOf(get(`${list}?${query}`))).includes(title);
  assert.ok(await shows("owner=mwangi", "Send the draft"));
  assert.ok(!(await shows("owner=mwangi", "Ask the lakes")));
  assert.ok(await shows("state=done", "Ask the lakes"));
  assert.ok(await shows("overdue=yes", "Send the draft"));
  assert.ok(!(await shows("overdue=yes", "Ask the lakes")));
  assert.ok(!(await shows("meeting=15", "Send the draft")));
  assert.match(await textOf(get(`${list}?owner=${encodeURIComponent("%' or 1=1 --")}`)), /Nothing fits this choice/);
  assert.match(await textOf(get(`${list}?page=0&state=nonsense&owner=`)), /Ask the lakes/);
});

test("a long register goes on, and its file holds all of it", async () => {
  const { group, report } = await promised();
  for (let i = 2; i <= 60; i++) await anAction(db, group, report, { title: `Promise ${i}` });
  const first = await textOf(get(`/${group.slug}/actions`));
  assert.match(first, /state=open&amp;page=2/);
  assert.match(await textOf(get(`/${group.slug}/actions?state=open&page=2`)), /Promise 2</);
  assert.equal((await textOf(get(`/${group.slug}/actions.csv`))).trim().split("\r\n").length, 61);
});

test("a hostile title is harmless on the page and in the file", async () => {
  const { group, report } = await promised();
  await anAction(db, group, report, { title: `=HYPERLINK("http://evil.example","x")<script>alert(1)</script>` });
  await anAction(db, group, report, { title: "[press](javascript:alert(1)) \u202e", owner: { words: "@SUM(A1)" } });
  const page = await textOf(get(`/${group.slug}/actions`));
  assert.doesNotMatch(page, /<script|href="javascript/);
  const csv = await textOf(get(`/${group.slug}/actions.csv`));
  assert.match(csv, /"'=HYPERLINK/);
  assert.match(csv, /'@SUM/);
  assert.equal(
    (await app.request(`/${group.slug}/actions.csv`)).headers.get("content-type"),
    "text/csv; charset=utf-8",
  );
});

test("an empty register says what will stand there", async () => {
  const group = await aGroup(db);
  assert.match(await textOf(get(`/${group.slug}/actions`)), /What the group promised/);
  assert.equal((await get("/no-such-group/actions")).status, 404);
  assert.equal((await get(`/${group.slug}/actions/99999999999`)).status, 404);
});
