import { type Kysely, sql } from "kysely";
import type { Database } from "../platform/database/database.ts";
import type { Schema } from "../platform/database/schema.ts";
import type { Named, NamedKind } from "./named.ts";
import { personsNamed } from "./person.queries.ts";

/** One of a kind that is shown, by the last part of its address. */
export async function findNamedBySlug(db: Database, kind: NamedKind, slug: string): Promise<Named | undefined> {
  const found = await sql<Named>`select id, slug, name from ${sql.table(kind)}
    where slug = ${slug} and withdrawn_at is null and merged_into is null`.execute(db);
  return found.rows[0];
}

/** The address of the one who stays, for the address of one who was found to be them, over as many steps as it took. */
export async function findWhoStays(db: Database, kind: NamedKind, slug: string): Promise<Named | undefined> {
  const found = await sql<Named>`
    with recursive went (id, merged_into) as (
      select id, merged_into from ${sql.table(kind)} where slug = ${slug} and merged_into is not null
      union select one.id, one.merged_into from ${sql.table(kind)} as one join went on one.id = went.merged_into
    )
    select one.id, one.slug, one.name from went join ${sql.table(kind)} as one on one.id = went.id
    where one.merged_into is null and one.withdrawn_at is null`.execute(db);
  return found.rows[0];
}

/** These two as they stand, both rows locked, in one order whoever asks; undefined for one who is not shown. */
export async function lockTwo(
  trx: Database,
  kind: NamedKind,
  ids: { to: number; from: number },
): Promise<{ to: Named | undefined; from: (Named & { mergedInto: number | null }) | undefined }> {
  const found = await sql<Named & { mergedInto: number | null; withdrawn: boolean }>`
    select id, slug, name, merged_into as "mergedInto", withdrawn_at is not null as withdrawn from ${sql.table(kind)}
    where id in (${ids.to}, ${ids.from}) order by id for update`.execute(trx);
  const [to, from] = [ids.to, ids.from].map((id) => found.rows.find((row) => row.id === id && !row.withdrawn));
  return { to: to?.mergedInto === null ? to : undefined, from };
}

export async function setMergedInto(trx: Database, kind: NamedKind, id: number, into: number | null): Promise<void> {
  await sql`update ${sql.table(kind)} set merged_into = ${into}::integer where id = ${id}`.execute(trx);
}

export async function setName(trx: Database, kind: NamedKind, id: number, name: string): Promise<void> {
  await sql`update ${sql.table(kind)} set name = ${name} where id = ${id}`.execute(trx);
}

/** Another of the kind that is shown under this very name. */
export async function findOtherOfName(
  db: Database,
  kind: NamedKind,
  name: string,
  butNot: readonly number[],
): Promise<Named | undefined> {
  const found = await sql<Named>`select id, slug, name from ${sql.table(kind)}
    where lower(name) = lower(${name}) and withdrawn_at is null and merged_into is null
      and id <> all(${[...butNot]}::integer[]) order by id limit 1`.execute(db);
  return found.rows[0];
}

/** How another name is kept: the state of an alias of a person; for a body, that it is a name of it. Null: not at all. */
export async function otherNameState(db: Database, kind: NamedKind, id: number, name: string): Promise<string | null> {
  const found =
    kind === "person"
      ? await sql<{ state: string }>`select state from person_alias where person_id = ${id} and name = ${name}`.execute(
          db,
        )
      : await sql<{
          state: string;
        }>`select 'confirmed' as state from body_name where body_id = ${id} and name = ${name}`.execute(db);
  return found.rows[0]?.state ?? null;
}

/** Keeps another name in this state; null takes it away. The days of a body's name that is kept already stay. */
export async function setOtherName(
  trx: Database,
  kind: NamedKind,
  id: number,
  other: { name: string; state: string | null },
  now: Date,
): Promise<void> {
  const { name, state } = other;
  if (kind === "person") {
    if (state === null) await sql`delete from person_alias where person_id = ${id} and name = ${name}`.execute(trx);
    else
      await sql`insert into person_alias (person_id, name, state, created_at) values (${id}, ${name}, ${state}, ${now})
        on conflict (person_id, name) do update set state = excluded.state`.execute(trx);
  } else if (state === null) await sql`delete from body_name where body_id = ${id} and name = ${name}`.execute(trx);
  else
    await sql`insert into body_name (body_id, name) values (${id}, ${name}) on conflict (body_id, name) do nothing`.execute(
      trx,
    );
}

/** Those of a kind whose name or confirmed other name holds these words; to be put into another statement. */
export const namedLike = (db: Kysely<Schema>, kind: NamedKind, words: string) =>
  kind === "person"
    ? personsNamed(db, words)
    : db
        .selectFrom("body_shown")
        .where(
          sql<boolean>`exists (select 1 from (select name union select name from body_name where body_id = body_shown.id) as known (name)
            where strpos(lower(unaccent(known.name)), lower(unaccent(${words}))) > 0)`,
        )
        .select(["body_shown.id", "body_shown.slug", "body_shown.name"]);

/** The other names of one, as long as nobody said that they are not theirs. */
export async function listOtherNames(db: Database, kind: NamedKind, id: number): Promise<string[]> {
  const found =
    kind === "person"
      ? await sql<{
          name: string;
        }>`select name from person_alias where person_id = ${id} and state = 'confirmed' order by name limit 50`.execute(
          db,
        )
      : await sql<{ name: string }>`select name from body_name where body_id = ${id} order by name limit 50`.execute(
          db,
        );
  return found.rows.map((row) => row.name);
}

/** The affiliations of a person, in the words of the reports; for a body, who is affiliated with it is seen elsewhere. */
export async function listAffiliationWords(db: Database, kind: NamedKind, id: number): Promise<string[]> {
  if (kind === "body") return [];
  const found = await sql<{ words: string }>`select words from affiliation where person_id = ${id}
    group by words order by min(since_on), words limit 50`.execute(db);
  return found.rows.map((row) => row.words);
}
