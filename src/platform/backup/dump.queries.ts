import { type RawBuilder, sql } from "kysely";
import type { Database } from "../database/database.ts";
import { lineOf } from "./backup-file.ts";

/** A table as the catalog knows it; columns that the database computes by itself are left out. */
export type KeptTable = { name: string; columns: string[] };

/** The tables of the schema in use, by name, and what must be set after their rows. */
export const listTables = async (db: Database): Promise<KeptTable[]> => {
  const found = await sql<KeptTable>`
    select class.relname as name, array_agg(attname::text order by attnum) as columns
    from pg_class as class join pg_attribute on attrelid = class.oid
    where class.relnamespace = current_schema()::regnamespace and class.relkind in ('r', 'p')
      and attnum > 0 and not attisdropped and attgenerated = ''
    group by class.relname order by class.relname`.execute(db);
  return found.rows;
};

export const listSequences = async (db: Database): Promise<{ name: string; last: number }[]> => {
  const found = await sql<{ name: string; last: number }>`
    select sequencename::text as name, last_value as last from pg_sequences
    where schemaname = current_schema() and last_value is not null order by sequencename`.execute(db);
  return found.rows;
};

export const listApplied = (db: Database): Promise<{ number: number; name: string; hash: string }[]> =>
  db.selectFrom("migration").select(["number", "name", "hash"]).orderBy("number").limit(10_000).execute();

/** One state of the whole database, however long the reading takes; values written the same way everywhere. */
export function inSnapshot<T>(db: Database, act: (trx: Database) => Promise<T>): Promise<T> {
  return db
    .transaction()
    .setIsolationLevel("repeatable read")
    .setAccessMode("read only")
    .execute(async (trx) => {
      await writeValuesExactly(trx);
      return act(trx);
    });
}

/** How values are written as text, and read again from it, until the end of the transaction. */
export async function writeValuesExactly(trx: Database): Promise<void> {
  await sql`select set_config(name, value, true) from (values ('timezone', 'UTC'), ('datestyle', 'ISO, YMD'),
    ('intervalstyle', 'iso_8601'), ('bytea_output', 'hex'), ('extra_float_digits', '1')) as given (name, value)`.execute(
    trx,
  );
}

/** So much is fetched at once, in bytes of the largest row, so that memory does not grow with a table. */
const FETCH_BYTES = 1_000_000;
const MOST_ROWS = 500;

/** The lines of one table: its name and columns, a line a row, how many there were. `where` names the table itself. */
export async function* tableLines(
  trx: Database,
  table: KeptTable,
  where?: RawBuilder<unknown>,
): AsyncGenerator<string> {
  const name = sql.id(table.name);
  const chosen = where === undefined ? sql`` : sql`where ${where}`;
  const { rows: sizes } = await sql<{ largest: number }>`
    select coalesce(max(octet_length(${name}::text)), 0) as largest from ${name} ${chosen}`.execute(trx);
  const atOnce = Math.max(1, Math.min(MOST_ROWS, Math.floor(FETCH_BYTES / ((sizes[0]?.largest ?? 0) + 1))));
  const values = sql.join(table.columns.map((column) => sql`${name}.${sql.id(column)}::text`));
  yield lineOf.table(table.name, table.columns);
  await sql`declare kept_rows no scroll cursor for
    select to_json(array[${values}]::text[])::text as line from ${name} ${chosen}`.execute(trx);
  let count = 0;
  for (;;) {
    const { rows } = await sql<{ line: string }>`fetch ${sql.lit(atOnce)} from kept_rows`.execute(trx);
    if (rows.length === 0) break;
    count += rows.length;
    for (const { line } of rows) yield line;
  }
  await sql`close kept_rows`.execute(trx);
  yield lineOf.end(count);
}
