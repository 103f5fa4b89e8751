import { type Kysely, sql } from "kysely";
import type { Actor } from "../access/actor.ts";
import { type Reference, referenceOf } from "../people/reference.queries.ts";
import type { Database } from "../platform/database/database.ts";
import type { Schema } from "../platform/database/schema.ts";
import { readableBy } from "../texts/text.queries.ts";
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

/** Where a meeting names who was there and who did what, for whoever makes two persons or two bodies one. */
const atMeetings = (column: string): readonly Reference[] => [
  referenceOf({ table: "attendance", column, id: "id", words: ["meeting_id", "name_words"] }),
  referenceOf({ table: "meeting_role", column, id: "id", words: ["meeting_id", "role", "words"] }),
];
export const NAMED_AT_MEETINGS = { person: atMeetings("person_id"), body: atMeetings("body_id") } as const;

/** The groups whose meetings name a person, whoever may see it. */
export async function groupsOfMeetings(db: Database, personId: number): Promise<number[]> {
  const found = await sql<{ group_id: number }>`
    select group_id from meeting join attendance on attendance.meeting_id = meeting.id where person_id = ${personId}
    union select group_id from meeting join meeting_role on meeting_role.meeting_id = meeting.id where person_id = ${personId}`.execute(
    db,
  );
  return found.rows.map((row) => row.group_id);
}

/** The roles at meetings that a person, or a body, had, where this reader may read of it. */
export const rolesReadBy = (db: Kysely<Schema>, which: "person" | "body", id: number, by: Actor) =>
  db
    .selectFrom("meeting_role")
    .innerJoin("meeting_shown", "meeting_shown.id", "meeting_role.meeting_id")
    .innerJoin("text_shown", "text_shown.id", "meeting_shown.text_id")
    .where(`meeting_role.${which}_id`, "=", id)
    .where(readableBy(by))
    .select(["meeting_role.id", "meeting_shown.id as meetingId"]);
