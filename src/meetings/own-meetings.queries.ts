import { sql } from "kysely";
import type { Actor } from "../access/actor.ts";
import type { Database } from "../platform/database/database.ts";
import { attendancesReadBy } from "./attendance.queries.ts";

/** A meeting as somebody's own page lists it. */
export type OwnMeeting = {
  groupId: number;
  groupSlug: string;
  groupName: string;
  handle: string;
  number: number | null;
  heldOn: string | null;
  hasReport: boolean;
};

const shown = [
  "meeting_shown.group_id as groupId",
  "group_shown.slug as groupSlug",
  sql<string>`coalesce(group_shown.short_name, group_shown.name)`.as("groupName"),
  "meeting_shown.handle",
  "meeting_shown.number",
  "meeting_shown.held_on as heldOn",
  sql<boolean>`meeting_shown.text_id is not null`.as("hasReport"),
] as const;

/** What is called in these groups from today (YYYY-MM-DD) on; the next first. That a planned meeting is to be is public. */
export const listComingMeetings = (
  db: Database,
  groupIds: readonly number[],
  today: string,
  limit: number,
): Promise<OwnMeeting[]> =>
  db
    .selectFrom("meeting_shown")
    .innerJoin("group_shown", "group_shown.id", "meeting_shown.group_id")
    .where(sql<boolean>`meeting_shown.group_id = any(${[...groupIds]}::integer[])`)
    .where("meeting_shown.state", "=", "planned")
    .where("meeting_shown.held_on", ">=", today)
    .select(shown)
    .orderBy("meeting_shown.held_on")
    .orderBy("meeting_shown.id")
    .limit(limit)
    .execute();

/** Reports of these groups that are not published yet; the oldest first. Ask `may` before. */
export const listDrafts = (db: Database, groupIds: readonly number[], limit: number): Promise<OwnMeeting[]> =>
  db
    .selectFrom("meeting_shown")
    .innerJoin("group_shown", "group_shown.id", "meeting_shown.group_id")
    .innerJoin("text_shown", "text_shown.id", "meeting_shown.text_id")
    .where(sql<boolean>`meeting_shown.group_id = any(${[...groupIds]}::integer[])`)
    .where("text_shown.published_at", "is", null)
    .select(shown)
    .orderBy("meeting_shown.held_on", (order) => order.asc().nullsLast())
    .orderBy("meeting_shown.id")
    .limit(limit)
    .execute();

/** Where this person was, as far as the lists are for this reader; the latest first. */
export const listAttended = (db: Database, personId: number, limit: number, by: Actor): Promise<OwnMeeting[]> =>
  attendancesReadBy(db, by)
    .where("attendance.person_id", "=", personId)
    .where("attendance.standing", "=", "present")
    .clearSelect()
    .distinctOn(["meeting.held_on", "meeting.id"])
    .select([
      "meeting.group_id as groupId",
      "group_shown.slug as groupSlug",
      sql<string>`coalesce(group_shown.short_name, group_shown.name)`.as("groupName"),
      "meeting.handle",
      "meeting.number",
      "meeting.held_on as heldOn",
      sql<boolean>`meeting.text_id is not null`.as("hasReport"),
    ])
    .orderBy("meeting.held_on", (order) => order.desc().nullsLast())
    .orderBy("meeting.id", "desc")
    .limit(limit)
    .execute();
