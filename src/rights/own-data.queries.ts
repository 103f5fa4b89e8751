import { sql } from "kysely";
import type { Database } from "../platform/database/database.ts";
import { INVENTORY, type InventoryTable } from "./inventory.ts";
import type { OwnData, Subject } from "./own-data.ts";

const MOST_ROWS = 20_000;

/**
 * Every row that the inventory calls about this account or person, by table. It reads the tables of all domains by the
 * inventory and not by their owners' statements, so that none can be forgotten; see docs/decisions/0029. Hashes and
 * other bytes are left out.
 */
export async function listOwnData(db: Database, subject: Subject): Promise<OwnData> {
  const found: OwnData = {};
  for (const table of INVENTORY) {
    const columns = table.own ? columnsAbout(table, subject) : [];
    if (columns.length === 0) continue;
    const rows = await rowsAbout(db, table.name, columns);
    if (rows.length > 0) found[table.name] = rows;
  }
  return found;
}

type Column = { name: string; id: number };

/** The columns of a table that name this account or person, each with the number that it holds then. */
export function columnsAbout({ about }: InventoryTable, { accountId, personId }: Subject): Column[] {
  return Object.entries(about).flatMap(([name, is]) => {
    const id = is === "account" ? accountId : personId;
    return id === null ? [] : [{ name, id }];
  });
}

async function rowsAbout(db: Database, table: string, columns: readonly Column[]): Promise<Record<string, unknown>[]> {
  const isAbout = sql.join(
    columns.map(({ name, id }) => sql`kept.${sql.ref(name)} = ${id}`),
    sql` or `,
  );
  const rows = await sql<{ row: Record<string, unknown> }>`
    select to_jsonb(kept) as row from ${sql.table(table)} as kept where ${isAbout} limit ${MOST_ROWS}`.execute(db);
  const hidden = await bytesOf(db, table);
  return rows.rows.map(({ row }) => Object.fromEntries(Object.entries(row).filter(([name]) => !hidden.includes(name))));
}

async function bytesOf(db: Database, table: string): Promise<string[]> {
  const found = await sql<{ column_name: string }>`
    select column_name from information_schema.columns
    where table_schema = 'public' and table_name = ${table} and data_type in ('bytea', 'tsvector')`.execute(db);
  return found.rows.map((row) => row.column_name);
}
