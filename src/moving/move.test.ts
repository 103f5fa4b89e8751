import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, test } from "node:test";
import { sql } from "kysely";
import { appOn } from "../../test/app.ts";
import { ROOT } from "../../test/architecture.ts";
import { testDatabase } from "../../test/database.ts";
import { findGroup } from "../groups/group.queries.ts";
import type { Group } from "../groups/group.ts";
import { addPerson } from "../people/person.queries.ts";
import { makeBackup } from "../platform/backup/backup.commands.ts";
import { listTables } from "../platform/backup/dump.queries.ts";
import type { Database } from "../platform/database/database.ts";
import { commitmentOf } from "../platform/journal/journal.ts";
import { makeSampleGroup } from "../records/sample-group.commands.ts";
import { type BlockKind, blockHash, fingerprintOf } from "../texts/text.ts";
import { exportGroup } from "./export-group.commands.ts";
import { importGroup, inspectGroupFile, type TakenIn } from "./import-group.commands.ts";
import { exportCommand, importGroupCommand } from "./move.command-line.ts";
import { LEFT_OUT } from "./tables.ts";

const { db: there } = await testDatabase();
const { db: here } = await testDatabase();
const now = new Date("2026-03-05T14:00:00Z");
const folder = mkdtempSync(join(ROOT, "tmp/moving-"));
after(() => rmSync(folder, { recursive: true, force: true }));
let numbered = 0;
const newFile = () => join(folder, `${++numbered}.baraza`);

const aSample = async (db: Database): Promise<Group> =>
  (await makeSampleGroup(db, now, () => ({ step: () => {}, end: () => {} }))).group;

async function move(group: Group): Promise<{ file: string; taken: TakenIn }> {
  const file = newFile();
  await exportGroup(there, group, file, now);
  return { file, taken: await importGroup(here, file, await inspectGroupFile(file), now) };
}

/** Rows that were here before, so that no number can be the same by chance. */
async function someoneElse(): Promise<void> {
  for (const name of ["Zuri", "Mo", "Ana"]) await addPerson(here, name, now);
  const other = await sql<{ id: number }>`insert into working_group (slug, name, time_zone, created_at)
    values ('other', 'Other', 'UTC', now()) returning id`.execute(here);
  await sql`insert into text (group_id, kind, title, address, language, direction, created_at)
    select ${other.rows[0]?.id}, 'report', 'x', '/other/x', 'en', 'ltr', now() from generate_series(1, 7)`.execute(
    here,
  );
  await sql`insert into journal (at, kind, group_id, subject_kind, subject_id, commitment)
    select now(), 'x', ${other.rows[0]?.id}, 'group', ${other.rows[0]?.id}, '\\x00' from generate_series(1, 9)`.execute(
    here,
  );
}

test("a moved group reads the same to a visitor and to a co-chair, page by page and byte for byte", async () => {
  const group = await aSample(there);
  await someoneElse();
  const { taken } = await move(group);
  assert.equal(taken.group.slug, group.slug);
  const [from, to] = [appOn(there), appOn(here)];
  const holder = "Wanjiru Odhiambo";
  const readers = [
    [from, to],
    [await from.as(holder, group), await to.as(holder, taken.group)],
  ] as const;
  let compared = 0;
  for (const [before, after] of readers) {
    for (const path of await pathsOf(there, group)) {
      const [old, present] = [await before.get(path), await after.get(path)];
      assert.equal(present.status, old.status, path);
      assert.equal(plain(await present.text()), plain(await old.text()), path);
      compared += old.status === 200 ? 1 : 0;
    }
  }
  assert.ok(compared > 60, `${compared} pages`);
});

/** Every address of the group that does not hold a number of the database's own. */
async function pathsOf(db: Database, group: Group): Promise<string[]> {
  const found = await sql<{ path: string }>`
    select address || tail as path from text, (values (''), ('.md'), ('.json'), ('.txt'), ('.html')) as form (tail)
      where group_id = ${group.id}
    union select '/' || ${group.slug} || tail from (values (''), ('/meetings'), ('/actions'), ('/decisions'), ('/meetings.csv'),
      ('/actions.csv'), ('/timeline'), ('/feed.atom'), ('/acronyms'), ('/events'), ('/rules')) as page (tail)
    union select '/' || ${group.slug} || '/actions/' || number || tail from action, (values (''), ('/history')) as page (tail)
      where group_id = ${group.id} and number < 6
    union select address || '/blocks/' || number || '/history' from text join block_place on text_id = text.id
      where group_id = ${group.id} and number < 4
    order by 1`.execute(db);
  return found.rows.map((row) => row.path);
}

/** Forms carry secrets of the reader, and lines of the journal the server's own numbers. */
const plain = (html: string): string =>
  html
    .replace(/value="[\w-]{20,}"/g, "")
    .replace(/(undo(?:ne|ing)?|acts|lines|import|history)\/\d+/g, "$1/N")
    .replace(/<(id|updated)>[^<]*/g, "");

test("every commitment and every fingerprint still verifies on the other side", async () => {
  const group = await aSample(there);
  await someoneElse();
  await move(group);
  const lines = await here
    .selectFrom("journal_payload")
    .innerJoin("journal", "journal.id", "journal_id")
    .select(["salt", "payload", "commitment"])
    .execute();
  assert.ok(lines.length > 5);
  for (const { salt, payload, commitment } of lines) assert.deepEqual(commitmentOf(salt, payload), commitment);
  const { rows } = await sql<{
    id: number;
    fingerprint: Buffer;
    salt: Buffer;
    kind: BlockKind;
    body: string;
    hash: Buffer;
  }>`
    select edition.id, fingerprint, salt, kind, body, hash from edition join edition_block on edition_id = edition.id
    join block_revision using (block_id, revision) order by edition.id, edition_block.position`.execute(here);
  const editions = Map.groupBy(rows, (row) => row.id);
  assert.ok(editions.size > 3);
  for (const blocks of editions.values()) {
    for (const { salt, kind, body, hash } of blocks) assert.deepEqual(blockHash(salt, kind, body), hash);
    assert.deepEqual(fingerprintOf(blocks.map((block) => block.hash)), blocks[0]?.fingerprint);
  }
  const origins = await sql<{
    same: boolean;
  }>`select count(*) = (select count(*) from journal join working_group on group_id = working_group.id
    where slug = 'local-content') - 1 as same from journal_origin`.execute(here);
  assert.equal(origins.rows[0]?.same, true, "every line but the one of the move itself keeps what it was");
});

test("every row of the group arrives, once, and hangs on rows of the group alone", async () => {
  const group = await aSample(there);
  await someoneElse();
  const before = await counts(here);
  await move(group);
  const [theirs, after] = [await counts(there), await counts(here)];
  for (const table of [
    "text",
    "block",
    "block_revision",
    "block_now",
    "edition_block",
    "action",
    "action_owner",
    "attendance",
    "meeting",
    "agenda_item",
    "intervention",
    "report_import",
    "finding",
    "acronym",
    "office",
    "membership",
    "person",
    "body",
    "person_alias",
    "affiliation",
  ])
    assert.equal((after[table] ?? 0) - (before[table] ?? 0), theirs[table], table);
  const strays = await sql<{
    count: number;
  }>`select count(*)::int as count from block_now join text on text.id = text_id
    join block on block.id = block_id where block.text_id <> text.id`.execute(here);
  assert.equal(strays.rows[0]?.count, 0);
  const numbers = await sql<{ lost: number }>`select count(*)::int as lost from report_import
    where state = 'accepted' and not exists (select 1 from text where id = (added ->> 'textId')::int and group_id = report_import.group_id)`.execute(
    here,
  );
  assert.equal(numbers.rows[0]?.lost, 0);
});

async function counts(db: Database): Promise<Record<string, number>> {
  const all: Record<string, number> = {};
  for (const { name } of await listTables(db)) {
    const { rows } = await sql<{ count: number }>`select count(*)::int as count from ${sql.id(name)}`.execute(db);
    all[name] = rows[0]?.count ?? 0;
  }
  return all;
}

test("what was done on the other server can be taken back here", async () => {
  const group = await aSample(there);
  const chair = await appOn(there).as("Wanjiru Odhiambo", group);
  const open = await there
    .selectFrom("action")
    .where("state", "=", "open")
    .select("number")
    .orderBy("number")
    .limit(1)
    .executeTakeFirstOrThrow();
  const done = await chair.post(`/${group.slug}/actions/${open.number}/closure`, { _key: "k1", evidence: "Sent." });
  assert.equal(done.status, 303);
  await someoneElse();
  const { taken } = await move(group);
  const state = async () =>
    (await here.selectFrom("action").where("number", "=", open.number).select("state").executeTakeFirstOrThrow()).state;
  assert.equal(await state(), "done");
  const line = await sql<{
    id: number;
  }>`select id from journal where kind like 'action.%' order by id desc limit 1`.execute(here);
  const undone = await (await appOn(here).as("Wanjiru Odhiambo", taken.group)).post(
    `/${group.slug}/actions/${open.number}/undoing/${line.rows[0]?.id}`,
    { _key: "k2" },
  );
  assert.equal(undone.status, 303);
  assert.equal(await state(), "open");
});

test("a group that was taken in already is not taken in twice, and nothing changes", async () => {
  const group = await aSample(there);
  const { file } = await move(group);
  const before = await counts(here);
  await assert.rejects(importGroupCommand(file, here, now), {
    name: "Trouble",
    message: /taken in already, on 2026-03-05, and is at \/local-content/,
  });
  assert.deepEqual(await counts(here), before);
});

test("who is here already under the same name is the same, and who could be two is kept apart and said", async () => {
  const group = await aSample(there);
  const known = await addPerson(here, "wanjiru odhiambo", now);
  for (const slug of ["a", "b"])
    await sql`insert into person (slug, name, created_at) values (${slug}, 'Caleb Windsor', now())`.execute(here);
  const { taken } = await move(group);
  assert.equal(taken.persons.found, 1);
  assert.deepEqual(taken.persons.apart, ["Caleb Windsor"]);
  const named = await sql<{
    name: string;
    count: number;
  }>`select lower(name) as name, count(*)::int as count from person
    where lower(name) in ('wanjiru odhiambo', 'caleb windsor') group by 1 order by 1`.execute(here);
  assert.deepEqual(named.rows, [
    { name: "caleb windsor", count: 3 },
    { name: "wanjiru odhiambo", count: 1 },
  ]);
  const office = await here.selectFrom("office").where("person_id", "=", known.id).select("id").execute();
  assert.ok(office.length > 0, "the office is held by who was here");
});

test("where the address is taken the group gets another, its pages lead to one another, and that is said", async () => {
  const group = await aSample(there);
  await sql`insert into working_group (slug, name, time_zone, created_at) values (${group.slug}, 'Mine', 'UTC', now())`.execute(
    here,
  );
  const file = newFile();
  await exportGroup(there, group, file, now);
  assert.match(
    await importGroupCommand(file, here, now),
    /is taken in: \/local-content-2, [\s\S]*Its address was \/local-content, which is taken/,
  );
  const page = await appOn(here).get("/local-content-2/meetings");
  const html = await page.text();
  assert.equal(page.status, 200);
  assert.match(html, /\/local-content-2\/meetings\/\d/);
  assert.doesNotMatch(html, /\/local-content\/meetings/);
});

test("nobody's way in moves along, nor an address, nor another group's rows", async () => {
  const group = await aSample(there);
  await appOn(there).as("Wanjiru Odhiambo", group);
  await sql`update account set address = 'canary@example.org'`.execute(there);
  await sql`insert into working_group (slug, name, time_zone, created_at) values ('secret', 'Canary group', 'UTC', now())`.execute(
    there,
  );
  await sql`insert into person (slug, name, created_at) values ('canary', 'Canary person', now())`.execute(there);
  const { file } = await move(group);
  const { zstdDecompressSync } = await import("node:zlib");
  assert.doesNotMatch(zstdDecompressSync(readFileSync(file)).toString(), /canary/i);
  const after = await counts(here);
  for (const table of ["sign_in", "sign_in_link", "passkey", "participation_code"])
    assert.equal(after[table], 0, table);
  const { rows } = await sql`select 1 from account where address is not null`.execute(here);
  assert.equal(rows.length, 0);
});

test("a backup is no group and a group is no backup: each is said, with the command that takes it", async () => {
  const group = await aSample(there);
  const [backup, moved, cut] = [newFile(), newFile(), newFile()];
  await makeBackup(there, backup, LEFT_OUT, now);
  await exportGroup(there, group, moved, now);
  await assert.rejects(inspectGroupFile(backup), { message: /backup of a whole instance.*baraza restore/ });
  writeFileSync(cut, readFileSync(moved).subarray(0, 3_000));
  await assert.rejects(importGroupCommand(cut, here, now), { name: "Trouble", message: /is cut/ });
  assert.equal(await findGroup(here, group.slug), undefined);
  await assert.rejects(exportCommand(["nobody", newFile()], there, now), {
    message: /no group called nobody here; there is local-content/,
  });
});
