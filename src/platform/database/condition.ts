import { sql } from "kysely";
import { isRunning } from "../running-process.ts";
import { codeOf, wordsOf } from "../trouble.ts";
import { clusterIn, isMade } from "./cluster.ts";
import { type Database, openDatabase } from "./database.ts";
import { type Holder, readHolder } from "./folder-lock.ts";
import { INSTANCE_DATABASE, type Place } from "./instance.ts";
import { readMigrations } from "./migrate.ts";
import { runningServer, serverUrl } from "./server.ts";

/** How the database of an instance is, looked at without starting or changing anything. */
export type Condition =
  | { state: "not made" }
  | { state: "stopped" }
  | { state: "silent"; reason: string }
  | {
      state: "answering";
      /** As the server says it: "18.4". */
      version: string;
      /** What is off and must be on. */
      forgets: string[];
      /** Names of migrations that only the database, or only the program has. */
      newer: string[];
      missing: string[];
      sizeBytes: number;
      /** When the database was made. */
      since: Date;
      heldBy: Holder | undefined;
    };

export async function conditionOf(place: Place): Promise<Condition> {
  if (place.databaseUrl !== undefined) return ask(place.databaseUrl, undefined);
  if (!isMade(clusterIn(place.dataFolder))) return { state: "not made" };
  if (runningServer(place.dataFolder) === undefined) return { state: "stopped" };
  const holder = readHolder(place.dataFolder);
  return ask(urlOf(place), isRunning(holder.pid) ? holder : undefined);
}

async function ask(url: string, heldBy: Holder | undefined): Promise<Condition> {
  const db = openDatabase(url);
  try {
    const { rows } = await sql<{ version: string; size_bytes: number; forgets: string[] }>`
      select current_setting('server_version') as version, pg_database_size(current_database()) as size_bytes,
        array(select name from pg_settings
          where name in ('fsync', 'synchronous_commit') and setting = 'off' order by name) as forgets`.execute(db);
    const [row] = rows;
    if (row === undefined) throw new Error("The server gave no answer.");
    const { version, size_bytes: sizeBytes, forgets } = row;
    return { state: "answering", version, sizeBytes, forgets, heldBy, ...(await compareMigrations(db)) };
  } catch (error) {
    return { state: "silent", reason: codeOf(error) ?? wordsOf(error) };
  } finally {
    await db.destroy();
  }
}

/** Where the database of an instance answers. */
export const urlOf = (place: Place): string => place.databaseUrl ?? serverUrl(place.dataFolder, INSTANCE_DATABASE);

async function compareMigrations(db: Database): Promise<{ newer: string[]; missing: string[]; since: Date }> {
  const known = readMigrations().map((migration) => migration.name);
  const { rows } = await sql<{ made: boolean }>`select to_regclass('migration') is not null as made`.execute(db);
  if (!rows[0]?.made) return { newer: [], missing: known, since: new Date() };
  const applied = await db
    .selectFrom("migration")
    .select(["name", "applied_at"])
    .orderBy("number")
    .limit(10_000)
    .execute();
  const names = applied.map((one) => one.name);
  return {
    newer: names.filter((name) => !known.includes(name)),
    missing: known.filter((name) => !names.includes(name)),
    since: applied[0]?.applied_at ?? new Date(),
  };
}
