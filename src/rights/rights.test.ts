import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { sql } from "kysely";
import { appOn } from "../../test/app.ts";
import { testDatabase } from "../../test/database.ts";
import { aGroup, anAction, aReport } from "../../test/record.ts";
import { addMember, giveOffice } from "../groups/group.queries.ts";
import { findOrAddPerson, putAlias } from "../people/person.queries.ts";
import { writeJournal } from "../platform/journal/journal.queries.ts";
import { commitmentOf } from "../platform/journal/journal.ts";
import { eraseAgain } from "./erasure.commands.ts";
import { listErasures } from "./erasure.queries.ts";
import { addToList, readErasures } from "./erasure-list.ts";
import { INVENTORY } from "./inventory.ts";
import { keptDocument } from "./kept-document.ts";
import { letGo } from "./retention.commands.ts";
import { listRuns, setRetention } from "./retention.queries.ts";

const { db } = await testDatabase();
const { as, at, get } = appOn(db);
const NAME = "Wairimu Ndegwa";

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

/** A co-chair who spoke, was listed, owns an action, and goes by another name; a second co-chair stays. */
async function known() {
  const group = await aGroup(db);
  const second = await findOrAddPerson(db, "Second Chair", at.now);
  await giveOffice(db, group.id, { personId: second.id, kind: "co-chair", title: null }, "2026-01-01");
  const person = await findOrAddPerson(db, NAME, at.now);
  await addMember(db, group.id, person.id, "2026-01-01");
  await putAlias(db, person.id, "Wairimu N.", "confirmed", null, at.now);
  const report = await aReport(db, group, { number: 4, heldOn: "2026-02-05", published: true, list: "public" }, [
    { kind: "paragraph", body: "The chair opened the meeting." },
  ]);
  const place = { meeting_id: report.meeting.id, position: 1 };
  await db
    .insertInto("attendance")
    .values({
      ...{ ...place, standing: "present", name_words: NAME, affiliation_words: "Lake Trust", role_words: "chair" },
      ...{ stakeholder_group: "civil society", person_id: person.id, body_id: null },
    })
    .execute();
  await db
    .insertInto("intervention")
    .values({
      ...{ ...place, text_id: report.text.id, block_id: report.blocks[0]?.id ?? 0, heading: "1", speaker_words: NAME },
      ...{
        person_id: person.id,
        body_id: null,
        on_behalf_words: null,
        act: "said",
        words: "opened",
        said_on: "2026-02-05",
      },
    })
    .execute();
  await anAction(db, group, report, { title: "Write the letter", owner: { words: NAME, personId: person.id } });
  const chair = await as(NAME, group);
  const subject = { kind: "person", id: person.id };
  await writeJournal(db, {
    kind: "person.renamed",
    groupId: group.id,
    subject,
    accountId: null,
    at: at.now,
    after: { name: NAME },
  });
  const account = await db
    .selectFrom("account")
    .where("person_id", "=", person.id)
    .select("id")
    .executeTakeFirstOrThrow();
  return { group, person, chair, accountId: account.id };
}

/** All that the database holds, as text. */
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

test("a person takes what is kept about them in one press, theirs alone and without secrets", async () => {
  const { chair, group } = await known();
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
  const { chair, accountId, group } = await known();
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
  const { chair, person } = await known();
  const before = await db.selectFrom("journal").select(["id", "commitment"]).orderBy("id").execute();
  assert.match(await everything(), new RegExp(NAME));
  assert.equal((await chair.post("/account/erasure", { sure: "yes", withName: "yes" })).status, 303);
  const after = await everything();
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
  const { chair, person, accountId } = await known();
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
  assert.doesNotMatch(await everything(), new RegExp(NAME));
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

test("what was kept long enough goes, with a line that says how much; a time can be made shorter", async () => {
  const { group, accountId } = await known();
  const later = (days: number) => new Date(at.now.getTime() + days * 86_400_000);
  await db
    .insertInto("act")
    .values({ account_id: accountId, key: "k", path: "/x", answer: null, at: at.now })
    .execute();
  const source = {
    source: Buffer.from(NAME),
    content_hash: Buffer.alloc(32),
    read: "{}",
    source_name: null,
    account_id: accountId,
  };
  await db
    .insertInto("report_import")
    .values({
      ...source,
      group_id: group.id,
      state: "accepted",
      meeting_id: null,
      created_at: at.now,
      decided_at: at.now,
    })
    .execute();
  await letGo(db, later(29));
  assert.deepEqual(await listRuns(db, 10), []);
  await letGo(db, later(31));
  assert.deepEqual(await listRuns(db, 10), [{ runOn: "2026-04-05", kind: "form keys", count: 1 }]);
  await setRetention(db, "import files", 40);
  await letGo(db, later(41));
  const row = await db.selectFrom("report_import").select("source").executeTakeFirstOrThrow();
  assert.equal(row.source.length, 0);
  assert.match(await (await get("/safety/kept")).text(), /Reports as files, as they came in: 40 days/);
});

test("who asked for a list is forgotten two years after the decision, and the register stays", async () => {
  const { group, accountId } = await known();
  const meeting = await db.selectFrom("meeting").select("id").executeTakeFirstOrThrow();
  const asked = {
    name: "Ola Berg",
    address: "ola@example.org",
    reason: "For a study by Ola",
    language: "en",
    state: "refused" as const,
  };
  const empty = {
    receipt_hash: null,
    acknowledged_at: null,
    hearing_until: null,
    answer: null,
    appeal: null,
    appealed_at: null,
  };
  await db
    .insertInto("access_request")
    .values({
      ...{ ...asked, ...empty, group_id: group.id, meeting_id: meeting.id, what: "list", account_id: accountId },
      ...{ asked_at: at.now, decided_at: at.now, decided_by: null, first_decided_by: null },
    })
    .execute();
  const later = (days: number) => new Date(at.now.getTime() + days * 86_400_000);
  await letGo(db, later(729));
  assert.match(await everything(), /Ola/i);
  await letGo(db, later(731));
  assert.doesNotMatch(await everything(), /Ola\b/i);
  assert.match(await (await get(`/${group.slug}/requests`)).text(), /refused/i);
});

test("hidden words go for good when no appeal can come any more", async () => {
  const group = await aGroup(db);
  const report = await aReport(db, group, { number: 7, heldOn: "2026-02-05", published: true }, [
    { kind: "paragraph", body: "12 Kestrel Road" },
  ]);
  await anAction(db, group, report, { title: "Visit 12 Kestrel Road" });
  const chair = await as("Amina Diallo", group);
  const form = {
    text: "/rivers/meetings/7",
    block: "1",
    rule: "danger",
    words: "Kestrel is her street",
    receipt: "r".repeat(32),
  };
  const page = await (await chair.get("/rivers/conduct/new?text=/rivers/meetings/7")).text();
  const seal = /name="_seal" value="([^"]+)"/.exec(page)?.[1] ?? "";
  await chair.post("/rivers/conduct/reports", { ...form, _seal: seal });
  await chair.post("/rivers/conduct/1/hiding", { rule: "danger", reason: "An address." });
  const later = (days: number) => new Date(at.now.getTime() + days * 86_400_000);
  await letGo(db, later(103));
  assert.match(await everything(), /Kestrel/);
  await letGo(db, later(105));
  assert.doesNotMatch(await everything(), /Kestrel/);
  assert.equal((await chair.post("/rivers/conduct/1/restoration", { reason: "Sorry." })).status, 409);
  assert.match(await (await get("/rivers/meetings/7")).text(), /Hidden: It may put somebody in danger/);
});
