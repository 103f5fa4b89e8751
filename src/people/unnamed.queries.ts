import { sql } from "kysely";
import type { Database } from "../platform/database/database.ts";
import type { NamedKind } from "./named.ts";
import type { Reference } from "./reference.queries.ts";

/** Persons or bodies that none of these columns names, withdrawn ones among them. */
export async function listUnnamed(db: Database, kind: NamedKind, references: readonly Reference[]): Promise<number[]> {
  const unnamed = references.map(
    ({ table, column }) =>
      sql`not exists (select 1 from ${sql.table(table)} as naming where ${sql.ref(`naming.${column}`)} = one.id)`,
  );
  const found = await sql<{ id: number }>`select id from ${sql.table(kind)} as one
    where ${sql.join([sql`true`, ...unnamed], sql` and `)} order by id`.execute(db);
  return found.rows.map(({ id }) => id);
}

/** Removes these for good, with their other names, and those who were found to be one of them. Returns whom. */
export async function removeNamed(trx: Database, kind: NamedKind, ids: readonly number[]): Promise<number[]> {
  const table = sql.table(kind);
  const removed = await sql<{ id: number }>`
    with recursive gone (id) as (
      select unnest(${[...ids]}::integer[])
      union select merged.id from ${table} as merged join gone on merged.merged_into = gone.id)
    delete from ${table} where id in (select id from gone) returning id`.execute(trx);
  return removed.rows.map(({ id }) => id);
}
