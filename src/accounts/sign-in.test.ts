import assert from "node:assert/strict";
import { test } from "node:test";
import { appOn } from "../../test/app.ts";
import { testDatabase } from "../../test/database.ts";
import { addGroup } from "../groups/group.queries.ts";
import { inviteOfficeHolder, openSetup } from "./sign-in.commands.ts";

const { db } = await testDatabase();
const { app, as, post, at } = appOn(db);
const setupForm = (link: string) => ({
  link,
  name: "Working Group on Local Content",
  yourName: "Amina Diallo",
  timeZone: "Africa/Dakar",
});

test("the first person sets up a group with the printed link, and the link works once", async () => {
  const link = await openSetup(db, at.now);
  assert.match(await (await app.request(`/setup?link=${link}`)).text(), /Name of the group/);
  const made = await post("/setup", setupForm(link));
  assert.equal(made.status, 303);
  assert.equal(made.headers.get("location"), "/working-group-on-local-content");
  const again = await post("/setup", setupForm(link));
  assert.equal(again.status, 409);
  assert.match(await again.text(), /used already/);
});

test("two people who use one setup link at once make one group", async () => {
  const link = await openSetup(db, at.now);
  const answers = await Promise.all([1, 2, 3, 4].map(() => post("/setup", setupForm(link))));
  assert.deepEqual(answers.map((answer) => answer.status).sort(), [303, 409, 409, 409]);
  assert.equal((await db.selectFrom("working_group").select("id").execute()).length, 1);
});

test("a link that was printed before the last one makes no group", async () => {
  const [old, link] = [await openSetup(db, at.now), await openSetup(db, at.now)];
  assert.equal((await post("/setup", setupForm(old))).status, 409);
  assert.equal((await post("/setup", setupForm(link))).status, 303);
});

test("where there is a group, no setup link makes another or lets anyone in by a name", async () => {
  assert.equal((await post("/setup", setupForm(await openSetup(db, at.now)))).status, 303);
  const again = await post("/setup", { ...setupForm(await openSetup(db, at.now)), name: "Other" });
  assert.equal(again.status, 409);
  assert.equal(again.headers.get("set-cookie"), null);
});

test("a name that nobody can see is no name", async () => {
  const answer = await post("/setup", { ...setupForm(await openSetup(db, at.now)), yourName: "\u202e\u200b" });
  assert.equal(answer.status, 422);
  assert.match(await answer.text(), /Give a name\./);
});

test("a time zone that does not exist is said beside its field, and what was typed stays", async () => {
  const link = await openSetup(db, at.now);
  const answer = await post("/setup", { ...setupForm(link), timeZone: "Mars/Olympus" });
  assert.equal(answer.status, 422);
  const text = await answer.text();
  assert.match(text, /Give a time zone such as/);
  assert.match(text, /value="Amina Diallo"/);
});

test("opening a sign-in link does not use it up; pressing the button does, once", async () => {
  const group = await addGroup(db, { name: "WG", timeZone: "UTC" }, at.now);
  const link = await inviteOfficeHolder(db, group, "Amina Diallo", at.now);
  for (const _ of [1, 2]) assert.match(await (await app.request(`/sign-in?link=${link}`)).text(), /Amina Diallo/);
  const answer = await post("/sign-in", { link });
  assert.equal(answer.status, 303);
  assert.match(answer.headers.get("set-cookie") ?? "", /^__Host-baraza=[\w-]{32}; .*HttpOnly; Secure; SameSite=Lax/);
  assert.equal((await post("/sign-in", { link })).status, 409);
});

test("a link whose time is over signs nobody in", async () => {
  const group = await addGroup(db, { name: "WG", timeZone: "UTC" }, at.now);
  const link = await inviteOfficeHolder(db, group, "Amina Diallo", new Date(at.now.getTime() - 2 * 86_400_000));
  assert.equal((await post("/sign-in", { link })).status, 409);
});

test("who signs out is a visitor on the next request", async () => {
  const group = await addGroup(db, { name: "WG", timeZone: "UTC" }, at.now);
  const amina = await as("Amina Diallo", group);
  assert.equal((await amina.get("/account")).status, 200);
  assert.equal((await amina.post("/sign-out", {})).status, 303);
  assert.equal((await amina.get("/account")).status, 303);
});

test("a form without the token of the sign-in changes nothing", async () => {
  const group = await addGroup(db, { name: "WG", timeZone: "UTC" }, at.now);
  const amina = await as("Amina Diallo", group);
  assert.equal((await amina.post("/sign-out", { _token: "foreign" })).status, 403);
  assert.equal((await amina.get("/account")).status, 200);
});

test("only hashes of secrets are kept", async () => {
  const link = await openSetup(db, at.now);
  const kept = await db.selectFrom("setup_link").select("token_hash").execute();
  assert.ok(kept.every((row) => !row.token_hash.includes(link) && row.token_hash.length === 32));
});
