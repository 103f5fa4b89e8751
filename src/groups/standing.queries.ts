import { type Kysely, sql } from "kysely";
import type { Standing } from "../access/actor.ts";
import { type Reference, referenceOf } from "../people/reference.queries.ts";
import type { Database } from "../platform/database/database.ts";
import type { Schema } from "../platform/database/schema.ts";
import type { OfficeKind } from "./group.ts";

/** Persons who hold an office or are members on this day, by group; a statement to be put into another. */
export const standingIn = (db: Kysely<Schema>, on: string) =>
  db
    .selectFrom("office")
    .where(sql<boolean>`since_on <= ${on} and (until_on is null or until_on > ${on})`)
    .select(["group_id as groupId", "person_id as personId"])
    .union(
      db
        .selectFrom("membership")
        .where(sql<boolean>`since_on <= ${on} and (until_on is null or until_on > ${on})`)
        .select(["group_id as groupId", "person_id as personId"]),
    );

/** Where these tables name a person, for whoever makes two persons one. */
export const STANDING_OF_PERSONS: readonly Reference[] = [
  referenceOf({ table: "membership", column: "person_id", id: "id", alone: ["group_id", "since_on"] }),
  referenceOf({ table: "office", column: "person_id", id: "id" }),
  referenceOf({ table: "invitation", column: "person_id", id: "id" }),
];

/** The invitations with which someone may yet come to sign in as one of these persons. */
export async function openInvitationsOf(
  db: Database,
  personIds: readonly number[],
  now: Date,
): Promise<{ id: number; personId: number }[]> {
  const found = await sql<{ id: number; personId: number }>`select id, person_id as "personId" from invitation
    where person_id = any(${[...personIds]}::integer[]) and joined_at is null and withdrawn_at is null and expires_at > ${now}
    order by id limit 100`.execute(db);
  return found.rows;
}

/** What someone is or will be in groups from this day on. */
export type StandingAhead = { groupId: number; groupName: string; office: OfficeKind | null; title: string | null };

/** Offices and memberships of a person that hold on this day or later, by group; `office` is null for a membership. */
export async function listStandingAhead(db: Database, personId: number, on: string): Promise<StandingAhead[]> {
  const found = await sql<StandingAhead>`
    select group_id as "groupId", coalesce(working_group.short_name, working_group.name) as "groupName", office, title from (
      select group_id, kind as office, title from office where person_id = ${personId} and (until_on is null or until_on > ${on})
      union select group_id, null, null from membership where person_id = ${personId} and (until_on is null or until_on > ${on})
    ) as standing join working_group on working_group.id = group_id
    order by 2, 1, office nulls last, title limit 200`.execute(db);
  return found.rows;
}

/** The days, this one and later ones, on which the standing of these persons changes. */
export async function daysOfChange(db: Database, personIds: readonly number[], from: string): Promise<string[]> {
  const ids = sql`any(${[...personIds]}::integer[])`;
  const found = await sql<{ day: string }>`
    select ${from}::date as day union select since_on from office where person_id = ${ids} and since_on > ${from}
    union select until_on from office where person_id = ${ids} and until_on > ${from}
    union select since_on from membership where person_id = ${ids} and since_on > ${from}
    union select until_on from membership where person_id = ${ids} and until_on > ${from} order by 1 limit 200`.execute(
    db,
  );
  return found.rows.map((row) => row.day);
}

/** The groups in which a person stands, stood or will stand. */
export async function groupsOfStanding(db: Database, personId: number): Promise<number[]> {
  const found = await sql<{ group_id: number }>`
    select group_id from office where person_id = ${personId} union select group_id from membership where person_id = ${personId}`.execute(
    db,
  );
  return found.rows.map((row) => row.group_id);
}

/** What each of these persons is on this day, in every group; a suspended member as a member. */
export async function standingsOf(
  db: Kysely<Schema>,
  personIds: readonly number[],
  on: string,
): Promise<Map<number, Standing[]>> {
  const found = await sql<Standing & { personId: number }>`
    select person_id as "personId", group_id as "groupId", kind as role from office
      where person_id = any(${[...personIds]}::integer[]) and since_on <= ${on} and (until_on is null or until_on > ${on})
    union select person_id, group_id, 'member' from membership
      where person_id = any(${[...personIds]}::integer[]) and since_on <= ${on} and (until_on is null or until_on > ${on})`.execute(
    db,
  );
  const standings = new Map<number, Standing[]>();
  for (const { personId, ...standing } of found.rows)
    standings.set(personId, [...(standings.get(personId) ?? []), standing]);
  return standings;
}
