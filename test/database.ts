import { createHash, randomBytes } from "node:crypto";
import { after, beforeEach } from "node:test";
import { fileURLToPath } from "node:url";
import { sql } from "kysely";
import pg from "pg";
import { connectionTo, type Database, databaseOn, openPool } from "../src/platform/database/database.ts";
import { takeFolder } from "../src/platform/database/folder-lock.ts";
import { migrate, readMigrations } from "../src/platform/database/migrate.ts";
import { type Server, serverUrl, startServer, stopServer } from "../src/platform/database/server.ts";
import { prepareQueue, QUEUE_VERSION } from "../src/platform/mail/queue-tables.ts";
import { progressOn } from "../src/platform/progress.ts";

/** The data folder of the server that all tests share. */
export const TEST_FOLDER = fileURLToPath(new URL("../tmp/test-database", import.meta.url));
/** The data of tests may be lost with the machine: nothing waits for the disk. */
const SETTINGS = { fsync: "off", synchronous_commit: "off", full_page_writes: "off", max_connections: "200" };
const TESTER = "baraza test";

/** `url` is for a program that opens the database itself. */
export type TestDatabase = { db: Database; url: string; pool: pg.Pool };

/**
 * A database of this test file's own, cloned from the migrated template, empty before each test, gone after the last.
 * One server serves the whole run; a file run by hand starts it, or joins the one that runs, and the last out stops it.
 */
export async function testDatabase(): Promise<TestDatabase> {
  const name = `test_${process.pid}_${randomBytes(3).toString("hex")}`;
  const leave = await joinTestServer();
  await onServer((admin) => admin.query(`create database ${name} template ${templateName()} strategy file_copy`));
  const url = serverUrl(TEST_FOLDER, name);
  const pool = openPool(url);
  const db = databaseOn(pool);
  beforeEach(() => empty(db));
  after(async () => {
    await db.destroy();
    await onServer((admin) => admin.query(`drop database ${name} with (force)`));
    await leave();
  });
  return { db, url, pool };
}

/** Starts the server of the run, or joins it; call what it returns to leave. */
export async function joinTestServer(): Promise<() => Promise<void>> {
  const presence = new pg.Client({ ...connectionTo(serverUrl(TEST_FOLDER)), application_name: TESTER });
  presence.on("error", () => {}); // the server was killed: the test that uses it says so
  await alone(async () => {
    await startTestServer();
    await presence.connect();
    await makeTemplate();
  });
  return () => alone(() => leaveTestServer(presence));
}

const progress = progressOn(process.stderr);
/** Stops the server under whatever still runs on it: the run was called off. */
export const endTestServer = (): Promise<void> => alone(async () => stopServer(await startTestServer(), progress));

const startTestServer = (): Promise<Server> => startServer(TEST_FOLDER, progress, SETTINGS);

async function leaveTestServer(presence: pg.Client): Promise<void> {
  await presence.end();
  const others = await onServer((admin) =>
    admin.query("select 1 from pg_stat_activity where application_name = $1", [TESTER]),
  );
  if (others.rowCount === 0) await stopServer(await startTestServer(), progress);
}

/** One file at a time starts the server, makes the template or leaves. */
async function alone<T>(act: () => Promise<T>): Promise<T> {
  const lock = await takeFolder(TEST_FOLDER, { pid: process.pid, doing: "test" }, 120_000);
  if (!("release" in lock)) throw new Error(`Process ${lock.pid} holds ${TEST_FOLDER} for too long.`);
  try {
    return await act();
  } finally {
    lock.release();
  }
}

/** Named by what the migrations say, so that a changed migration makes a new one. */
function templateName(): string {
  const hashes = readMigrations().map((migration) => migration.hash);
  return `template_${createHash("sha256")
    .update([...hashes, QUEUE_VERSION].join())
    .digest("hex")
    .slice(0, 16)}`;
}

async function makeTemplate(): Promise<void> {
  const name = templateName();
  const found = await onServer((admin) => admin.query("select 1 from pg_database where datname = $1", [name]));
  if (found.rowCount !== 0) return;
  const making = `making_${name}`;
  await onServer(async (admin) => {
    await admin.query(`drop database if exists ${making} with (force)`);
    await admin.query(`create database ${making}`);
  });
  const pool = openPool(serverUrl(TEST_FOLDER, making));
  const db = databaseOn(pool);
  try {
    await migrate(db);
    await prepareQueue(db, pool);
  } finally {
    await db.destroy();
  }
  await onServer((admin) => admin.query(`alter database ${making} rename to ${name}`));
}

async function onServer<T>(ask: (admin: pg.Client) => Promise<T>): Promise<T> {
  const admin = new pg.Client(connectionTo(serverUrl(TEST_FOLDER)));
  await admin.connect();
  try {
    return await ask(admin);
  } finally {
    await admin.end();
  }
}

/** Empties every table that a migration left empty and restarts its numbers; append-only guards are passed over. */
async function empty(db: Database): Promise<void> {
  await sql`
    do $$
    declare full_tables text; one text; filled boolean;
    begin
      for one in select format('%I.%I', schemaname, tablename) from pg_tables
          where schemaname not in ('pg_catalog', 'information_schema')
          and tablename not in ('migration', 'migrations', '_private_tasks') loop
        execute 'select exists (select 1 from ' || one || ')' into filled;
        if filled then full_tables := concat_ws(', ', full_tables, one); end if;
      end loop;
      if full_tables is not null then
        perform set_config('session_replication_role', 'replica', true);
        execute 'truncate ' || full_tables || ' restart identity cascade';
      end if;
    end $$`.execute(db);
}
