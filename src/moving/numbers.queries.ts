import { sql } from "kysely";
import { RESERVED_SLUGS } from "../groups/group.ts";
import { slugFrom } from "../people/slug.ts";
import type { Database } from "../platform/database/database.ts";
import { type Catalog, goesAlong, wayOf } from "./catalog.queries.ts";
import type { NewNumber } from "./remap.ts";

/** The schema in which a file's tables stand while they are taken in; gone with the transaction. */
export const INCOMING = "moving_in";

/** A table of which each row says what number a row of the other server has here; `found` where it was here before. */
export async function makeNumbers(trx: Database): Promise<void> {
  await sql`create temp table moving_number (named text, old bigint, new bigint, found boolean, primary key (named, old))
    on commit drop`.execute(trx);
}

/** Persons or bodies of the file: how many were here already, and the names of those kept apart though the name is here. */
export type Matched = { found: number; apart: string[] };

/**
 * Looks for the persons or bodies that are here under the same name, as taking in a report does. Where several here bear
 * the name, or two of the file would become one, they are kept apart.
 */
export async function matchNamed(trx: Database, home: string, kind: "person" | "body"): Promise<Matched> {
  const names =
    kind === "person"
      ? sql`${sql.id(home, "person_alias")} where state = 'confirmed' and`
      : sql`${sql.id(home, "body_name")} where`;
  const owner = sql.id(`${kind}_id`);
  await sql`create temp table moving_same on commit drop as
    select theirs.id as old, theirs.name, here.id as new,
      count(*) over (partition by theirs.id) = 1 and count(*) over (partition by here.id) = 1 as sure
    from ${sql.id(INCOMING, `${kind}_shown`)} as theirs join ${sql.id(home, `${kind}_shown`)} as here
      on lower(here.name) = lower(theirs.name) or here.id in (select ${owner} from ${names} lower(name) = lower(theirs.name))`.execute(
    trx,
  );
  const found = await sql`insert into moving_number select ${kind}, old, new, true from moving_same where sure`.execute(
    trx,
  );
  const apart = await sql<{ name: string }>`select distinct name from moving_same where not sure order by name`.execute(
    trx,
  );
  await sql`drop table moving_same`.execute(trx);
  return { found: Number(found.numAffectedRows ?? 0), apart: apart.rows.map((row) => row.name) };
}

/** The account here of a person who was here already. */
export async function matchAccounts(trx: Database, home: string): Promise<void> {
  await sql`insert into moving_number
    select 'account', min(theirs.id), min(here.id), true from ${sql.id(INCOMING, "account")} as theirs
    join moving_number as person on person.named = 'person' and person.old = theirs.person_id and person.found
    join ${sql.id(home, "account")} as here on here.person_id = person.new
    group by theirs.person_id`.execute(trx);
}

/** Every other row gets the next number of its table, in the order of the old ones. */
export async function numberRows(trx: Database, home: string, catalog: Catalog): Promise<void> {
  for (const table of catalog.numbered) {
    if (!goesAlong(table)) continue;
    await sql`insert into moving_number
      select ${table}, id, nextval(pg_get_serial_sequence(${`${home}.${table}`}, 'id')), false
      from (select id from ${sql.id(INCOMING, table)} as theirs
        where not exists (select 1 from moving_number where named = ${table} and old = theirs.id) order by id) as unnumbered`.execute(
      trx,
    );
  }
}

export async function readNumbers(trx: Database): Promise<NewNumber> {
  const { rows } = await sql<{
    named: string;
    old: number;
    new: number;
  }>`select named, old, new from moving_number`.execute(trx);
  const numbers = new Map(rows.map((row) => [`${row.named} ${row.old}`, row.new]));
  return (table, old) => numbers.get(`${table} ${old}`);
}

/** Those who are added get an address that is free here. */
export async function freeSlugs(trx: Database, home: string, kind: "person" | "body"): Promise<void> {
  const { rows } = await sql<{ id: number; slug: string; name: string }>`
    select id, slug, name from ${sql.id(INCOMING, kind)} as theirs
    where not exists (select 1 from moving_number where named = ${kind} and old = theirs.id) order by id`.execute(trx);
  const { rows: here } = await sql<{ slug: string }>`select slug from ${sql.id(home, kind)}`.execute(trx);
  const taken = new Set(here.map((row) => row.slug));
  const wanted = rows.map(({ id, slug, name }) => {
    let free = slug;
    for (let attempt = 1; taken.has(free); attempt++) free = slugFrom(name, kind, attempt);
    taken.add(free);
    return { id, free, changed: free !== slug };
  });
  const changed = wanted.filter((one) => one.changed);
  // in two steps, so that no two have one address for a moment
  for (const mark of ["~", ""])
    await sql`update ${sql.id(INCOMING, kind)} as theirs set slug = ${mark} || given.slug
      from unnest(${changed.map((one) => one.id)}::integer[], ${changed.map((one) => one.free)}::text[]) as given (id, slug)
      where theirs.id = given.id`.execute(trx);
}

/** The group's address here: its own, or the next free one. */
export async function freeGroupSlug(trx: Database, home: string, slug: string): Promise<string> {
  const { rows } = await sql<{ slug: string }>`select slug from ${sql.id(home, "working_group")}`.execute(trx);
  const taken = new Set([...rows.map((row) => row.slug), ...RESERVED_SLUGS]);
  let free = slug;
  for (let attempt = 2; taken.has(free); attempt++) free = slugFrom(slug, "group", attempt);
  await sql`update ${sql.id(INCOMING, "working_group")} set slug = ${free}`.execute(trx);
  return free;
}

export const isWith = (table: string): boolean => "with" in wayOf(table);
