import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "kysely";
import type pg from "pg";
import { prepareQueue } from "../mail/queue-tables.ts";
import type { Progress } from "../progress.ts";
import { codeOf, Trouble, wordsOf } from "../trouble.ts";
import { type Database, databaseOn, openDatabase, openPool } from "./database.ts";
import { type FolderLock, type Holder, takeFolder } from "./folder-lock.ts";
import { migrate } from "./migrate.ts";
import { runningServer, serverUrl } from "./server.ts";
import { type Supervised, superviseServer } from "./supervisor.ts";

export type Place = { dataFolder: string; databaseUrl: string | undefined };

/** The open database of an instance. */
export type Instance = {
  db: Database;
  /** The connections of `db`, for the queue of what is done later. */
  pool: pg.Pool;
  /** Tells that the end has begun, so that a start that comes now waits for it. */
  leave(): void;
  /** Also stops the server if it was started here. */
  close(): Promise<void>;
  /** Resolves when the server that was started here died and could not be started again. */
  lost: Promise<Trouble>;
};

/** Opens the instance for this process alone; the second that tries is told who has it. For what serves. */
export async function holdInstance(place: Place, doing: string, progress: Progress): Promise<Instance> {
  if (place.databaseUrl !== undefined) return openElsewhere(place.databaseUrl, progress);
  const take = () => takeFolder(place.dataFolder, { pid: process.pid, doing });
  const lock = await progress.during("Waiting for the data folder", take);
  if (!("release" in lock)) throw new Trouble(inUse(place.dataFolder, lock));
  return openHeld(place.dataFolder, lock, progress);
}

/** Opens the instance beside whoever serves it, or starts its database for this one act. For commands. */
export async function joinInstance(place: Place, doing: string, progress: Progress): Promise<Instance> {
  if (place.databaseUrl !== undefined) return openElsewhere(place.databaseUrl, progress);
  const lock = await takeFolder(place.dataFolder, { pid: process.pid, doing }, 0);
  if ("release" in lock) return openHeld(place.dataFolder, lock, progress);
  await progress.during("Waiting for the database", () => untilRunning(place.dataFolder, lock));
  return elsewhere(openPool(serverUrl(place.dataFolder, INSTANCE_DATABASE)));
}

/** The database of the instance, on the server in its data folder. */
export const INSTANCE_DATABASE = "baraza";

function inUse(folder: string, holder: Holder): string {
  return `Baraza is running on ${folder} already (${holder.doing}, process ${holder.pid}); stop that one first, or give this one another folder with BARAZA_DATA.`;
}

async function openHeld(folder: string, lock: FolderLock, progress: Progress): Promise<Instance> {
  try {
    const server = await superviseServer(folder, progress);
    try {
      await makeNamed(folder);
      const pool = openPool(serverUrl(folder, INSTANCE_DATABASE));
      const db = databaseOn(pool);
      await progress.during("Bringing the database up to date", () => prepare(db, pool));
      return { db, pool, lost: server.lost, leave: lock.leave, close: () => closeHeld(db, server, lock) };
    } catch (error) {
      await server.stop();
      throw error;
    }
  } catch (error) {
    lock.release();
    throw error;
  }
}

async function closeHeld(db: Database, server: Supervised, lock: FolderLock): Promise<void> {
  await db.destroy();
  await server.stop();
  lock.release();
}

async function makeNamed(folder: string): Promise<void> {
  const server = openDatabase(serverUrl(folder));
  try {
    const { rows } = await sql`select 1 from pg_database where datname = ${INSTANCE_DATABASE}`.execute(server);
    if (rows.length === 0) await sql`create database ${sql.id(INSTANCE_DATABASE)}`.execute(server);
  } finally {
    await server.destroy();
  }
}

async function openElsewhere(url: string, progress: Progress): Promise<Instance> {
  const pool = openPool(url);
  const db = databaseOn(pool);
  try {
    await progress.during("Reaching the database", () => sql`select 1`.execute(db));
  } catch (error) {
    await db.destroy();
    throw new Trouble(`The database at ${without(url)} does not answer (${codeOf(error) ?? wordsOf(error)}).`);
  }
  return elsewhere(pool);
}

async function elsewhere(pool: pg.Pool): Promise<Instance> {
  const db = databaseOn(pool);
  await prepare(db, pool);
  return { db, pool, leave: () => {}, close: () => db.destroy(), lost: new Promise(() => {}) };
}

/** The address without its password. */
function without(url: string): string {
  const { hostname, port, pathname } = new URL(url);
  return `${hostname}${port && `:${port}`}${pathname}`;
}

/** Refuses a server that forgets and a database that is newer; brings an older one up to date. */
async function prepare(db: Database, pool: pg.Pool): Promise<void> {
  try {
    await refuseForgetful(db);
    await migrate(db);
    await prepareQueue(db, pool);
  } catch (error) {
    await db.destroy();
    throw error;
  }
}

/** What was acknowledged must outlive a power cut. Source: SAFETY, "fsync and synchronous_commit on, start-up refuses otherwise". */
async function refuseForgetful(db: Database): Promise<void> {
  const { rows } = await sql<{ name: string; setting: string }>`
    select name, setting from pg_settings where name in ('fsync', 'synchronous_commit') and setting = 'off'
    order by name`.execute(db);
  const off = rows.map((row) => row.name);
  if (off.length === 0) return;
  throw new Trouble(
    `The database may lose what it has confirmed: ${off.join(" and ")} ${off.length === 1 ? "is" : "are"} off. Turn on, then start again.`,
  );
}

async function untilRunning(folder: string, holder: Holder): Promise<void> {
  for (let left = 300; left > 0; left--) {
    if (runningServer(folder) !== undefined) return;
    await sleep(100);
  }
  throw new Trouble(inUse(folder, holder));
}
