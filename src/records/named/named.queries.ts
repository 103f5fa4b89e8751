import { sql } from "kysely";
import type { Actor } from "../../access/actor.ts";
import { actionsReadBy, ownedBy } from "../../actions/action.queries.ts";
import { ownedCounts } from "../../actions/action-list.queries.ts";
import { standingIn } from "../../groups/standing.queries.ts";
import { attendancesReadBy, attendedBy } from "../../meetings/attendance.queries.ts";
import { affiliationsOf, saidByHand } from "../../people/affiliation.queries.ts";
import type { NamedKind } from "../../people/named.ts";
import type { Database } from "../../platform/database/database.ts";
import { saidReadBy, spokenBy } from "../said/said.queries.ts";
import type { AtMeeting, NamedBody, NamedPerson } from "./named.ts";

type Part = { limit: number; offset: number };

/** Who is named in what this member may see of a group, or stands in it today. By name. */
export async function listNamedPersons(
  db: Database,
  groupId: number,
  part: Part,
  by: Actor,
  today: string,
): Promise<NamedPerson[]> {
  const found = await sql<NamedPerson>`
    select person_shown.slug, person_shown.name, attended.affiliation, coalesce(attended.count, 0) as attended,
      coalesce(spoke.count, 0) as spoke, coalesce(owned.count, 0) as "openActions"
    from person_shown
    left join ${attendedBy(db, "person", [groupId], by)} as attended on attended.named_id = person_shown.id
    left join ${spokenBy(db, "person", [groupId], by)} as spoke on spoke.named_id = person_shown.id
    left join ${ownedCounts(db, "person", [groupId], by)} as owned on owned.named_id = person_shown.id
    where coalesce(attended.named_id, spoke.named_id, owned.named_id) is not null
      or exists (select 1 from ${standingIn(db, today)} as standing where standing."personId" = person_shown.id and standing."groupId" = ${groupId})
    order by lower(person_shown.name), person_shown.id limit ${part.limit} offset ${part.offset}`.execute(db);
  return found.rows;
}

/** In which of these groups a person is named where this member may see it, or stands today. */
export async function groupsNaming(
  db: Database,
  personId: number,
  groupIds: readonly number[],
  by: Actor,
  today: string,
): Promise<number[]> {
  const attended = attendancesReadBy(db, by).where("attendance.person_id", "=", personId);
  const spoke = saidReadBy(db, by)
    .where("intervention.person_id", "=", personId)
    .select("text_shown.group_id as groupId");
  const owned = ownedBy(actionsReadBy(db, by), personId);
  const found = await sql<{ id: number }>`
    select asked.id from unnest(${[...groupIds]}::integer[]) as asked (id)
    where exists (select 1 from ${attended} as attended where attended."groupId" = asked.id)
      or exists (select 1 from ${spoke} as spoke where spoke."groupId" = asked.id)
      or exists (select 1 from ${owned} as owned where owned.group_id = asked.id)
      or exists (select 1 from ${standingIn(db, today)} as standing where standing."personId" = ${personId} and standing."groupId" = asked.id)
    order by asked.id`.execute(db);
  return found.rows.map((row) => row.id);
}

/** The meetings of these groups at which a person was, latest first. */
export const listMeetingsOfPerson = (
  db: Database,
  personId: number,
  groupIds: readonly number[],
  part: Part,
  by: Actor,
): Promise<AtMeeting[]> =>
  attendancesReadBy(db, by)
    .where("attendance.person_id", "=", personId)
    .where(sql<boolean>`meeting.group_id = any(${[...groupIds]}::integer[])`)
    .orderBy("meeting.held_on", (order) => order.desc().nullsLast())
    .orderBy("attendance.id", "desc")
    .limit(part.limit)
    .offset(part.offset)
    .execute();

/**
 * What a person was and is, as far as this reader may know: what someone said by hand, and what a list says that is for
 * this reader. A person knows all of their own.
 */
export const affiliationsReadBy = (db: Database, personId: number, by: Actor) =>
  affiliationsOf(db, personId).$if(by.personId !== personId, (query) =>
    query.where(({ or, exists }) =>
      or([
        saidByHand("affiliation"),
        exists(
          attendancesReadBy(db, by)
            .where("attendance.person_id", "=", personId)
            .where(sql<boolean>`lower(attendance.affiliation_words) = lower(affiliation.words)`),
        ),
      ]),
    ),
  );

/** The bodies that are named where this reader may see it, in these groups (null: all). By name. */
export async function listNamedBodies(
  db: Database,
  part: Part,
  by: Actor,
  bodyId: number | null = null,
  groupIds: readonly number[] | null = null,
): Promise<NamedBody[]> {
  const found = await sql<NamedBody>`
    select body_shown.slug, body_shown.name, coalesce(attended.count, 0) as attended, coalesce(spoke.count, 0) as spoke,
      coalesce(owned.count, 0) as "openActions"
    from body_shown
    left join ${attendedBy(db, "body", groupIds, by)} as attended on attended.named_id = body_shown.id
    left join ${spokenBy(db, "body", groupIds, by)} as spoke on spoke.named_id = body_shown.id
    left join ${ownedCounts(db, "body", groupIds, by)} as owned on owned.named_id = body_shown.id
    where coalesce(attended.named_id, spoke.named_id, owned.named_id) is not null
      and (${bodyId}::integer is null or body_shown.id = ${bodyId}::integer)
    order by lower(body_shown.name), body_shown.id limit ${part.limit} offset ${part.offset}`.execute(db);
  return found.rows;
}

export type Affiliated = {
  slug: string;
  name: string;
  affiliation: string | null;
  firstOn: string | null;
  lastOn: string | null;
};

/** Persons who were at meetings of these groups for a body; for members. */
export async function listAffiliated(
  db: Database,
  bodyId: number,
  groupIds: readonly number[],
  limit: number,
  by: Actor,
): Promise<Affiliated[]> {
  const found = await sql<Affiliated>`
    select person_shown.slug, person_shown.name, max(attended.affiliation) as affiliation,
      min(attended."heldOn") as "firstOn", max(attended."heldOn") as "lastOn"
    from ${attendancesReadBy(db, by)} as attended join person_shown on person_shown.id = attended."personId"
    where attended."bodyId" = ${bodyId} and attended."groupId" = any(${[...groupIds]}::integer[]) and attended.standing <> 'not represented'
    group by person_shown.id, person_shown.slug, person_shown.name
    order by max(attended."heldOn") desc nulls last, lower(person_shown.name), person_shown.id limit ${limit}`.execute(
    db,
  );
  return found.rows;
}

/** The ids of all persons, or bodies, named in these groups where this member may see it; to be put into another statement. */
export const namedInGroups = (db: Database, kind: NamedKind, groupIds: readonly number[], by: Actor) =>
  sql<{ id: number }>`(select named_id from ${attendedBy(db, kind, groupIds, by)} as attended
    union select named_id from ${spokenBy(db, kind, groupIds, by)} as spoke
    union select named_id from ${ownedCounts(db, kind, groupIds, by)} as owned)`;

/** The ids of all persons who stand in these groups on this day; to be put into another statement. */
export const namedStanding = (db: Database, groupIds: readonly number[], today: string) =>
  sql<{ id: number }>`(select "personId" from ${standingIn(db, today)} as standing
    where "groupId" = any(${[...groupIds]}::integer[]))`;

/** Of these persons, those whom these groups name where this member may see it, or who stand in them today. */
export async function listKnown(
  db: Database,
  personIds: readonly number[],
  groupIds: readonly number[],
  by: Actor,
  today: string,
): Promise<number[]> {
  const found = await sql<{ id: number }>`select id from unnest(${[...personIds]}::integer[]) as asked (id)
    where id in ${namedInGroups(db, "person", groupIds, by)} or id in ${namedStanding(db, groupIds, today)}`.execute(
    db,
  );
  return found.rows.map((row) => row.id);
}
