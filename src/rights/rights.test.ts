import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { sql } from "kysely";
import { appOn } from "../../test/app.ts";
import { testDatabase } from "../../test/database.ts";
import { everything, known, NAME } from "../../test/kept.ts";
import { aGroup } from "../../test/record.ts";
import { commitmentOf } from "../platform/journal/journal.ts";
import { eraseAgain } from "./erasure.commands.ts";
import { listErasures } from "./erasure.queries.ts";
import { addToList, readErasures } from "./erasure-list.ts";
import { INVENTORY } from "./inventory.ts";
import { keptDocument } from "./kept-document.ts";

const { db } = await testDatabase();
const people = appOn(db);
const { as, at, get } = people;

test("every table is in the inventory, and every column that says whom a row is about", async () => {
  const tables = await sql<{ name: string }>`
    select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'`.execute(
    db,
  );
  assert.deepEqual(tables.rows.map((row) => row.name).sort(), INVENTORY.map((table) => table.name).sort());
  const named = await sql<{ name: string; column: string }>`
    select conrelid::regclass::text as name, attname as column from pg_constraint
      join pg_attribute on attrelid = conrelid and attnum = any(conkey)
      where contype = 'f' and confrelid in ('person'::regclass, 'account'::regclass)
    union select columns.table_name, column_name from information_schema.columns
      join information_schema.tables on tables.table_name = columns.table_name and table_type = 'BASE TABLE'
      where columns.table_schema = 'public' and data_type = 'integer' and column_name ~ '(^|_)(account_id|person_id|by)$'`.execute(
    db,
  );
  const unsaid = named.rows.filter(({ name, column }) => {
    const table = INVENTORY.find((one) => one.name === name);
    return table !== undefined && !(column in table.about) && !table.notAbout.includes(column);
  });
  assert.deepEqual(unsaid, [], "say in inventory.json whom these columns are about");
});

test("docs/what-is-kept.md tells the inventory as it is", () => {
  const page = readFileSync(new URL("../../docs/what-is-kept.md", import.meta.url), "utf8");
  // The formatter of the house pads the tables.
  const bare = (text: string) => text.replaceAll(/ +/g, " ").replaceAll(/-{3,}/g, "---");
  assert.equal(bare(page).trim(), bare(keptDocument()).trim(), "run npm run docs:kept");
});

test("a person takes what is kept about them in one press, theirs alone and without secrets", async () => {
  const { chair, group } = await known(db, people);
  const other = await as("Second Chair", group);
  const answer = await chair.get("/account/data.json");
  assert.match(answer.headers.get("content-disposition") ?? "", /attachment/);
  const data = JSON.parse(await answer.text());
  assert.equal(data.account.length, 1);
  assert.equal(data.attendance[0].affiliation_words, "Lake Trust");
  assert.equal(data.person_alias[0].name, "Wairimu N.");
  assert.ok(
    Object.values(data)
      .flat()
      .every((row) => !/hash|found_by/.test(Object.keys(row ?? {}).join())),
  );
  assert.match(await (await chair.get("/account/data.csv")).text(), /^table,row,field,value\r\naccount,1,/);
  const theirs = await (await other.get("/account/data.json")).text();
  assert.doesNotMatch(theirs, new RegExp(NAME));
  for (const path of ["/account/data.json", "/account/data.csv", "/account/erasure"])
    assert.equal((await get(path)).status, 404);
});

test("who erases their account is signed out everywhere, holds nothing any more, and stays in the lists by name", async () => {
  const { chair, accountId, group } = await known(db, people);
  assert.equal((await chair.post("/account/erasure", {})).status, 422);
  const done = await chair.post("/account/erasure", { sure: "yes" });
  assert.equal(done.status, 303);
  assert.match(done.headers.get("clear-site-data") ?? "", /storage/);
  assert.equal((await chair.get("/account/data.json")).status, 404);
  const left = await db.selectFrom("account").where("id", "=", accountId).selectAll().executeTakeFirstOrThrow();
  assert.equal(left.display_name, "—");
  assert.equal(left.person_id, null);
  assert.match(await (await get(`/${group.slug}/meetings/4`)).text(), new RegExp(NAME));
  const offices = await db.selectFrom("office").where("until_on", "is", null).select("person_id").execute();
  assert.equal(offices.length, 1, "the office ended");
});

test("who has their name erased too is nowhere in the database, and the log holds as before", async () => {
  const { chair, person } = await known(db, people);
  const before = await db.selectFrom("journal").select(["id", "commitment"]).orderBy("id").execute();
  assert.match(await everything(db), new RegExp(NAME));
  assert.equal((await chair.post("/account/erasure", { sure: "yes", withName: "yes" })).status, 303);
  const after = await everything(db);
  for (const word of [NAME, "wairimu", "Wairimu N\\.", "Lake Trust"])
    assert.doesNotMatch(after, new RegExp(word, "i"), word);
  assert.match(after, /civil society/, "the count of the list stays");
  const kept = await db.selectFrom("journal").select(["id", "commitment"]).orderBy("id").execute();
  assert.deepEqual(kept.slice(0, before.length), before);
  const line = await db
    .selectFrom("journal")
    .where("kind", "=", "person.renamed")
    .select(["id", "commitment"])
    .executeTakeFirstOrThrow();
  assert.equal(
    (await db.selectFrom("journal_payload").where("journal_id", "=", line.id).selectAll().execute()).length,
    0,
  );
  assert.notDeepEqual(commitmentOf(Buffer.alloc(16), { before: null, after: { name: NAME } }), line.commitment);
  assert.equal((await get(`/people/${person.slug}`)).status, 404);
});

test("a backup that brings somebody back is erased again, and a second time changes nothing", async () => {
  const { chair, person, accountId } = await known(db, people);
  await chair.post("/account/erasure", { sure: "yes", withName: "yes" });
  await db.updateTable("person").set({ name: NAME, withdrawn_at: null }).where("id", "=", person.id).execute();
  await db
    .updateTable("account")
    .set({ display_name: NAME, person_id: person.id })
    .where("id", "=", accountId)
    .execute();
  const folder = mkdtempSync(join(tmpdir(), "baraza-erasures-"));
  assert.equal(addToList(folder, await listErasures(db)), 1);
  assert.equal(addToList(folder, await listErasures(db)), 0);
  await db.deleteFrom("erasure").execute();
  const elsewhere = readErasures(folder).map((one) => ({ ...one, madeAt: new Date(0) }));
  assert.equal(await eraseAgain(db, elsewhere, at.now), 0, "an account of that number on another server is another");
  assert.equal(await eraseAgain(db, readErasures(folder), at.now), 1);
  assert.equal(await eraseAgain(db, readErasures(folder), at.now), 0);
  assert.doesNotMatch(await everything(db), new RegExp(NAME));
  writeFileSync(join(folder, "erasures.jsonl"), "{");
  assert.throws(() => readErasures(folder), /damaged/);
  rmSync(folder, { recursive: true });
});

test("the last co-chair of a group names another one before they go", async () => {
  const group = await aGroup(db);
  const alone = await as("Amina Diallo", group);
  const answer = await alone.post("/account/erasure", { sure: "yes" });
  assert.equal(answer.status, 409);
  assert.match(await answer.text(), /last co-chair/);
  assert.equal((await alone.get("/account/data.json")).status, 200);
});
