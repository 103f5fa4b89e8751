import { operatorOf } from "../access/actor.ts";
import { listMeetings } from "../meetings/meeting.queries.ts";
import { personsOfGroup } from "../meetings/recorded.queries.ts";
import { namesOf } from "../people/naming.queries.ts";
import type { Database } from "../platform/database/database.ts";
import type { CheckContext } from "./checks/rule.ts";

/** What the group knows already that a report can be checked against: its meetings and the names in their records. */
export async function findCheckContext(db: Database, groupId: number): Promise<CheckContext> {
  const meetings = await listMeetings(db, groupId, operatorOf(groupId));
  const people = await namesOf(db, await personsOfGroup(db, groupId));
  return {
    earlier: meetings.map((one) => ({ date: one.heldOn, meeting_number: one.number, next_meeting: one.nextOn })),
    people: people.map(({ name, aliases }) => ({ name, aliases })),
  };
}
