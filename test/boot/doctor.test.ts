import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { test } from "node:test";
import { sql } from "kysely";
import { openDatabase } from "../../src/platform/database/database.ts";
import { serverUrl } from "../../src/platform/database/server.ts";
import { writeJournal } from "../../src/platform/journal/journal.queries.ts";
import { testDatabase } from "../database.ts";
import { baraza, dataFolder, heldBy, served, stopped } from "./program.ts";

const forgetful = await testDatabase();

test("the doctor looks at a new instance and makes nothing", async () => {
  const folder = dataFolder("doctor-new");
  const doctor = baraza(["doctor"], folder);
  assert.equal(await doctor.ended, 0);
  assert.match(doctor.said(), /well {2}Database: not made yet/);
  assert.equal(existsSync(folder), false);
});

test("the doctor names who serves the instance, and says when it is stopped", async () => {
  const folder = dataFolder("doctor");
  const program = await served(folder);
  const beside = baraza(["doctor"], folder);
  assert.equal(await beside.ended, 0);
  assert.match(
    beside.said(),
    new RegExp(`PostgreSQL 18\\.\\d+, .*up to date, held by process ${heldBy(folder)} \\(serve\\)`),
  );
  assert.equal(await stopped(program), 0);
  const after = baraza(["doctor"], folder);
  assert.equal(await after.ended, 0);
  assert.match(after.said(), /well {2}Database: stopped/);
});

test("the doctor says how far the sealed log is behind, and a line that waits for over a minute is an alarm", async () => {
  const folder = dataFolder("doctor-log");
  const program = await served(folder);
  const calm = baraza(["doctor"], folder);
  assert.equal(await calm.ended, 0);
  assert.match(calm.said(), /well {2}Log: every line is sealed/);
  const db = openDatabase(serverUrl(folder, "baraza"));
  const sealer = await db.connection().execute(async (held) => {
    // Another that holds the sealer's lock and does nothing, as a hung one would.
    await sql`select pg_advisory_lock(7204101)`.execute(held);
    const line = { kind: "x", groupId: null, subject: { kind: "x", id: 1 }, accountId: null };
    await writeJournal(held, { ...line, at: new Date(Date.now() - 90_000) });
    const doctor = baraza(["doctor"], folder);
    return { code: await doctor.ended, said: doctor.said() };
  });
  await db.destroy();
  assert.equal(sealer.code, 1);
  assert.match(sealer.said, /MEND {2}Log: 1 lines wait to be sealed, the oldest for 9\d s/);
  assert.equal(await stopped(program), 0);
});

test("the doctor says what must be mended, without the password", async () => {
  const dead = baraza(["doctor"], dataFolder("doctor-dead"), {
    env: { DATABASE_URL: "postgresql://baraza:hush@127.0.0.1:9/baraza" },
  });
  assert.equal(await dead.ended, 1);
  assert.match(dead.said(), /MEND {2}Database: does not answer \(ECONNREFUSED\)/);
  assert.doesNotMatch(dead.said(), /hush/);
  const lax = baraza(["doctor"], dataFolder("doctor-lax"), { env: { DATABASE_URL: forgetful.url } });
  assert.equal(await lax.ended, 1);
  assert.match(lax.said(), /MEND {2}Database: .*turn fsync and synchronous_commit on/);
});
