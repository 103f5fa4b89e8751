import type { Actor } from "../access/actor.ts";
import { may } from "../access/may.ts";
import { actionsReadBy, asAction, ownedBy } from "../actions/action.queries.ts";
import type { Action } from "../actions/action.ts";
import { findGroup, listOfficeHolders } from "../groups/group.queries.ts";
import type { Group, OfficeHolder } from "../groups/group.ts";
import { listKnownInvitees } from "../groups/invitation.queries.ts";
import { listMeetings } from "../meetings/meeting.queries.ts";
import { isPublished, type Meeting } from "../meetings/meeting.ts";
import { mayPublish } from "../meetings/publication.queries.ts";
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
  knows: { people: boolean; findings: boolean; settings: boolean; claims: boolean; mail: boolean };
  /** The one thing that an office holder does next; null for everybody else, and where nothing waits. */
  next: NextStep | null;
  /** Whether this reader may have the link with which one joins a meeting. */
  joins: boolean;
};
export type NextStep = { does: "invite" | "call" | "write" | "publish"; handle: string };

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
    settings: may(by, "change", { resource: "group", groupId: group.id }),
    claims: may(by, "decide", { resource: "person", groupId: group.id }),
    mail: may(by, "read", { resource: "mail", groupId: group.id }),
  };
  const next = await findNextStep(db, group.id, meetings, by, today);
  const joins = may(by, "read", { resource: "meeting", field: "link", groupId: group.id });
  return {
    ...{ group, offices, meetings, knows, next, joins },
    ...{ mine: mine.map(asAction), overdue: overdue.map(asAction), openCount: count.count },
  };
}

/** Somebody to work with, a meeting, its report, its publication: in this order, as far as this actor does each. */
async function findNextStep(
  db: Database,
  groupId: number,
  meetings: readonly Meeting[],
  by: Actor,
  today: string,
): Promise<NextStep | null> {
  const draft = meetings.find((one) => one.textId !== null && !isPublished(one));
  const due = meetings.findLast((one) => one.textId === null && (one.heldOn ?? today) <= today);
  const called = meetings.some((one) => one.textId === null);
  const invites = may(by, "create", { resource: "membership", groupId });
  if (invites && meetings.length === 0 && (await isAlone(db, groupId, today))) return { does: "invite", handle: "" };
  if (draft && (await mayPublish(db, groupId, by))) return { does: "publish", handle: draft.handle };
  if (!may(by, "create", { resource: "meeting", groupId })) return null;
  if (due) return { does: "write", handle: due.handle };
  return called ? null : { does: "call", handle: "" };
}

const isAlone = async (db: Database, groupId: number, today: string): Promise<boolean> =>
  (await listKnownInvitees(db, groupId, today)).length < 2;
