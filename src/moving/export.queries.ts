import { type RawBuilder, sql } from "kysely";
import type { Group } from "../groups/group.ts";
import type { Database } from "../platform/database/database.ts";
import { type Catalog, goesAlong, referenceOf, wayOf } from "./catalog.queries.ts";
import { namedIn } from "./remap.ts";
import { SUBJECTS } from "./tables.ts";

type Condition = RawBuilder<unknown>;
/** Persons, bodies and accounts that go along because something of the group names them. */
export type Shared = Readonly<Record<"person" | "body" | "account", Set<number>>>;

const isShared = (name: string): name is keyof Shared => ["person", "body", "account"].includes(name);

/** The condition under which a row of the table goes with the group. `table` may be named so in it. */
export function movesWith(catalog: Catalog, table: string, group: Group, shared: Shared): Condition {
  const way = wayOf(table);
  const own = sql.id(table);
  if ("shared" in way) return sql`${own}.id = any(${[...shared[way.shared]]}::integer[])`;
  if ("with" in way) return withShared(catalog, table, way.with, group, shared);
  if (!("moves" in way)) return sql`false`;
  if (table === "working_group") return sql`${own}.id = ${group.id}`;
  if (table === "moved_address") return sql`split_part(${own}.new_path, '/', 2) = ${group.slug}`;
  const column = sql`${own}.${sql.id(way.moves)}`;
  if (way.moves === "group_id") return sql`${column} = ${group.id}`;
  const { names, key } = parentOf(catalog, table, way.moves);
  return sql`${column} in (select ${sql.id(names)}.${sql.id(key)} from ${sql.id(names)}
    where ${movesWith(catalog, names, group, shared)})`;
}

function parentOf(catalog: Catalog, table: string, column: string): { names: string; key: string } {
  const reference = referenceOf(catalog, table, column);
  if (!reference) throw new Error(`${table}.${column} names no table.`);
  return { names: reference.names, key: "id" };
}

/** What belongs to persons or bodies goes along unless it names a row of another group. */
function withShared(catalog: Catalog, table: string, column: string, group: Group, shared: Shared): Condition {
  const { names } = parentOf(catalog, table, column);
  const others = catalog.references.filter((one) => one.table === table && "moves" in wayOf(one.names));
  const inside = others.map(
    (one) => sql`(${sql.id(table)}.${sql.id(one.column)} is null or ${sql.id(table)}.${sql.id(one.column)} in (
      select ${sql.id(one.names)}.id from ${sql.id(one.names)} where ${movesWith(catalog, one.names, group, shared)}))`,
  );
  const ids = isShared(names) ? [...shared[names]] : [];
  return sql.join([sql`${sql.id(table)}.${sql.id(column)} = any(${ids}::integer[])`, ...inside], sql` and `);
}

/** Whoever the rows of the group name, and whoever those name in their turn. */
export async function findShared(trx: Database, catalog: Catalog, group: Group): Promise<Shared> {
  const shared: Shared = { person: new Set(), body: new Set(), account: new Set() };
  const add = (names: string, ids: readonly number[]) => {
    if (isShared(names)) for (const id of ids) shared[names].add(id);
  };
  for (const { name } of catalog.tables.filter((table) => "moves" in wayOf(table.name)))
    for (const { table, id } of await namedByJson(trx, catalog, name, movesWith(catalog, name, group, shared)))
      add(table, [id]);
  for (const [kind, table] of Object.entries(SUBJECTS)) {
    if (!isShared(table)) continue;
    const { rows } = await sql<{ id: number }>`select distinct subject_id as id from ${sql.id("journal")}
      where ${sql.id("journal", "group_id")} = ${group.id} and subject_kind = ${kind}`.execute(trx);
    add(
      table,
      rows.map((row) => row.id),
    );
  }
  for (let before = -1; before !== sizeOf(shared); ) {
    before = sizeOf(shared);
    for (const { table, column, names } of catalog.references) {
      if (!isShared(names) || !goesAlong(table) || isBlank(table, column)) continue;
      const { rows } = await sql<{ id: number }>`select distinct ${sql.id(column)} as id from ${sql.id(table)}
        where ${sql.id(column)} is not null and ${movesWith(catalog, table, group, shared)}`.execute(trx);
      add(
        names,
        rows.map((row) => row.id),
      );
    }
  }
  return shared;
}

const sizeOf = ({ person, body, account }: Shared): number => person.size + body.size + account.size;

export function isBlank(table: string, column: string): boolean {
  const way = wayOf(table);
  return ("moves" in way && way.blank?.includes(column)) || ("shared" in way && way.only?.includes(column) === false);
}

async function namedByJson(trx: Database, catalog: Catalog, table: string, where: Condition) {
  const found: { table: string; id: number }[] = [];
  for (const { column } of catalog.json.filter((one) => one.table === table)) {
    await sql`declare kept_json no scroll cursor for select ${sql.id(column)} as value from ${sql.id(table)}
      where ${where}`.execute(trx);
    for (;;) {
      const { rows } = await sql<{ value: unknown }>`fetch 200 from kept_json`.execute(trx);
      if (rows.length === 0) break;
      for (const { value } of rows) found.push(...namedIn(value));
    }
    await sql`close kept_json`.execute(trx);
  }
  return found;
}

/** What tells this group from every other, on whichever server it is: the commitment of its first act. */
export async function originOf(trx: Database, group: Group): Promise<string> {
  const { rows } = await sql<{ origin: string }>`select encode(commitment, 'hex') as origin from ${sql.id("journal")}
    where ${sql.id("journal", "group_id")} = ${group.id} order by id limit 1`.execute(trx);
  return rows[0]?.origin ?? `${group.slug} ${group.id}`;
}
