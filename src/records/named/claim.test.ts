import assert from "node:assert/strict";
import { test } from "node:test";
import { sql } from "kysely";
import { appOn } from "../../../test/app.ts";
import { testDatabase } from "../../../test/database.ts";
import { aGroup, anAttendance, aReport, onlyMember } from "../../../test/record.ts";
import { addAccount } from "../../accounts/account.queries.ts";
import { inviteAccount, signIn } from "../../accounts/sign-in.commands.ts";
import { addMember, giveOffice } from "../../groups/group.queries.ts";
import { addPerson } from "../../people/person.queries.ts";

const { db } = await testDatabase();
const { app, as, get, post, at } = appOn(db);
const textOf = async (answer: Promise<Response> | Response): Promise<string> => (await answer).text();
const go = (answer: Response): string => answer.headers.get("location") ?? "";
const undoIn = (page: string): string => /action="([^"]*\/undoing\/\d+)"/.exec(page)?.[1] ?? "";

/** Someone at a browser whose account is nobody's. */
async function pseudonym(name = "reed") {
  const account = await addAccount(db, { personId: null, displayName: name }, at.now);
  const secret = await signIn(db, await inviteAccount(db, account.id, at.now), at.now);
  const { formToken } = await import("../../platform/http/protection.ts");
  const headers = { cookie: `__Host-baraza=${secret}` };
  return {
    id: account.id,
    get: async (path: string) => app.request(path, { headers }),
    post: async (path: string, fields: Record<string, string>) =>
      app.request(path, {
        method: "POST",
        headers,
        body: new URLSearchParams({ _token: formToken(secret), ...fields }),
      }),
  };
}

async function rivers() {
  const group = await aGroup(db);
  const amina = await as("Amina Okello", group);
  const ferro = await addPerson(db, "Annunziata Ferro", at.now);
  await addMember(db, group.id, ferro.id, "2025-01-01");
  const reed = await pseudonym();
  const claim = { group: group.slug, name: "annunziata ferro", words: "We met in Rome." };
  return { group, amina, ferro, reed, claim, desk: `/${group.slug}/claims` };
}

test("whoever says who they are waits for an office holder, and stands as that person on the next request", async () => {
  const { group, amina, reed, claim, desk } = await rivers();
  assert.equal((await reed.get(`/${group.slug}/people`)).status, 404);
  const said = await reed.post("/account/person", claim);
  assert.match(await textOf(reed.get(go(said))), /until then nothing changes/);
  assert.equal((await reed.get(`/${group.slug}/people`)).status, 404);
  assert.match(await textOf(amina.get("/mine")), /1 person says who they are/);
  const page = await textOf(amina.get(desk));
  for (const part of ["reed", "We met in Rome.", "Annunziata Ferro", "1 person"].slice(0, 3))
    assert.ok(page.includes(part), part);
  const told = await textOf(amina.get(go(await amina.post(`${desk}/1/confirmation`, { person: "annunziata-ferro" }))));
  assert.match(told, /Confirmed/);
  assert.equal((await reed.get(`/${group.slug}/people`)).status, 200);
  assert.match(await textOf(reed.get("/account/person")), /href="\/people\/annunziata-ferro"/);
  assert.equal((await amina.post(undoIn(told), {})).status, 303);
  assert.equal((await reed.get(`/${group.slug}/people`)).status, 404);
  assert.match(await textOf(amina.get(desk)), /We met in Rome/);
});

test("a name that nobody bears is answered as one that somebody bears", async () => {
  const { group, reed, claim } = await rivers();
  const other = await pseudonym("rush");
  const known = await textOf(reed.get(go(await reed.post("/account/person", claim))));
  const unknown = await textOf(other.get(go(await other.post("/account/person", { ...claim, name: "Nobody Known" }))));
  const plain = (page: string) =>
    page
      .replace(/name="_(token|key)" value="[^"]*"/g, "")
      .replaceAll("Nobody Known", claim.name)
      .replaceAll("rush", "reed");
  assert.equal(plain(unknown), plain(known));
  assert.ok(group);
});

test("a claim is declined, made again, withdrawn; two at once are refused, and what was typed comes back", async () => {
  const { amina, reed, claim, desk } = await rivers();
  await reed.post("/account/person", claim);
  assert.equal((await reed.post("/account/person", claim)).status, 409);
  assert.match(await textOf(amina.get(go(await amina.post(`${desk}/1/refusal`, {})))), /Declined/);
  assert.match(await textOf(reed.get("/account/person")), /was declined/);
  await reed.post("/account/person", claim);
  await reed.post("/account/person/withdrawal", {});
  assert.equal(
    (await amina.post(`${desk}/2/confirmation`, { person: "annunziata-ferro" })).status,
    404,
    "nothing waits",
  );
  const wrong = await reed.post("/account/person", { group: "", name: "?", words: "Kept words" });
  assert.equal(wrong.status, 422);
  assert.match(await wrong.text(), /Kept words/);
  assert.equal((await post("/account/person", claim)).status, 403);
});

test("a co-chair is known by another co-chair only, and only who decides is shown that anybody waits", async () => {
  const { group, amina, ferro, reed, claim, desk } = await rivers();
  await giveOffice(db, group.id, { personId: ferro.id, kind: "co-chair", title: null }, "2027-01-01");
  const secretariat = await as("Chi Park", group);
  await sql`update office set kind = 'secretariat' where person_id = (select id from person where name = 'Chi Park')`.execute(
    db,
  );
  const member = await as("Ben Ode", group);
  await onlyMember(db, group, "Ben Ode");
  await reed.post("/account/person", claim);
  const confirm = { person: "annunziata-ferro" };
  for (const reader of [{ get, post }, member, reed]) {
    assert.equal((await reader.get(desk)).status, 404);
    assert.equal((await reader.post(`${desk}/1/confirmation`, confirm)).status, 404);
    assert.equal((await reader.post(`${desk}/1/refusal`, {})).status, 404);
  }
  assert.equal((await secretariat.get(desk)).status, 200);
  assert.equal((await secretariat.post(`${desk}/1/confirmation`, confirm)).status, 403);
  assert.equal((await amina.post(`${desk}/1/confirmation`, confirm)).status, 303);
});

test("nobody is known by a group of their own making, nor is someone who signs in already", async () => {
  const { amina, ferro, reed, claim, desk } = await rivers();
  const own = await aGroup(db, "Working Group on Lakes");
  const friend = await as("Chi Park", own);
  const made = await aReport(db, own, { number: 1, heldOn: "2026-01-05", published: true }, []);
  await anAttendance(db, made, { name: "A. Ferro", personId: ferro.id });
  await reed.post("/account/person", { ...claim, group: own.slug });
  assert.equal((await friend.post(`/${own.slug}/claims/1/confirmation`, { person: "annunziata-ferro" })).status, 403);
  await reed.post("/account/person/withdrawal", {});
  await reed.post("/account/person", claim);
  assert.equal(
    (await amina.post(`${desk}/2/confirmation`, { person: "annunziata-ferro" })).status,
    403,
    "lakes name her too",
  );
  await db.deleteFrom("attendance").execute();
  await addAccount(db, { personId: ferro.id, displayName: "Ferro" }, at.now);
  assert.match(await textOf(amina.get(desk)), /signs in here already/);
  assert.equal((await amina.post(`${desk}/2/confirmation`, { person: "annunziata-ferro" })).status, 409);
});

test("two accounts that are confirmed as one person at once: one of them is", async () => {
  const { amina, reed, claim, desk, ferro } = await rivers();
  const rush = await pseudonym("rush");
  for (const one of [reed, rush]) await one.post("/account/person", claim);
  const both = [1, 2].map((id) => amina.post(`${desk}/${id}/confirmation`, { person: "annunziata-ferro" }));
  assert.deepEqual((await Promise.all(both)).map((answer) => answer.status).sort(), [303, 409]);
  assert.equal((await db.selectFrom("account").where("person_id", "=", ferro.id).select("id").execute()).length, 1);
});

test("an account gives its person up and takes it up again, unless more came to the person meanwhile; the last co-chair stays", async () => {
  const { group, amina, reed, ferro, claim, desk } = await rivers();
  await reed.post("/account/person", claim);
  await amina.post(`${desk}/1/confirmation`, { person: "annunziata-ferro" });
  const giveUp = async () => textOf(reed.get(go(await reed.post("/account/person/giving-up", {}))));
  const first = await giveUp();
  assert.equal((await reed.get(`/${group.slug}/people`)).status, 404);
  assert.equal((await reed.post(undoIn(first), {})).status, 303);
  assert.equal((await reed.get(`/${group.slug}/people`)).status, 200);
  const second = await giveUp();
  await giveOffice(db, group.id, { personId: ferro.id, kind: "secretariat", title: null }, "2025-01-01");
  assert.equal((await reed.post(undoIn(second), {})).status, 409);
  assert.equal((await amina.post("/account/person/giving-up", {})).status, 409);
});
