import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { sql } from "kysely";
import { verify } from "../../bin/verify.mjs";
import { askersOf, aTarget } from "../../test/access/world.ts";
import { appOn } from "../../test/app.ts";
import { testDatabase } from "../../test/database.ts";
import { aGroup, aReport, onlyMember } from "../../test/record.ts";
import { findGroup } from "../groups/group.queries.ts";
import type { Group } from "../groups/group.ts";
import { logCommand } from "../platform/journal/log.command-line.ts";
import { seal } from "../platform/journal/sealer.queries.ts";
import { makeSampleGroup } from "../records/sample-group.commands.ts";
import { deleteDue } from "./group-deletion.commands.ts";
import { INVENTORY } from "./inventory.ts";

const { db } = await testDatabase();
const { as, get, post, at } = appOn(db);
const DAY = 86_400_000;

async function everything(): Promise<string> {
  let all = "";
  for (const { name } of INVENTORY) {
    const rows = await sql<{ row: string }>`select to_jsonb(kept)::text as row from ${sql.table(name)} as kept`.execute(
      db,
    );
    all += rows.rows.map(({ row }) => `${name} ${row}\n`).join("");
  }
  return all;
}
/** What the verifier that anyone may run says of the log as it stands. */
async function checkedLog(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), "baraza-deletion-"));
  const said: string[] = [];
  await logCommand(["export", join(folder, "log.txt"), "--with-content"], db, at.now);
  verify([join(folder, "log.txt")], (line) => void said.push(line));
  rmSync(folder, { recursive: true });
  return said.join("\n");
}
const leaves = () => db.selectFrom("log_leaf").select(["position", "journal_id", "hash"]).orderBy("position").execute();
const deletionOf = (group: Group) => `/${group.slug}/deletion`;

test("a group that published is deleted after fourteen days, and nothing of it is left anywhere", async () => {
  at.now = new Date("2026-03-05T14:00:00Z");
  const [rivers, lakes] = [await aGroup(db), await aGroup(db, "Working Group on Canarylakes")];
  const kept = await aTarget(db, rivers, { number: 11, published: true, list: "public" });
  const going = await aTarget(db, lakes, { number: 21, published: true, list: "public" });
  await askersOf(db, lakes);
  await aReport(db, lakes, { number: 22, heldOn: "2026-02-05", published: false }, [
    { kind: "paragraph", body: "Canaryedition of the lakes." },
  ]);
  const chair = await as("Chair Ofboth", lakes);
  await as("Chair Ofboth", rivers);
  await chair.post(`/${lakes.slug}/meetings/22/publication`, {});
  assert.notDeepEqual(await db.selectFrom("edition_block").select("position").execute(), []);
  await chair.post(`/${lakes.slug}/settings`, { name: lakes.name, slug: "canaryaddress", mandate: "Canarymandate" });
  const group = { ...lakes, slug: "canaryaddress" };
  await seal(db, at.now);
  const before = await leaves();
  const asked = await chair.post(deletionOf(group), { name: lakes.name });
  assert.equal(asked.headers.get("location"), "/canaryaddress");
  assert.match(await (await get("/canaryaddress")).text(), /This group will be deleted on [\s\S]*19 March 2026/);
  await deleteDue(db, new Date(at.now.getTime() + 13 * DAY));
  assert.equal((await get("/canaryaddress")).status, 200);
  await deleteDue(db, new Date(at.now.getTime() + 14 * DAY));
  const left = await everything();
  const marks = [
    lakes.slug,
    "canaryaddress",
    "Canarylakes",
    "Canarymandate",
    ...going.canaries.map(({ words }) => words),
  ];
  assert.deepEqual(
    marks.filter((words) => left.toLowerCase().includes(words.toLowerCase())),
    [],
  );
  const lost = kept.canaries.filter(({ words }) => !left.toLowerCase().includes(words.toLowerCase()));
  assert.deepEqual(lost, [], "the other group keeps what is its own");
  for (const path of ["/canaryaddress", `/${lakes.slug}`, `/${lakes.slug}/meetings/21`, "/canaryaddress/feed.atom"])
    assert.equal((await get(path)).status, 404, path);
  assert.doesNotMatch(await (await get("/search?q=canaryparagraph")).text(), /canarylakes/i);
  await seal(db, at.now);
  assert.deepEqual((await leaves()).slice(0, before.length), before);
  assert.match(await checkedLog(), /^Well: /);
  assert.match(left, /journal .*"group\.deleted"/);
  assert.equal((await chair.get(`/${rivers.slug}/settings`)).status, 200);
});

test("until then one press keeps the group", async () => {
  at.now = new Date("2026-03-05T14:00:00Z");
  const group = await aGroup(db);
  const chair = await as("Amina Okello", group);
  await chair.post(deletionOf(group), { name: group.name });
  assert.doesNotMatch(await (await get(`/${group.slug}`)).text(), /deletion\/keeping/);
  assert.match(await (await chair.get(`/${group.slug}`)).text(), /deletion\/keeping/);
  await chair.post(`${deletionOf(group)}/keeping`, {});
  await deleteDue(db, new Date(at.now.getTime() + 30 * DAY));
  assert.equal((await get(`/${group.slug}`)).status, 200);
});

test("a group made to try things out goes at once; once it published, it waits like any other", async () => {
  const chair = await as("Amina Okello", await aGroup(db));
  for (const name of ["Trial One", "Trial Two"])
    await chair.post("/groups/new", { name, timeZone: "UTC", isTest: "yes" });
  const published = await findGroup(db, "trial-two");
  assert.ok(published);
  await aReport(db, published, { number: 1, heldOn: "2026-01-05", published: true }, []);
  assert.match(await (await chair.get("/trial-one/deletion")).text(), /it goes at once/);
  const gone = await chair.post("/trial-one/deletion", { name: "Trial One" });
  assert.equal(gone.headers.get("location"), "/");
  assert.equal((await get("/trial-one")).status, 404);
  assert.doesNotMatch(await (await get("/")).text(), /Trial One/);
  assert.match(await (await chair.get("/trial-two/deletion")).text(), /It goes after 14 days/);
  assert.equal((await chair.post("/trial-two/deletion", { name: "Trial Two" })).headers.get("location"), "/trial-two");
  assert.equal((await get("/trial-two")).status, 200);
});

test("another name than the group's deletes nothing, and what was typed is shown again", async () => {
  const group = await aGroup(db);
  const chair = await as("Amina Okello", group);
  const answer = await chair.post(deletionOf(group), { name: "Rivers, I think" });
  assert.equal(answer.status, 422);
  assert.match(await answer.text(), /value="Rivers, I think"/);
  assert.equal((await findGroup(db, group.slug))?.eraseAt, null);
});

test("whoever is no co-chair deletes nothing and keeps nothing", async () => {
  const group = await aGroup(db);
  const chair = await as("Amina Okello", group);
  const member = await as("Ben Ode", group);
  await onlyMember(db, group, "Ben Ode");
  for (const who of [member, { get, post }]) {
    assert.equal((await who.get(deletionOf(group))).status, 403);
    assert.equal((await who.post(deletionOf(group), { name: group.name })).status, 403);
  }
  await chair.post(deletionOf(group), { name: group.name });
  assert.equal((await member.post(`${deletionOf(group)}/keeping`, {})).status, 403);
  assert.notEqual((await findGroup(db, group.slug))?.eraseAt, null);
});

test("a group with years of reports that were taken in leaves nobody behind", async () => {
  await makeSampleGroup(db, at.now, () => ({ step: () => {}, end: () => {} }));
  await db.updateTable("working_group").set({ erase_at: at.now }).execute();
  await deleteDue(db, at.now);
  const accounts = await db.selectFrom("account").select("person_id").execute();
  const persons = await db.selectFrom("person").select("id").execute();
  assert.deepEqual(
    persons.map(({ id }) => id),
    accounts.flatMap(({ person_id }) => person_id ?? []),
  );
  for (const table of ["body", "text", "block", "meeting"] as const)
    assert.deepEqual((await sql`select id from ${sql.table(table)}`.execute(db)).rows, [], table);
  const payloads = await db.selectFrom("journal_payload").select("payload").execute();
  assert.deepEqual(payloads, [{ payload: { before: null, after: null } }], "of the line that tells the deletion");
});
