import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { sql } from "kysely";
import { TEST_FOLDER, testDatabase } from "../../../test/database.ts";
import { inTransaction } from "./database.ts";
import { migrate, readMigrations } from "./migrate.ts";

const { db } = await testDatabase();

test("days come as they are written, counts as numbers, instants as dates", async () => {
  const read = await sql<{ on: unknown; count: unknown; at: unknown }>`
    select date '2022-07-21' as on, count(*) as count, timestamptz '2022-07-21T12:00Z' as at`.execute(db);
  assert.deepEqual(read.rows[0], { on: "2022-07-21", count: 1, at: new Date("2022-07-21T12:00Z") });
});

test("an act made of acts is taken back whole", async () => {
  await sql`create table note (words text)`.execute(db);
  const act = inTransaction(db, async (trx) => {
    await inTransaction(trx, async (inner) => sql`insert into note values ('kept?')`.execute(inner));
    throw new Error("the second act fails");
  });
  await assert.rejects(act, /second act/);
  const { rows } = await sql`select * from note`.execute(db);
  assert.deepEqual(rows, []);
  await sql`drop table note`.execute(db);
});

test("text is kept as UTF-8 and sorted by code point", async () => {
  const { rows } = await sql<{ upper: string; encoding: string }>`
    select upper('été') as upper, current_setting('server_encoding') as encoding`.execute(db);
  assert.deepEqual(rows, [{ upper: "ÉTÉ", encoding: "UTF8" }]);
});

test("a database that is newer than the program is refused and left as it is", async () => {
  const newer = { number: 9999, name: "9999_tomorrow.sql", hash: "", text: "create table tomorrow (id int)" };
  await migrate(db, [...readMigrations(), newer]);
  await assert.rejects(migrate(db), /newer than this program \(it knows 9999_tomorrow\.sql\)/);
  await sql`drop table tomorrow`.execute(db);
  await sql`delete from migration where number = 9999`.execute(db);
});

test("a migration that fails leaves nothing behind", async () => {
  const bad = { number: 9998, name: "9998_bad.sql", hash: "", text: "create table half (id int); select 1/0" };
  await assert.rejects(migrate(db, [...readMigrations(), bad]), /division by zero/);
  const { rows } = await sql`select to_regclass('half') as half`.execute(db);
  assert.deepEqual(rows, [{ half: null }]);
});

test("nothing that people wrote reaches the log of the database, whatever goes wrong with it", async () => {
  await sql`create table told (words text primary key, amount int check (amount > 0))`.execute(db);
  const secret = "Whispered7";
  const faults = [
    sql`insert into told values (${secret}, 0)`,
    sql`insert into told values (${secret}, 1), (${secret}, 2)`,
    sql`select ${secret}::int`,
    sql`select ${sql.raw(secret)} from told`,
    sql`do $$ begin raise warning 'Whispered7'; raise exception 'Whispered7'; end $$`,
  ];
  for (const fault of faults) await assert.rejects(fault.execute(db));
  await assert.rejects(
    inTransaction(db, async (trx) => {
      await sql`set local statement_timeout = 20`.execute(trx);
      await sql`select pg_sleep(5), ${secret}::text`.execute(trx);
    }),
  );
  await sql`drop table told`.execute(db);
  const log = readFileSync(join(TEST_FOLDER, "database.log"), "utf8");
  assert.match(log, /ready to accept connections/);
  assert.doesNotMatch(log, /whispered7|insert into|pg_sleep/i);
});
