import { type Generated, type Kysely, sql } from "kysely";
import type { Database } from "../platform/database/database.ts";
import type { Schema } from "../platform/database/schema.ts";
import { slugFrom } from "./slug.ts";

declare module "../platform/database/schema.ts" {
  interface Schema {
    person: {
      id: Generated<number>;
      slug: string;
      name: string;
      created_at: Date;
      withdrawn_at: Generated<Date | null>;
      merged_into: Generated<number | null>;
    };
    person_alias: {
      id: Generated<number>;
      person_id: number;
      name: string;
      state: "confirmed" | "proposed" | "declined";
      why: string | null;
      created_at: Date;
    };
  }
}

export type Person = { id: number; slug: string; name: string };

export const findPersonBySlug = (db: Database, slug: string): Promise<Person | undefined> =>
  db.selectFrom("person_shown").where("slug", "=", slug).select(["id", "slug", "name"]).executeTakeFirst();

export const findPerson = (db: Database, id: number): Promise<Person | undefined> =>
  db.selectFrom("person_shown").where("id", "=", id).select(["id", "slug", "name"]).executeTakeFirst();

/** The persons who go by any of these names or confirmed aliases, letter case aside; by the name asked for. */
export async function findPersonsByName(db: Database, names: readonly string[]): Promise<Map<string, Person>> {
  const found = await sql<Person & { asked: string }>`
    select asked.name as asked, person.id, person.slug, person.name
    from unnest(${[...new Set(names)]}::text[]) as asked (name)
    join lateral (
      select id from person_shown where lower(person_shown.name) = lower(asked.name)
      union select person_id from person_alias join person_shown on person_shown.id = person_id
        where lower(person_alias.name) = lower(asked.name) and state = 'confirmed'
      order by 1 limit 1
    ) as match on true
    join person on person.id = match.id`.execute(db);
  return new Map(found.rows.map(({ asked, ...person }) => [asked, person]));
}

/** A person of this name: the one that exists, or a new one with a slug of its own. */
export async function findOrAddPerson(trx: Database, name: string, now: Date): Promise<Person> {
  const known = (await findPersonsByName(trx, [name])).get(name);
  return known ?? addPerson(trx, name, now);
}

export async function addPerson(trx: Database, name: string, now: Date): Promise<Person> {
  for (let attempt = 1; ; attempt++) {
    const slug = slugFrom(name, "person", attempt);
    const added = await trx
      .insertInto("person")
      .values({ slug, name, created_at: now })
      .onConflict((conflict) => conflict.column("slug").doNothing())
      .returning(["id", "slug", "name"])
      .executeTakeFirst();
    if (added) return added;
  }
}

export type Alias = {
  id: number;
  name: string;
  state: "confirmed" | "proposed" | "declined";
  why: string | null;
  /** The address of somebody else who is kept under this very name. */
  keptAs: string | null;
};

/** The other names of a person; their present name is none of them. */
export const listAliases = (db: Database, personId: number): Promise<Alias[]> =>
  db
    .selectFrom("person_alias")
    .innerJoin("person", "person.id", "person_alias.person_id")
    .where("person_id", "=", personId)
    .whereRef("person_alias.name", "!=", "person.name")
    .select(["person_alias.id", "person_alias.name", "state", "why"])
    .select((eb) =>
      eb
        .selectFrom("person_shown")
        .where(sql<boolean>`lower(person_shown.name) = lower(person_alias.name) and person_shown.id <> person_id`)
        .select("person_shown.slug")
        .orderBy("person_shown.id")
        .limit(1)
        .as("keptAs"),
    )
    .orderBy("person_alias.name")
    .orderBy("person_alias.id")
    .limit(50)
    .execute();

export async function putAlias(
  trx: Database,
  personId: number,
  name: string,
  state: Alias["state"],
  why: string | null,
  now: Date,
): Promise<void> {
  await trx
    .insertInto("person_alias")
    .values({ person_id: personId, name, state, why, created_at: now })
    .onConflict((conflict) => conflict.columns(["person_id", "name"]).doUpdateSet({ state, why }))
    .execute();
}

export async function renamePerson(trx: Database, personId: number, name: string): Promise<void> {
  await trx.updateTable("person").set({ name }).where("id", "=", personId).execute();
}

/** A person as they stand, their row locked until the transaction ends; undefined for one who is withdrawn. */
export async function lockPerson(trx: Database, id: number): Promise<Person | undefined> {
  return trx
    .selectFrom("person")
    .where("id", "=", id)
    .where("withdrawn_at", "is", null)
    .where("merged_into", "is", null)
    .select(["id", "slug", "name"])
    .forUpdate()
    .executeTakeFirst();
}

export async function removeAlias(trx: Database, personId: number, name: string): Promise<void> {
  await trx.deleteFrom("person_alias").where("person_id", "=", personId).where("name", "=", name).execute();
}

/** Another person who is kept under this very name; their other names are not asked. */
export const findNamesake = (db: Database, name: string, butNot: number): Promise<Person | undefined> =>
  db
    .selectFrom("person_shown")
    .where(sql`lower(name)`, "=", name.toLowerCase())
    .where("id", "!=", butNot)
    .select(["id", "slug", "name"])
    .orderBy("id")
    .limit(1)
    .executeTakeFirst();

/** Persons whose name, or a confirmed other name, holds these words, accents and case aside; to be put into another statement. */
export const personsNamed = (db: Kysely<Schema>, words: string) =>
  db
    .selectFrom("person_shown")
    .where((eb) => {
      const holds = (column: string) =>
        sql<boolean>`strpos(lower(unaccent(${sql.ref(column)})), lower(unaccent(${words}))) > 0`;
      const alias = eb
        .selectFrom("person_alias")
        .whereRef("person_alias.person_id", "=", "person_shown.id")
        .where("person_alias.state", "=", "confirmed")
        .where(holds("person_alias.name"))
        .select("person_alias.id");
      return eb.or([holds("person_shown.name"), eb.exists(alias)]);
    })
    .select(["person_shown.id", "person_shown.slug", "person_shown.name"]);
