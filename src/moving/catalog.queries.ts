import { sql } from "kysely";
import { type KeptTable, listTables } from "../platform/backup/dump.queries.ts";
import type { Database } from "../platform/database/database.ts";
import { FOREIGN_JSON, NAMED, WAYS, type Way } from "./tables.ts";

/** A column that names a row of another table, by a key of the database or by our own list. */
export type Reference = { table: string; column: string; names: string; isList: boolean };

/** The tables of the schema in use, what becomes of each, and how they hang together. */
export type Catalog = {
  tables: readonly KeptTable[];
  references: readonly Reference[];
  /** Columns of JSON that may hold numbers of rows. */
  json: readonly { table: string; column: string }[];
  /** Tables that number their rows themselves. */
  numbered: ReadonlySet<string>;
};

export async function readCatalog(db: Database): Promise<Catalog> {
  const tables = await listTables(db);
  const keys = await sql<{ table: string; column: string; names: string }>`
    select class.relname as "table", attname::text as "column", target.relname as names
    from pg_constraint join pg_class as class on class.oid = conrelid join pg_class as target on target.oid = confrelid
    join pg_attribute on attrelid = conrelid and attnum = conkey[1]
    where contype = 'f' and cardinality(conkey) = 1 and connamespace = current_schema()::regnamespace
    order by 1, 2`.execute(db);
  const json = await sql<{ table: string; column: string }>`
    select class.relname as "table", attname::text as "column" from pg_attribute join pg_class as class on class.oid = attrelid
    where class.relnamespace = current_schema()::regnamespace and relkind = 'r' and attnum > 0 and not attisdropped
      and atttypid = 'jsonb'::regtype order by 1, 2`.execute(db);
  const numbered = await sql<{ table: string }>`
    select class.relname as "table" from pg_attribute join pg_class as class on class.oid = attrelid
    where class.relnamespace = current_schema()::regnamespace and attname = 'id' and attidentity <> ''`.execute(db);
  const has = (table: string, column: string) =>
    tables.some((one) => one.name === table && one.columns.includes(column));
  const named = Object.entries(NAMED).flatMap(([place, names]) => {
    const [table = "", column = ""] = place.split(".");
    return has(table, column) ? [{ table, column, names, isList: column.endsWith("_ids") }] : [];
  });
  return {
    tables,
    references: [...keys.rows.map((row) => ({ ...row, isList: false })), ...named],
    json: json.rows.filter(({ table, column }) => !FOREIGN_JSON.includes(`${table}.${column}`)),
    numbered: new Set(numbered.rows.map((row) => row.table)),
  };
}

/** What becomes of a table; one that is in no list is left, and a test says so. */
export const wayOf = (table: string): Way => WAYS[table] ?? { left: "it is in no list" };

export const goesAlong = (table: string): boolean => !("left" in wayOf(table));

/** Tables that go along, each after those that it names. */
export function inOrder(catalog: Catalog): KeptTable[] {
  const going = catalog.tables.filter(({ name }) => goesAlong(name));
  const ordered: KeptTable[] = [];
  while (ordered.length < going.length) {
    const ready = going.filter(
      (one) =>
        !ordered.includes(one) &&
        catalog.references.every(
          ({ table, names }) =>
            table !== one.name || names === table || !goesAlong(names) || ordered.some(({ name }) => name === names),
        ),
    );
    if (ready.length === 0) throw new Error("Tables name each other in a circle.");
    ordered.push(...ready);
  }
  return ordered;
}

/** What a column of a table names; undefined where it names nothing. */
export const referenceOf = (catalog: Catalog, table: string, column: string): Reference | undefined =>
  catalog.references.find((one) => one.table === table && one.column === column);
