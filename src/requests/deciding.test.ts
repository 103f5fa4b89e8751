import assert from "node:assert/strict";
import { test } from "node:test";
import { aRequest, GRANT, move, text } from "../../test/access-request.ts";
import { testDatabase } from "../../test/database.ts";
import { findOrAddPerson } from "../people/person.queries.ts";
import { lapseRequests } from "./request.commands.ts";

const { db } = await testDatabase();

test("under the formal rules those whom the list names are heard first, and whoever asked does not decide", async () => {
  const { program, group, meeting, chair, desk, id } = await aRequest(db, { rules: "formal" });
  const early = await chair.post(`${desk}/decision`, GRANT);
  assert.equal(early.status, 409);
  assert.match(await early.text(), /heard first/);
  const pia = await findOrAddPerson(db, "Hidden Canary", program.at.now);
  await db
    .updateTable("attendance")
    .set({ person_id: pia.id })
    .where("meeting_id", "=", meeting.id)
    .where("name_words", "=", "Hidden Canary")
    .execute();
  const concerned = await program.as("Hidden Canary", group);
  assert.equal((await concerned.get(`/request/${id}/objection`)).status, 404, "before anybody is heard");
  await chair.post(`${desk}/acknowledgement`, {});
  assert.match(await text(chair.get(desk)), /Tell <bdi>Hidden Canary[\s\S]*names you/);
  assert.equal((await concerned.post(`/request/${id}/objection`, { words: "" })).status, 422);
  assert.equal((await concerned.post(`/request/${id}/objection`, { words: "I am at risk." })).status, 303);
  assert.match(await text(chair.get(desk)), /I am at risk\./);
  assert.equal((await program.get(`/request/${id}/objection`)).status, 404);
  assert.equal((await chair.post(`${desk}/decision`, GRANT)).status, 409, "within the five days");
  move(program, 5);
  // Under these rules office holders sign in anew after half a day.
  const again = await program.as("Hidden Canary", group);
  assert.equal((await again.post(`/request/${id}/objection`, { words: "Late." })).status, 409);
  const third = await program.as("Thea Third", group);
  assert.equal((await again.post(`${desk}/decision`, GRANT)).status, 403, "who objected is a party");
  assert.equal((await third.post(`${desk}/decision`, GRANT)).status, 303);
});

test("a lone co-chair who asks decides even under the formal rules: nobody is stuck", async () => {
  const { program, chair, address, id, group } = await aRequest(db, { rules: "formal" });
  await db
    .updateTable("access_request")
    .set({ account_id: (await db.selectFrom("account").select("id").executeTakeFirstOrThrow()).id })
    .where("id", "=", id)
    .execute();
  const desk = `/${group.slug}/requests/${id}`;
  await chair.post(`${desk}/acknowledgement`, {});
  move(program, 6);
  const again = await program.as("Carla Chair", group);
  assert.equal((await again.post(`${desk}/decision`, GRANT)).status, 303);
  assert.ok(address);
});

test("someone with an account asks, sees it at once, withdraws it, and nobody else reads it", async () => {
  const { program, address, group } = await aRequest(db);
  const ana = await program.as("Ana Account", group);
  const person = await findOrAddPerson(db, "Ana Account", program.at.now);
  await db.deleteFrom("office").where("person_id", "=", person.id).execute();
  const asked = await ana.post(`${address}/request`, { what: "list", name: "Ana Account", reason: "I was there." });
  const where = asked.headers.get("location") ?? "";
  assert.match(where, /^\/request\/\d+$/);
  assert.match(await text(ana.get(where)), /Withdraw the request/);
  const request = where.slice("/request/".length);
  assert.equal((await ana.post("/request/withdrawal", { request })).headers.get("location"), where);
  assert.match(await text(ana.get("/request")), /withdrawn/);
});

test("another office holder answers an appeal, who answered first does not", async () => {
  const { program, group, chair, desk, byReceipt } = await aRequest(db);
  await chair.post(`${desk}/decision`, { decision: "refuse", answer: "No." });
  assert.equal(
    (await byReceipt("/request/appeal", { words: "Please look again." })).status,
    409,
    "nobody else is there",
  );
  const other = await program.as("Olga Other", group);
  assert.equal((await byReceipt("/request/appeal", { words: "" })).status, 422);
  assert.equal((await byReceipt("/request/appeal", { words: "Please look again." })).status, 200);
  assert.equal((await chair.post(`${desk}/decision`, GRANT)).status, 403);
  assert.match(await text(other.get(desk)), /Please look again\./);
  assert.equal((await other.post(`${desk}/decision`, GRANT)).status, 303);
  assert.equal((await byReceipt("/request/copy")).status, 200);
});

test("what waits over ten working days is shown as overdue to who decides, and after three months it is over", async () => {
  const { program, group, chair, desk, byReceipt } = await aRequest(db);
  const register = `/${group.slug}/requests`;
  move(program, 14);
  assert.doesNotMatch(await text(chair.get(register)), /overdue/);
  move(program, 1);
  assert.match(await text(chair.get(register)), /overdue/);
  assert.doesNotMatch(await text(program.get(register)), /overdue|Waiting/);
  move(program, 90);
  await lapseRequests(db, program.at.now);
  assert.match(await text(byReceipt("/request")), /over without an answer/);
  const back = await program.as("Carla Chair", group);
  assert.equal((await back.post(`${desk}/decision`, GRANT)).status, 409);
});
