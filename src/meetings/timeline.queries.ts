import { sql } from "kysely";
import type { Actor } from "../access/actor.ts";
import { may } from "../access/may.ts";
import { countActionsByText } from "../actions/action-list.queries.ts";
import type { Database } from "../platform/database/database.ts";
import { readableBy } from "../texts/text.queries.ts";
import { stakeholderGroupThatDay } from "./agenda.queries.ts";
import { listReadableBy } from "./disclosure.queries.ts";
import type { MeetingInTime } from "./timeline.ts";

/** Meetings with a report that this reader may read, the latest first, each with how many were there and what was promised. */
export async function listMeetingsInTime(
  db: Database,
  groupId: number,
  part: { limit: number; offset: number },
  by: Actor,
): Promise<MeetingInTime[]> {
  const meetings = await db
    .selectFrom("meeting")
    .innerJoin("text_shown", "text_shown.id", "meeting.text_id")
    .where("meeting.group_id", "=", groupId)
    .where("meeting.withdrawn_at", "is", null)
    .where(readableBy(by))
    .select(["meeting.id", "handle", "meeting.held_on as heldOn", "text_shown.id as textId"])
    .select(sql<string | null>`lead(meeting.held_on) over (order by meeting.held_on, meeting.id)`.as("untilOn"))
    .orderBy("meeting.held_on", (order) => order.desc().nullsLast())
    .orderBy("meeting.id", "desc")
    .limit(part.limit)
    .offset(part.offset)
    .execute();
  const [present, actions] = await Promise.all([
    countPresent(
      db,
      groupId,
      meetings.map((one) => one.id),
      by,
    ),
    countActionsByText(db, groupId, meetings, by),
  ]);
  return meetings.map(({ id, textId, handle, heldOn }) => ({
    ...{ handle, heldOn, present: present.get(id) ?? null },
    ...(actions.get(textId) ?? { opened: 0, closed: 0 }),
  }));
}

/**
 * How many were at each meeting, by stakeholder group ("" where none is stated). Members of the group may know the
 * counts of published meetings; anyone else only those whose list is disclosed to all.
 */
async function countPresent(
  db: Database,
  groupId: number,
  meetingIds: readonly number[],
  by: Actor,
): Promise<Map<number, Map<string, number>>> {
  const knowsCounts = may(by, "read", { resource: "people list", groupId });
  const condition = knowsCounts ? sql<boolean>`true` : listReadableBy(by);
  const found = await sql<{ meeting_id: number; stakeholder_group: string; count: number }>`
    select meeting.id as meeting_id, coalesce(${stakeholderGroupThatDay}, '') as stakeholder_group, count(*)::int as count
    from meeting join attendance on attendance.meeting_id = meeting.id and attendance.standing = 'present'
    where meeting.id = any(${[...meetingIds]}::integer[]) and ${condition}
    group by 1, 2 order by 1, 2`.execute(db);
  const counts = new Map<number, Map<string, number>>();
  for (const row of found.rows) {
    const ofMeeting = counts.get(row.meeting_id) ?? new Map<string, number>();
    counts.set(row.meeting_id, ofMeeting.set(row.stakeholder_group, row.count));
  }
  return counts;
}
