import { type Kysely, sql } from "kysely";
import type { Actor } from "../access/actor.ts";
import type { Database } from "../platform/database/database.ts";
import type { Schema } from "../platform/database/schema.ts";
import { listReadableBy, namedTo } from "./disclosure.queries.ts";

/** Who was at which meeting, as named and affiliated that day, as far as the lists are for this reader. */
export const attendancesReadBy = (db: Kysely<Schema>, by: Actor) =>
  db
    .selectFrom("attendance")
    .innerJoin("meeting", "meeting.id", "attendance.meeting_id")
    .innerJoin("group_shown", "group_shown.id", "meeting.group_id")
    .where("meeting.withdrawn_at", "is", null)
    .where(listReadableBy(by))
    .where(namedTo(by, { personId: "attendance.person_id", meetingId: "meeting.id", groupId: "meeting.group_id" }))
    .select([
      "attendance.id",
      "attendance.person_id as personId",
      "attendance.body_id as bodyId",
      "attendance.standing",
      "attendance.name_words as name",
      "attendance.affiliation_words as affiliation",
      "attendance.role_words as role",
      "attendance.stakeholder_group as stakeholderGroup",
      "meeting.id as meetingId",
      "meeting.group_id as groupId",
      "meeting.held_on as heldOn",
      "meeting.handle",
      "group_shown.slug as groupSlug",
      "group_shown.name as groupName",
      "group_shown.short_name as groupShortName",
    ]);

/** How often each person, or body, was there in these groups (null: all), and as whom last; to be put into another. */
export const attendedBy = (
  db: Kysely<Schema>,
  which: "person" | "body",
  groupIds: readonly number[] | null,
  by: Actor,
) =>
  attendancesReadBy(db, by)
    .where("attendance.standing", "=", "present")
    .where(`attendance.${which}_id`, "is not", null)
    .$if(groupIds !== null, (query) =>
      query.where(sql<boolean>`meeting.group_id = any(${[...(groupIds ?? [])]}::integer[])`),
    )
    .clearSelect()
    .groupBy(`attendance.${which}_id`)
    .select([
      sql<number>`attendance.${sql.raw(which)}_id`.as("named_id"),
      sql<number>`count(distinct meeting.id)::int`.as("count"),
      sql<
        string | null
      >`(array_agg(attendance.affiliation_words order by meeting.held_on desc nulls last, meeting.id desc))[1]`.as(
        "affiliation",
      ),
    ]);

/** Gives what is kept of one person at meetings to another: all of it, or these rows. Returns the rows. */
export async function movePersonAtMeetings(
  trx: Database,
  from: number,
  to: number,
  only: { attendances: readonly number[]; roles: readonly number[] } | null,
): Promise<{ attendances: number[]; roles: number[] }> {
  const attendances = await sql<{ id: number }>`update attendance set person_id = ${to} where person_id = ${from}
    and (${only === null} or id = any(${[...(only?.attendances ?? [])]}::integer[])) returning id`.execute(trx);
  const roles = await sql<{ id: number }>`update meeting_role set person_id = ${to} where person_id = ${from}
    and (${only === null} or id = any(${[...(only?.roles ?? [])]}::integer[])) returning id`.execute(trx);
  return { attendances: attendances.rows.map((row) => row.id), roles: roles.rows.map((row) => row.id) };
}
