import { sql } from "kysely";
import type { Database } from "../database/database.ts";
import { listTables } from "./dump.queries.ts";

/** So much goes into one statement, in characters. */
const BATCH_LENGTH = 1_000_000;
const BATCH_ROWS = 1_000;

type Constraint = { table: string; name: string; definition: string };

/** Takes the foreign keys away, so that rows can come in any order; call what it returns to put them back, which checks every row. */
export async function withoutForeignKeys(trx: Database): Promise<() => Promise<void>> {
  const { rows } = await sql<Constraint>`
    select conrelid::regclass::text as "table", conname::text as name, pg_get_constraintdef(oid) as definition
    from pg_constraint where contype = 'f' and connamespace = current_schema()::regnamespace
    order by conrelid::regclass::text, conname`.execute(trx);
  for (const { table, name } of rows)
    await sql`alter table ${sql.raw(table)} drop constraint ${sql.id(name)}`.execute(trx);
  return async () => {
    for (const { table, name, definition } of rows)
      await sql`alter table ${sql.raw(table)} add constraint ${sql.id(name)} ${sql.raw(definition)}`.execute(trx);
  };
}

/** Takes rows of one table in and puts them there by the batch. */
export type Loader = { add(row: string): Promise<void>; end(): Promise<void> };

/** Rows as a file has them, for a table that has these columns. Each value is read back by the type of its column. */
export async function loaderFor(trx: Database, table: string, columns: readonly string[]): Promise<Loader> {
  const types = await typesOf(trx, table);
  const values = columns.map((column, at) => sql`(line ->> ${sql.lit(at)})::${sql.raw(typeOf(types, table, column))}`);
  let batch: string[] = [];
  let length = 0;
  async function put(): Promise<void> {
    if (batch.length === 0) return;
    await sql`insert into ${sql.id(table)} (${sql.join(columns.map((column) => sql.id(column)))}) overriding system value
      select ${sql.join(values)} from json_array_elements(${`[${batch.join(",")}]`}::json) as line`.execute(trx);
    batch = [];
    length = 0;
  }
  return {
    async add(row) {
      batch.push(row);
      length += row.length;
      if (length >= BATCH_LENGTH || batch.length >= BATCH_ROWS) await put();
    },
    end: put,
  };
}

async function typesOf(trx: Database, table: string): Promise<Map<string, string>> {
  const { rows } = await sql<{ column: string; type: string }>`
    select attname::text as "column", format_type(atttypid, atttypmod) as type from pg_attribute
    where attrelid = to_regclass(quote_ident(${table})) and attnum > 0 and not attisdropped`.execute(trx);
  return new Map(rows.map((row) => [row.column, row.type]));
}

function typeOf(types: Map<string, string>, table: string, column: string): string {
  const type = types.get(column);
  if (type === undefined) throw new Error(`The table ${table} of this state has no column ${column}.`);
  return type;
}

/** What migrations put into the tables is in the file as it stood; it is taken out before. */
export async function emptyTables(trx: Database, kept: (table: string) => boolean): Promise<void> {
  const names = (await listTables(trx)).map((table) => table.name).filter(kept);
  if (names.length > 0) await sql`truncate ${sql.join(names.map((name) => sql.id(name)))} cascade`.execute(trx);
}

export async function setSequences(trx: Database, sequences: readonly { name: string; last: number }[]): Promise<void> {
  for (const { name, last } of sequences)
    await sql`select setval(quote_ident(${name})::regclass, ${last}::bigint)`.execute(trx);
}

/** Counts the rows of these tables as they stand. */
export async function countRows(db: Database, tables: readonly string[]): Promise<Map<string, number>> {
  const counts = new Map<string, number>();
  for (const table of tables) {
    const { rows } = await sql<{ count: number }>`select count(*)::int as count from ${sql.id(table)}`.execute(db);
    counts.set(table, rows[0]?.count ?? 0);
  }
  return counts;
}

/** Whether anything was ever done here: every act leaves a line in the journal. */
export async function isUntouched(db: Database): Promise<boolean> {
  const line = await db.selectFrom("journal").select("id").limit(1).executeTakeFirst();
  return line === undefined;
}

/** Other programs of ours that have this database open. */
export async function countOthers(db: Database): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from pg_stat_activity
    where datname = current_database() and application_name = 'baraza' and pid <> pg_backend_pid()`.execute(db);
  return rows[0]?.count ?? 0;
}

/** Everything of the instance goes, and the queue of mails with it; within the transaction that brings the other state. */
export async function clearSchema(trx: Database): Promise<void> {
  const { rows } = await sql<{ home: string }>`select current_schema()::text as home`.execute(trx);
  const home = sql.id(rows[0]?.home ?? "public");
  await sql`drop schema ${home} cascade`.execute(trx);
  await sql`create schema ${home}`.execute(trx);
  await sql`drop schema if exists graphile_worker cascade`.execute(trx);
}
