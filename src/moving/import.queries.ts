import { type RawBuilder, sql } from "kysely";
import type { Database } from "../platform/database/database.ts";
import { commitmentOf, type Payload } from "../platform/journal/journal.ts";
import { type Catalog, goesAlong, inOrder, referenceOf, wayOf } from "./catalog.queries.ts";
import { INCOMING, isWith } from "./numbers.queries.ts";
import { type NewNumber, remapped } from "./remap.ts";
import { ADDRESSES, SUBJECTS } from "./tables.ts";

declare module "../platform/database/schema.ts" {
  interface Schema {
    moved_group: { group_id: number; origin: string; file_at: Date; at: Date };
  }
}

/** The group that was taken in with this origin, where it is still here. */
export const findMoved = (db: Database, origin: string): Promise<{ groupId: number; at: Date } | undefined> =>
  db.selectFrom("moved_group").where("origin", "=", origin).select(["group_id as groupId", "at"]).executeTakeFirst();

export async function noteMoved(
  trx: Database,
  moved: { groupId: number; origin: string; fileAt: Date },
  now: Date,
): Promise<void> {
  const { groupId, origin, fileAt } = moved;
  await trx.insertInto("moved_group").values({ group_id: groupId, origin, file_at: fileAt, at: now }).execute();
}

/** Makes the schema in which the file's tables stand, and turns to it. Returns the name of the one that was in use. */
export async function openIncoming(trx: Database): Promise<string> {
  const { rows } = await sql<{ home: string }>`select current_schema()::text as home`.execute(trx);
  const home = rows[0]?.home ?? "public";
  await sql`create schema ${sql.id(INCOMING)}`.execute(trx);
  await sql`select set_config('search_path', ${`${INCOMING}, ${home}`}, true)`.execute(trx);
  return home;
}

export async function closeIncoming(trx: Database, home: string): Promise<void> {
  await sql`select set_config('search_path', ${home}, true)`.execute(trx);
  await sql`drop schema ${sql.id(INCOMING)} cascade`.execute(trx);
}

/** Keeps the lines of the journal as the other server sealed them, before their numbers change. */
export async function keepOriginLines(trx: Database): Promise<void> {
  await sql`create temp table moving_line on commit drop as
    select id as old, (to_jsonb(line) - 'sealed')::text as line from ${sql.id(INCOMING, "journal")} as line`.execute(
    trx,
  );
}

export async function putOriginLines(trx: Database, home: string): Promise<void> {
  await sql`insert into ${sql.id(home, "journal_origin")} (journal_id, line)
    select new, line from moving_line join moving_number on named = 'journal' and moving_number.old = moving_line.old`.execute(
    trx,
  );
}

/** So many values of JSON at once. */
const AT_ONCE = 200;

/** Changes the numbers inside JSON; a line of the journal whose content changed by it gets its commitment anew, under its own salt. */
export async function renumberJson(trx: Database, catalog: Catalog, to: NewNumber): Promise<void> {
  for (const { table, column } of catalog.json.filter((one) => goesAlong(one.table))) {
    const [rows, value] = [sql.id(INCOMING, table), sql.id(column)];
    // each row once, by a number of its own: what is changed comes to stand elsewhere in the table
    await sql`alter table ${rows} add column moving_row bigint generated always as identity`.execute(trx);
    for (let from = 0; ; from += AT_ONCE) {
      const found = await sql<{ row: number; value: unknown }>`select moving_row as row, ${value} as value from ${rows}
        where moving_row > ${from} and moving_row <= ${from + AT_ONCE}`.execute(trx);
      if (found.rows.length === 0) break;
      const changed = found.rows
        .map(({ row, value: before }) => ({
          row,
          before: JSON.stringify(before),
          after: JSON.stringify(remapped(before, to)),
        }))
        .filter(({ before, after }) => before !== after);
      await sql`update ${rows} as theirs set ${value} = given.value::jsonb
        from unnest(${changed.map(({ row }) => row)}::bigint[], ${changed.map(({ after }) => after)}::text[]) as given (row, value)
        where theirs.moving_row = given.row`.execute(trx);
      if (table === "journal_payload")
        await commitAnew(
          trx,
          changed.map(({ row }) => row),
        );
    }
    await sql`alter table ${rows} drop column moving_row`.execute(trx);
  }
}

async function commitAnew(trx: Database, rows: readonly number[]): Promise<void> {
  const { rows: lines } = await sql<{ id: number; salt: Buffer; payload: Payload }>`
    select journal_id as id, salt, payload from ${sql.id(INCOMING, "journal_payload")}
    where moving_row = any(${[...rows]}::bigint[])`.execute(trx);
  await sql`update ${sql.id(INCOMING, "journal")} as line set commitment = given.commitment
    from unnest(${lines.map(({ id }) => id)}::bigint[],
      ${lines.map(({ salt, payload }) => commitmentOf(salt, payload))}::bytea[]) as given (id, commitment)
    where line.id = given.id`.execute(trx);
}

export type Slugs = { old: string; new: string };

/** Puts the rows of every table in their places here, under their new numbers. Returns how many came of each table. */
export async function putRows(
  trx: Database,
  home: string,
  catalog: Catalog,
  slugs: Slugs,
): Promise<Map<string, number>> {
  const counts = new Map<string, number>();
  for (const { name, columns } of inOrder(catalog)) {
    const values = columns.map((column) => placedValue(catalog, name, column, slugs));
    const result = await sql`
      insert into ${sql.id(home, name)} (${sql.join(columns.map((column) => sql.id(column)))}) overriding system value
      select ${sql.join(values)} from ${sql.id(INCOMING, name)} as theirs ${onlyNew(catalog, home, name, columns, slugs)}
      ${isWith(name) || name === "moved_address" ? sql`on conflict do nothing` : sql``}`.execute(trx);
    counts.set(name, Number(result.numAffectedRows ?? 0));
  }
  return counts;
}

type Value = RawBuilder<unknown>;
const newNumber = (table: Value, old: Value): Value =>
  sql`(select new from moving_number where named = ${table} and old = ${old})`;

function placedValue(catalog: Catalog, table: string, column: string, slugs: Slugs): Value {
  const theirs = sql.id("theirs", column);
  if (column === "id" && catalog.numbered.has(table)) return newNumber(sql.lit(table), theirs);
  if (table === "journal" && column === "subject_id") return subjectOf(theirs);
  if (table === "journal" && column === "sealed") return sql`false`;
  if (ADDRESSES.includes(`${table}.${column}`)) return addressOf(theirs, slugs);
  const reference = referenceOf(catalog, table, column);
  if (!reference) return sql`${theirs}`;
  const named = sql.lit(reference.names);
  if (!reference.isList) return newNumber(named, theirs);
  return sql`array(select new::integer from unnest(${theirs}) with ordinality as listed (old, place)
    join moving_number on named = ${named} and moving_number.old = listed.old order by place)`;
}

/** A subject whose row did not come along is nobody's: 0. */
function subjectOf(theirs: Value): Value {
  const kinds = Object.entries(SUBJECTS).map(([kind, table]) => sql`when ${sql.lit(kind)} then ${sql.lit(table)}`);
  return sql`coalesce(${newNumber(sql`case theirs.subject_kind ${sql.join(kinds, sql` `)} end`, theirs)}, 0)`;
}

const addressOf = (theirs: Value, { old, new: present }: Slugs): Value =>
  sql`case when ${theirs} = ${`/${old}`} or starts_with(${theirs}, ${`/${old}/`})
    then ${`/${present}`} || substr(${theirs}, ${old.length + 2}::integer) else ${theirs} end`;

/** Of persons, bodies and accounts those that were not here; of what belongs to them what was not known here. */
function onlyNew(catalog: Catalog, home: string, table: string, columns: readonly string[], slugs: Slugs): Value {
  const way = wayOf(table);
  if ("shared" in way)
    return sql`where exists (select 1 from moving_number where named = ${sql.lit(table)} and old = theirs.id and not found)`;
  if (!("with" in way)) return sql``;
  const telling = columns.filter((column) => column !== "id" && !column.endsWith("_at"));
  const same = telling.map(
    (column) => sql`here.${sql.id(column)} is not distinct from ${placedValue(catalog, table, column, slugs)}`,
  );
  return sql`where not exists (select 1 from ${sql.id(home, table)} as here where ${sql.join(same, sql` and `)})`;
}

/** Kinds of subjects and how often the journal of the file names one that is in no list. */
export async function countUnknownSubjects(trx: Database): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from ${sql.id(INCOMING, "journal")}
    where not subject_kind = any(${Object.keys(SUBJECTS)}::text[])`.execute(trx);
  return rows[0]?.count ?? 0;
}

export const countIncoming = async (trx: Database, table: string): Promise<number> => {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from ${sql.id(INCOMING, table)}`.execute(
    trx,
  );
  return rows[0]?.count ?? 0;
};
