import type { Actor } from "../access/actor.ts";
import { may } from "../access/may.ts";
import { actionsReadBy, asAction, ownedBy } from "../actions/action.queries.ts";
import type { Action } from "../actions/action.ts";
import { findGroup, listOfficeHolders } from "../groups/group.queries.ts";
import type { Group, OfficeHolder } from "../groups/group.ts";
import { listMeetings } from "../meetings/meeting.queries.ts";
import type { Meeting } from "../meetings/meeting.ts";
import type { Database } from "../platform/database/database.ts";
import { NotFound } from "../platform/refusal.ts";

/** What the first page of a group shows this reader. */
export type GroupHome = {
  group: Group;
  offices: OfficeHolder[];
  /** Latest first; those still to come among them. */
  meetings: Meeting[];
  /** Open actions of the reader, and those whose day is past. */
  mine: Action[];
  overdue: Action[];
  openCount: number;
  /** The rooms that are not for everyone. */
  knows: { people: boolean; findings: boolean };
};

const ON_FIRST_PAGE = 5;

/** Throws NotFound where there is no such group. `today` as YYYY-MM-DD. */
export async function findGroupHome(db: Database, slug: string, by: Actor, today: string): Promise<GroupHome> {
  const group = await findGroup(db, slug);
  if (!group) throw new NotFound();
  const open = actionsReadBy(db, by).where("action.group_id", "=", group.id).where("action.state", "=", "open");
  const [offices, meetings, mine, overdue, count] = await Promise.all([
    listOfficeHolders(db, group.id, today),
    listMeetings(db, group.id, by),
    by.personId === null
      ? []
      : ownedBy(open, by.personId)
          .orderBy("action.due_on", (order) => order.asc().nullsLast())
          .orderBy("action.id")
          .limit(20)
          .execute(),
    open
      .where("action.due_on", "<", today)
      .orderBy("action.due_on")
      .orderBy("action.id")
      .limit(ON_FIRST_PAGE)
      .execute(),
    open
      .clearSelect()
      .select((eb) => eb.fn.countAll<number>().as("count"))
      .executeTakeFirstOrThrow(),
  ]);
  const knows = {
    people: may(by, "read", { resource: "people list", groupId: group.id }),
    findings: may(by, "read", { resource: "finding", groupId: group.id }),
  };
  return {
    ...{ group, offices, meetings, knows },
    ...{ mine: mine.map(asAction), overdue: overdue.map(asAction), openCount: count.count },
  };
}
