import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import type { Generated } from "kysely";
import { sql } from "kysely";
import { Trouble } from "../trouble.ts";
import { type Database, inTransaction } from "./database.ts";

export interface MigrationTable {
  number: number;
  name: string;
  hash: string;
  applied_at: Generated<Date>;
}

export type Migration = { number: number; name: string; hash: string; text: string };

const MIGRATIONS = new URL("../../../migrations/", import.meta.url);
/** Any number, the same in each version: two processes must not migrate one database at once. */
const LOCK = 4_100_001;

/** `migrations/0001_name.sql`, in order. */
export function readMigrations(folder: URL = MIGRATIONS): Migration[] {
  const names = readdirSync(folder).filter((name) => name.endsWith(".sql"));
  return names.sort().map((name) => {
    const text = readFileSync(new URL(name, folder), "utf8");
    return { number: Number(name.slice(0, 4)), name, hash: createHash("sha256").update(text).digest("hex"), text };
  });
}

/** Brings the database to this program's state; throws `Trouble` before touching it if it is newer or another. */
export async function migrate(db: Database, known: Migration[] = readMigrations()): Promise<void> {
  await inTransaction(db, async (trx) => {
    await sql`select pg_advisory_xact_lock(${LOCK})`.execute(trx);
    await sql`create table if not exists migration (
      number int primary key, name text not null, hash text not null, applied_at timestamptz not null default now())`.execute(
      trx,
    );
    refuseForeign(await appliedMigrations(trx), known);
  });
  for (const migration of known) await inTransaction(db, (trx) => apply(trx, migration));
}

function refuseForeign(applied: Applied[], known: Migration[]): void {
  for (const one of applied) {
    const ours = known.find((migration) => migration.number === one.number);
    if (ours === undefined) {
      throw new Trouble(
        `The database is newer than this program (it knows ${one.name}): start the newer version of the program on it.`,
      );
    }
    if (ours.hash !== one.hash) {
      throw new Trouble(`The database was made with another ${one.name} than this program has: nothing was changed.`);
    }
  }
}

async function apply(trx: Database, migration: Migration): Promise<void> {
  await sql`select pg_advisory_xact_lock(${LOCK})`.execute(trx);
  const applied = await appliedMigrations(trx);
  if (applied.some((one) => one.number === migration.number)) return;
  await sql.raw(migration.text).execute(trx);
  const { number, name, hash } = migration;
  await trx.insertInto("migration").values({ number, name, hash }).execute();
}

type Applied = { number: number; name: string; hash: string };

const appliedMigrations = (db: Database): Promise<Applied[]> =>
  db.selectFrom("migration").select(["number", "name", "hash"]).orderBy("number").limit(10_000).execute();
