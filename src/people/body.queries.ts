import { type Generated, sql } from "kysely";
import type { Database } from "../platform/database/database.ts";
import type { AffiliationKind } from "./affiliation.ts";
import { slugFrom } from "./slug.ts";

declare module "../platform/database/schema.ts" {
  interface Schema {
    body: {
      id: Generated<number>;
      slug: string;
      name: string;
      created_at: Date;
      withdrawn_at: Generated<Date | null>;
      merged_into: Generated<number | null>;
    };
    body_name: {
      id: Generated<number>;
      body_id: number;
      name: string;
      since_on: string | null;
      until_on: string | null;
    };
    affiliation: {
      id: Generated<number>;
      person_id: number;
      body_id: number | null;
      words: string;
      stakeholder_group: string | null;
      since_on: string | null;
      until_on: string | null;
      kind: Generated<AffiliationKind>;
      since_said: Generated<string | null>;
      until_said: Generated<string | null>;
    };
  }
}

/** An institution or office, under its present name. */
export type Body = { id: number; slug: string; name: string };

export const findBodyBySlug = (db: Database, slug: string): Promise<Body | undefined> =>
  db.selectFrom("body_shown").where("slug", "=", slug).select(["id", "slug", "name"]).executeTakeFirst();

/** The bodies that go by any of these names, present or past, letter case aside; by the name asked for. */
export async function findBodiesByName(db: Database, names: readonly string[]): Promise<Map<string, Body>> {
  const found = await sql<Body & { asked: string }>`
    select asked.name as asked, body.id, body.slug, body.name
    from unnest(${[...new Set(names)]}::text[]) as asked (name)
    join lateral (
      select id from body_shown where lower(body_shown.name) = lower(asked.name)
      union select body_id from body_name join body_shown on body_shown.id = body_id
        where lower(body_name.name) = lower(asked.name)
      order by 1 limit 1
    ) as match on true
    join body on body.id = match.id`.execute(db);
  return new Map(found.rows.map(({ asked, ...body }) => [asked, body]));
}

export async function findOrAddBody(trx: Database, name: string, now: Date): Promise<Body> {
  const known = (await findBodiesByName(trx, [name])).get(name);
  if (known) return known;
  for (let attempt = 1; ; attempt++) {
    const added = await trx
      .insertInto("body")
      .values({ slug: slugFrom(name, "body", attempt), name, created_at: now })
      .onConflict((conflict) => conflict.column("slug").doNothing())
      .returning(["id", "slug", "name"])
      .executeTakeFirst();
    if (added) return added;
  }
}

/** Notes that on this day a person was named with this affiliation: opens one where the last differs. */
export async function noteAffiliation(
  trx: Database,
  personId: number,
  said: { words: string; bodyId: number | null; stakeholderGroup: string | null },
  on: string | null,
): Promise<void> {
  const same = await trx
    .selectFrom("affiliation")
    .where("person_id", "=", personId)
    .where(sql`lower(words)`, "=", said.words.toLowerCase())
    .select("id")
    .executeTakeFirst();
  if (same) return;
  await trx
    .insertInto("affiliation")
    .values({
      person_id: personId,
      body_id: said.bodyId,
      words: said.words,
      stakeholder_group: said.stakeholderGroup,
      since_on: on,
      until_on: null,
    })
    .execute();
}

export type BodyName = { name: string; sinceOn: string | null; untilOn: string | null };

/** The names that a body bore, the present one not among them unless it is kept with its dates. */
export const listBodyNames = (db: Database, bodyId: number): Promise<BodyName[]> =>
  db
    .selectFrom("body_name")
    .where("body_id", "=", bodyId)
    .select(["name", "since_on as sinceOn", "until_on as untilOn"])
    .orderBy("since_on", (order) => order.desc().nullsLast())
    .orderBy("id")
    .limit(50)
    .execute();

/** A body as it stands, its row locked until the transaction ends; undefined for one that is withdrawn. */
export const lockBody = (trx: Database, id: number): Promise<Body | undefined> =>
  trx
    .selectFrom("body")
    .where("id", "=", id)
    .where("withdrawn_at", "is", null)
    .where("merged_into", "is", null)
    .select(["id", "slug", "name"])
    .forUpdate()
    .executeTakeFirst();

/** Sets the present name of a body and all its other names. Hold its row lock. */
export async function setBodyNames(trx: Database, id: number, name: string, names: readonly BodyName[]): Promise<void> {
  await trx.updateTable("body").set({ name }).where("id", "=", id).execute();
  await trx.deleteFrom("body_name").where("body_id", "=", id).execute();
  await sql`insert into body_name (body_id, name, since_on, until_on)
    select ${id}::integer, name, since_on, until_on from unnest(${names.map((one) => one.name)}::text[],
      ${names.map((one) => one.sinceOn)}::date[], ${names.map((one) => one.untilOn)}::date[]) as given (name, since_on, until_on)`.execute(
    trx,
  );
}
