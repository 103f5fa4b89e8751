import assert from "node:assert/strict";
import { test } from "node:test";
import { appOn } from "../../test/app.ts";
import { testDatabase } from "../../test/database.ts";
import { madeReport } from "../../test/report.ts";
import { addGroup } from "../groups/group.queries.ts";

const { db } = await testDatabase();
const program = appOn(db);
const facts = {
  number: "4",
  title: "Working Group on Local Content",
  heldOn: "2026-03-05",
  time: "14:00",
  timeZone: "UTC",
  list: "public",
  recording: "participants on request",
};
const textOf = async (answer: Promise<Response>): Promise<string> => (await answer).text();

test("an office holder corrects the number, the old address leads to the new one, and undo leads back", async () => {
  const { group, address } = await madeReport(db);
  const ana = await program.as("Ana Lima", group);
  const answer = await ana.post(`${address}/correction`, { ...facts, number: "5" });
  assert.equal(answer.headers.get("location"), "/wg-content/meetings/5");
  const old = await program.get(`${address}.md`);
  assert.deepEqual([old.status, old.headers.get("location")], [308, "/wg-content/meetings/5.md"]);
  const line = /undoing\/(\d+)/.exec(await textOf(ana.get("/wg-content/meetings/5/correction")))?.[1];
  const undone = await ana.post(`/wg-content/meetings/5/correction/undoing/${line}`, {});
  assert.equal(undone.headers.get("location"), `${address}/correction`);
  assert.equal((await program.get(address)).status, 200);
  assert.equal((await program.get("/wg-content/meetings/5")).headers.get("location"), address);
});

test("a number that another meeting has is refused in a sentence, and nothing changes", async () => {
  const { group, address } = await madeReport(db);
  await madeReport(db, { group, number: 5 });
  const ana = await program.as("Ana Lima", group);
  const answer = await ana.post(`${address}/correction`, { ...facts, number: "5" });
  assert.equal(answer.status, 409);
  assert.match(await answer.text(), /another meeting 5/);
  assert.equal((await program.get(address)).status, 200);
});

test("a day that does not exist is said beside its field, and what was typed stays", async () => {
  const { group, address } = await madeReport(db);
  const ana = await program.as("Ana Lima", group);
  const answer = await ana.post(`${address}/correction`, { ...facts, heldOn: "2026-02-31", title: "Typed by hand" });
  assert.equal(answer.status, 422);
  assert.match(await answer.text(), /YYYY-MM-DD[\s\S]*Typed by hand/);
});

test("a correction that was corrected again cannot be taken back past the later one", async () => {
  const { group, address } = await madeReport(db);
  const ana = await program.as("Ana Lima", group);
  await ana.post(`${address}/correction`, { ...facts, title: "One" });
  const first = /undoing\/(\d+)/.exec(await textOf(ana.get(`${address}/correction`)))?.[1];
  await ana.post(`${address}/correction`, { ...facts, title: "Two" });
  assert.equal((await ana.post(`${address}/correction/undoing/${first}`, {})).status, 409);
  assert.match(await textOf(ana.get(`${address}/correction`)), /value="Two"/);
});

test("a corrected block keeps its address and every state, and any state can be brought back", async () => {
  const { group, address } = await madeReport(db);
  const ana = await program.as("Ana Lima", group);
  const answer = await ana.post(`${address}/blocks/2`, {
    seen: "1",
    body: "Ana Lima opened the *fourth* meeting.",
    kind: "paragraph",
  });
  assert.equal(answer.headers.get("location"), `${address}#2`);
  assert.match(await textOf(program.get(address)), /id="2">.*the <em>fourth<\/em> meeting/s);
  await ana.post(`${address}/blocks/2/return`, { seen: "2", revision: "1" });
  assert.match(await textOf(program.get(address)), /Ana Lima opened the meeting\./);
  assert.match(await textOf(ana.get(`${address}/blocks/2`)), /the <em>fourth<\/em> meeting/);
});

test("who was slower sees both states, and what was typed stays", async () => {
  const { group, address } = await madeReport(db);
  const [ana, ben] = [await program.as("Ana Lima", group), await program.as("Ben Okafor", group)];
  await ana.post(`${address}/blocks/2`, { seen: "1", body: "Words of Ana.", kind: "paragraph" });
  const late = await ben.post(`${address}/blocks/2`, { seen: "1", body: "Words of Ben.", kind: "paragraph" });
  assert.equal(late.status, 409);
  const text = await late.text();
  assert.match(text, /Words of Ana\./);
  assert.match(text, /Words of Ben\./);
  assert.match(text, /name="seen" value="2"/);
});

test("a withdrawn block shows no words to a reader and can be brought back", async () => {
  const { group, address } = await madeReport(db);
  const ana = await program.as("Ana Lima", group);
  await ana.post(`${address}/blocks/2/withdrawal`, { seen: "1" });
  for (const form of ["", ".md", ".txt", ".json", ".html"])
    assert.doesNotMatch(await textOf(program.get(address + form)), /opened the meeting/, form);
  await ana.post(`${address}/blocks/2/return`, { seen: "2", revision: "1" });
  assert.match(await textOf(program.get(address)), /opened the meeting/);
});

test("a block can be added after another, and an empty one is refused in a sentence", async () => {
  const { group, address } = await madeReport(db);
  const ana = await program.as("Ana Lima", group);
  await ana.post(`${address}/blocks`, { after: "1", body: "Words in between.", kind: "paragraph" });
  assert.match(await textOf(program.get(address)), /in between[\s\S]*opened the meeting/);
  const empty = await ana.post(`${address}/blocks`, { after: "1", body: " ", kind: "paragraph" });
  assert.equal(empty.status, 422);
  assert.match(await empty.text(), /Write the words/);
});

test("an entry of the list is corrected and taken back", async () => {
  const { group, address } = await madeReport(db, { people: ["Ana Lma"] });
  const ana = await program.as("Ana Lima", group);
  const entry = /attendance\/(\d+)/.exec(await textOf(ana.get(`${address}/correction`)))?.[1];
  await ana.post(`${address}/attendance/${entry}`, {
    name: "Ana Lima",
    affiliation: "Radio Sur",
    role: "",
    standing: "present",
  });
  assert.match(await textOf(program.get(address)), /<bdi>Ana Lima<\/bdi>, <bdi>Radio Sur/);
  const line = /undoing\/(\d+)/.exec(await textOf(ana.get(`${address}/attendance/${entry}`)))?.[1];
  await ana.post(`${address}/attendance/${entry}/undoing/${line}`, {});
  assert.match(await textOf(program.get(address)), /<bdi>Ana Lma<\/bdi>/);
});

test("a visitor and an office holder of another group correct nothing", async () => {
  const { address } = await madeReport(db);
  const other = await addGroup(db, { name: "Other", timeZone: "UTC" }, program.at.now);
  const stranger = await program.as("Cid Moreno", other);
  for (const visit of [program, stranger]) {
    assert.equal((await visit.post(`${address}/correction`, { ...facts, number: "9" })).status, 403);
    assert.equal((await visit.post(`${address}/blocks/2`, { seen: "1", body: "x", kind: "paragraph" })).status, 403);
    assert.equal((await visit.get(`${address}/blocks/2`)).status, 403);
  }
  const hidden = await madeReport(db, { number: 6, published: false, group: other });
  assert.equal((await program.get(`${hidden.address}/blocks/2`)).status, 404);
  assert.equal((await program.post(`${hidden.address}/correction`, facts)).status, 404);
});

test("an entry of another meeting cannot be reached through this one", async () => {
  const { group, address } = await madeReport(db);
  const elsewhere = await madeReport(db, { group, number: 5, people: ["Dora Ng"] });
  const ana = await program.as("Ana Lima", group);
  const entry = /attendance\/(\d+)/.exec(await textOf(ana.get(`${elsewhere.address}/correction`)))?.[1];
  assert.equal((await ana.get(`${address}/attendance/${entry}`)).status, 404);
});

test("other words under the same key are an act of their own: no word is dropped", async () => {
  const { group, address } = await madeReport(db);
  const ana = await program.as("Ana Lima", group);
  const send = (body: string) => ana.post(`${address}/blocks`, { _key: "k1", after: "1", body, kind: "paragraph" });
  for (const body of ["First words.", "First words.", "Second words."]) assert.equal((await send(body)).status, 303);
  const page = await textOf(program.get(address));
  assert.equal(page.match(/First words\./g)?.length, 1);
  assert.match(page, /Second words\./);
});

test("an old address says nothing of a report that this reader may not see", async () => {
  const { group, address } = await madeReport(db, { published: false });
  const ana = await program.as("Ana Lima", group);
  await ana.post(`${address}/correction`, { ...facts, number: "90" });
  assert.equal((await program.get(address)).status, 404);
  assert.equal((await ana.get(address)).status, 308);
});
