import assert from "node:assert/strict";
import { test } from "node:test";
import { aRequest, GRANT, move, text } from "../../test/access-request.ts";
import { appOn } from "../../test/app.ts";
import { testDatabase } from "../../test/database.ts";
import { madeReport } from "../../test/report.ts";
import { disclosureOfWord } from "../access/disclosure.ts";
import { addGroup } from "../groups/group.queries.ts";
import { findOrAddPerson } from "../people/person.queries.ts";
import { Limits } from "../platform/http/limits.ts";
import { newSecret } from "../platform/secret.ts";
import { workingDays } from "./request.ts";

const { db } = await testDatabase();

test("a visitor asks, gets a receipt, sees the answer, opens the copy with their mark, and after 30 days there is nothing", async () => {
  const { program, chair, answer, typed, desk, byReceipt } = await aRequest(db);
  assert.equal(answer.status, 200);
  const receipt = /<code dir="ltr">([^<]+)</.exec(await answer.text())?.[1] ?? "";
  assert.equal(receipt.replaceAll(" ", ""), typed.receipt);
  assert.match(await text(program.post("/request", { receipt })), /not looked at yet/);
  assert.match(await text(chair.get(desk)), /A thesis on who attends[\s\S]*Rosa Asker|Rosa Asker[\s\S]*A thesis/);
  assert.equal((await byReceipt("/request/copy")).status, 404, "nothing is granted yet");
  assert.equal((await chair.post(`${desk}/decision`, GRANT)).status, 303);
  const copy = await text(byReceipt("/request/copy"));
  assert.match(copy, /Hidden Canary[\s\S]*Other Canary/);
  assert.match(copy, /Copy of <bdi>Rosa Asker<\/bdi>/);
  assert.match(await text(chair.get(desk)), /Opened once\./);
  move(program, 30);
  assert.equal((await byReceipt("/request/copy")).status, 404);
  assert.doesNotMatch(await text(byReceipt("/request")), /Open it/);
});

test("each opening of a copy is a line of the journal, and no line holds who asked or why", async () => {
  const { chair, desk, byReceipt } = await aRequest(db);
  await chair.post(`${desk}/decision`, GRANT);
  for (let opening = 0; opening < 3; opening++) await byReceipt("/request/copy");
  const lines = await db
    .selectFrom("journal")
    .innerJoin("journal_payload", "journal_payload.journal_id", "journal.id")
    .where("subject_kind", "=", "access request")
    .selectAll()
    .execute();
  assert.equal(lines.filter((line) => line.kind === "grant.viewed").length, 3);
  assert.doesNotMatch(JSON.stringify(lines), /Rosa|thesis|Canary/);
});

test("a grant that is withdrawn opens nothing on the next request", async () => {
  const { chair, desk, byReceipt } = await aRequest(db);
  await chair.post(`${desk}/decision`, GRANT);
  assert.equal((await byReceipt("/request/copy")).status, 200);
  assert.equal((await chair.post(`${desk}/grant-withdrawal`, {})).status, 303);
  assert.equal((await byReceipt("/request/copy")).status, 404);
});

test("in part: the chosen entries alone, or counts without names", async () => {
  const { chair, desk, byReceipt } = await aRequest(db);
  const page = await text(chair.get(desk));
  const entry = /name="entry" value="(\d+)"[^>]*> Other Canary/.exec(page)?.[1] ?? "";
  await chair.post(`${desk}/decision`, { decision: "entries", entry });
  const copy = await text(byReceipt("/request/copy"));
  assert.match(copy, /Other Canary/);
  assert.doesNotMatch(copy, /Hidden Canary/);
  const second = await aRequest(db);
  await second.chair.post(`${second.desk}/decision`, { decision: "counts" });
  const counts = await text(second.byReceipt("/request/copy"));
  assert.match(counts, /All who were there: 2/);
  assert.doesNotMatch(counts, /Canary/);
});

test("a refusal needs a reason, what was typed stays, and whoever asked reads it", async () => {
  const { chair, desk, byReceipt } = await aRequest(db);
  const wrong = await chair.post(`${desk}/decision`, { decision: "refuse", answer: "" });
  assert.equal(wrong.status, 422);
  assert.match(await wrong.text(), /Give the reason for which it is refused/);
  const other = await chair.post(`${desk}/decision`, { decision: "cut", answer: "Kept words" });
  assert.equal(other.status, 422);
  assert.match(await other.text(), /Kept words/);
  await chair.post(`${desk}/decision`, { decision: "refuse", answer: "Not for print." });
  assert.match(await text(byReceipt("/request")), /refused[\s\S]*Not for print\./);
});

test("of two officers who decide at once, one does", async () => {
  const { program, group, chair, desk } = await aRequest(db);
  const other = await program.as("Olga Other", group);
  const answers = await Promise.all([
    chair.post(`${desk}/decision`, GRANT),
    other.post(`${desk}/decision`, { decision: "refuse", answer: "No." }),
  ]);
  assert.deepEqual(answers.map((one) => one.status).sort(), [303, 409]);
  const kinds = await db.selectFrom("journal").select("kind").where("subject_kind", "=", "access request").execute();
  assert.equal(kinds.filter(({ kind }) => kind === "request.granted" || kind === "request.refused").length, 1);
});

test("the same form sent twice, at once too, is one request", async () => {
  const { program, address, typed } = await aRequest(db);
  await Promise.all([program.post(`${address}/request`, typed), program.post(`${address}/request`, typed)]);
  assert.equal((await db.selectFrom("access_request").select("id").execute()).length, 1);
});

test("a request is nobody's business but the asker's and the deciders': 404 for members, rapporteurs, other groups", async () => {
  const { program, desk, id, group } = await aRequest(db);
  const reporter = await program.as("Rita Rapporteur", group);
  const rita = await findOrAddPerson(db, "Rita Rapporteur", program.at.now);
  await db.updateTable("office").set({ kind: "rapporteur" }).where("person_id", "=", rita.id).execute();
  const elsewhere = await madeReport(db, {
    number: 9,
    title: "Other",
    group: await addGroup(db, { name: "Other Group", timeZone: "UTC" }, program.at.now),
  });
  const stranger = await program.as("Stan Stranger", elsewhere.group);
  for (const reader of [program, reporter, stranger]) {
    assert.equal((await reader.get(desk)).status, 404);
    assert.equal((await reader.get(`/request/${id}`)).status, 404);
    const sent = await reader.post(`${desk}/decision`, GRANT);
    assert.equal(sent.status, 404);
  }
  assert.equal((await stranger.get(`/${elsewhere.group.slug}/requests/${id}`)).status, 404, "the id of another group");
  assert.equal((await program.post("/request/copy", { request: String(id) })).status, 404);
});

test("a neighbourhood that tries receipts without end waits, and its honest holder reads the answer all the same", async () => {
  const waits: number[] = [];
  const clock = new Date("2026-03-05T14:00:00Z");
  const limits = new Limits(
    () => clock,
    async (ms) => void waits.push(ms),
  );
  const { typed } = await aRequest(db);
  const { app } = appOn(db, { limits });
  const env = { incoming: { socket: { remoteAddress: "198.51.100.7" } } };
  const send = (receipt: string) =>
    app.request("/request", { method: "POST", body: new URLSearchParams({ receipt }) }, env);
  for (let i = 0; i < 60; i++) assert.equal((await send(newSecret("request receipt").secret)).status, 422);
  assert.deepEqual(waits, []);
  const answer = await send(typed.receipt);
  assert.equal(waits.length, 1);
  assert.equal(answer.status, 200);
  assert.equal(answer.headers.get("cache-control"), "no-store");
  assert.match(await answer.text(), /class="leave"[\s\S]*not looked at yet/);
});

test("a receipt that is not known, or a secret of another purpose, is answered in a sentence and tells nothing", async () => {
  const { program } = await aRequest(db);
  for (const receipt of ["", "x", newSecret("grant").secret, "a".repeat(5_000), "' or 1=1 --"]) {
    const answer = await program.post("/request", { receipt });
    assert.equal(answer.status, 422);
    assert.match(await answer.text(), /not known here/);
  }
});

test("bad input comes back with its messages and everything typed, and the receipt stays", async () => {
  const { program, address, typed } = await aRequest(db);
  const answer = await program.post(`${address}/request`, { ...typed, name: "", reason: "Kept reason", address: "x@" });
  assert.equal(answer.status, 422);
  const page = await answer.text();
  assert.match(page, /Kept reason[\s\S]*|x@/);
  assert.ok(page.includes(typed.receipt));
  const stale = await program.post(`${address}/request`, { ...typed, _seal: "1.x" });
  assert.equal(stale.status, 422);
  assert.match(await stale.text(), /A thesis on who attends/);
});

test("what everyone has is not asked for, and what nobody may know of is not there", async () => {
  const program = appOn(db);
  const open = await madeReport(db, { list: disclosureOfWord("public") });
  assert.equal((await program.get(`${open.address}/request?what=list`)).status, 409);
  const draft = await madeReport(db, { group: open.group, number: 5, published: false });
  assert.equal((await program.get(`${draft.address}/request?what=list`)).status, 404);
});

test("the register names nobody, no meeting, no day and no reason; its file says the same", async () => {
  const { program, group, chair, desk } = await aRequest(db);
  await chair.post(`${desk}/decision`, { decision: "refuse", answer: "Canary reason." });
  for (const path of [`/${group.slug}/requests`, `/${group.slug}/requests.csv`]) {
    const page = await text(program.get(path));
    assert.match(page, /refused/, path);
    assert.match(page, /2026-03/, path);
    assert.doesNotMatch(page, /Rosa|thesis|Canary|2026-03-05|Meeting 4/, path);
  }
});

test("a recording is granted at its address, or as a cut, and stands in no page before", async () => {
  const { program, address, chair, group, typed } = await aRequest(db);
  const form = await text(program.get(`${address}/request?what=recording`));
  const receipt = /name="receipt" value="([^"]+)"/.exec(form)?.[1] ?? "";
  await program.post(`${address}/request`, {
    ...typed,
    _seal: /name="_seal" value="([^"]+)"/.exec(form)?.[1] ?? "",
    what: "recording",
    receipt,
  });
  const { id } = await db
    .selectFrom("access_request")
    .where("what", "=", "recording")
    .select("id")
    .executeTakeFirstOrThrow();
  const desk = `/${group.slug}/requests/${id}`;
  assert.equal((await chair.post(`${desk}/decision`, GRANT)).status, 409, "no address is kept");
  await db.updateTable("meeting").set({ recording_address: "https://example.org/canary-video" }).execute();
  for (const form of ["", ".md", ".txt", ".html", ".json"])
    assert.doesNotMatch(await text(program.get(address + form)), /canary-video/, form);
  assert.match(await text(chair.get(address)), /canary-video/);
  assert.equal((await chair.post(`${desk}/decision`, { decision: "counts" })).status, 409);
  await chair.post(`${desk}/decision`, GRANT);
  assert.match(await text(program.post("/request/copy", { receipt })), /canary-video/);
});

test("working days are Monday to Friday", () => {
  const on = (day: string) => new Date(`${day}T12:00:00Z`);
  assert.equal(workingDays(on("2026-03-05"), on("2026-03-06")), 1);
  assert.equal(workingDays(on("2026-03-06"), on("2026-03-09")), 1);
  assert.equal(workingDays(on("2026-03-05"), on("2026-03-19")), 10);
});
