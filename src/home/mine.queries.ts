import { type Actor, belongingOf } from "../access/actor.ts";
import { groupsWhere } from "../access/may.ts";
import { countWaitingClaims } from "../accounts/claim.queries.ts";
import type { Action } from "../actions/action.ts";
import { listOpenActionsOf } from "../actions/action-list.queries.ts";
import { countWaiting, listCasesOfAuthor } from "../conduct/case-list.queries.ts";
import { listGroups } from "../groups/group.queries.ts";
import type { Group } from "../groups/group.ts";
import type { WaitingRow } from "../groups/waiting.ts";
import { meetingAddress } from "../meetings/meeting.ts";
import { listAttended, listComingMeetings, listDrafts, type OwnMeeting } from "../meetings/own-meetings.queries.ts";
import type { Database } from "../platform/database/database.ts";
import { countDeadLetters } from "../platform/mail/dead-letter.queries.ts";
import { countFindings } from "../records/registers/finding-list.queries.ts";
import { listUndecided } from "../requests/request.queries.ts";
import { say } from "../ui/said.ts";
import { listChanges } from "./change.queries.ts";
import type { Change } from "./change.ts";

/** What stands on somebody's own page, over all groups. */
export type Mine = {
  groups: Group[];
  waiting: WaitingRow[];
  actions: (Action & { groupSlug: string })[];
  coming: OwnMeeting[];
  attended: OwnMeeting[];
  changes: Change[];
};

const MOST = { waiting: 20, actions: 20, coming: 5, attended: 5, changes: 20 };

/** Everything for one person. `since` and `today` as YYYY-MM-DD. */
export async function findMine(db: Database, by: Actor, since: string, today: string): Promise<Mine> {
  const groupIds = belongingOf(by.standing);
  const groups = (await listGroups(db)).filter((group) => groupIds.includes(group.id));
  const [waiting, actions, coming, attended, changes] = await Promise.all([
    listWaiting(db, groups, by),
    by.personId === null ? [] : listOpenActionsOf(db, by.personId, MOST.actions, by),
    listComingMeetings(db, groupIds, today, MOST.coming),
    by.personId === null ? [] : listAttended(db, by.personId, MOST.attended, by),
    listChanges(db, { on: since }, by, MOST.changes),
  ]);
  return { groups, waiting, actions, coming, attended, changes };
}

/** Who asks for what waits: each part of the program adds its own question here, one statement each. */
const ASKED: readonly ((db: Database, groups: readonly Group[], by: Actor) => Promise<WaitingRow[]>)[] = [
  draftsFor,
  findingsFor,
  deadLettersFor,
  requestsFor,
  conductFor,
  hiddenWordsOf,
  claimsFor,
];

export async function listWaiting(db: Database, groups: readonly Group[], by: Actor): Promise<WaitingRow[]> {
  const found = await Promise.all(ASKED.map((ask) => ask(db, groups, by)));
  return found.flat().slice(0, MOST.waiting);
}

async function draftsFor(db: Database, _groups: readonly Group[], by: Actor): Promise<WaitingRow[]> {
  const drafts = await listDrafts(db, groupsWhere(by, "publish", { resource: "text" }), MOST.waiting);
  return drafts.map(({ groupSlug, groupName, handle, number, heldOn }) => ({
    href: meetingAddress(groupSlug, handle),
    said: number === null ? say("A report to publish") : say("The report of meeting {number} to publish", { number }),
    group: groupName,
    on: heldOn,
  }));
}

async function findingsFor(db: Database, _groups: readonly Group[], by: Actor): Promise<WaitingRow[]> {
  const counts = await countFindings(db, groupsWhere(by, "change", { resource: "finding" }));
  return counts.map(({ groupSlug, groupName, count }) => ({
    href: `/${groupSlug}/checks`,
    said: say("{count, plural, one {# thing that the checks found} other {# things that the checks found}}", { count }),
    group: groupName,
    on: null,
  }));
}

async function requestsFor(db: Database, groups: readonly Group[], by: Actor): Promise<WaitingRow[]> {
  const asked = await listUndecided(db, groupsWhere(by, "change", { resource: "request" }));
  return groups.flatMap((group) => {
    const here = asked.filter((one) => one.groupId === group.id);
    const said = say("{count, plural, one {# request to decide} other {# requests to decide}}", { count: here.length });
    const row = { href: `/${group.slug}/requests`, said, group: group.shortName ?? group.name };
    return here.length > 0 ? [{ ...row, on: here[0]?.askedAt.toISOString().slice(0, 10) ?? null }] : [];
  });
}

async function conductFor(db: Database, groups: readonly Group[], by: Actor): Promise<WaitingRow[]> {
  const counts = await countWaiting(db, groupsWhere(by, "hide", { resource: "conduct" }));
  return counts.flatMap(({ groupId, count }) => {
    const group = groups.find((one) => one.id === groupId);
    const said = say("{count, plural, one {# question of conduct} other {# questions of conduct}}", { count });
    return group ? [{ href: `/${group.slug}/conduct`, said, group: group.shortName ?? group.name, on: null }] : [];
  });
}

/** Whose words were hidden is told so here, as long as an appeal is open to them or not answered. */
async function hiddenWordsOf(db: Database, _groups: readonly Group[], by: Actor): Promise<WaitingRow[]> {
  if (by.accountId === null) return [];
  const cases = await listCasesOfAuthor(db, by.accountId);
  return cases.map((one) => ({
    href: `/${one.groupSlug}/conduct/${one.number}`,
    said: say("Words of yours were hidden: see why, and what you can do"),
    group: null,
    on: one.decidedAt?.toISOString().slice(0, 10) ?? null,
  }));
}

async function deadLettersFor(db: Database, groups: readonly Group[], by: Actor): Promise<WaitingRow[]> {
  if (by.accountId === null) return [];
  const groupIds = groupsWhere(by, "change", { resource: "mail" });
  const counts = await countDeadLetters(db, { groupIds, accountId: by.accountId });
  return counts.map(({ groupId, count }) => {
    const group = groups.find((one) => one.id === groupId);
    return group === undefined
      ? { href: "/mine/mail", said: say("Mail to you could not be delivered"), group: null, on: null }
      : { href: `/${group.slug}/mail`, said: deadSaid(count), group: group.shortName ?? group.name, on: null };
  });
}

const deadSaid = (count: number) =>
  say("{count, plural, one {# mail could not be delivered} other {# mails could not be delivered}}", { count });

/** Who says who they are waits for those who decide who is who. */
async function claimsFor(db: Database, groups: readonly Group[], by: Actor): Promise<WaitingRow[]> {
  const counts = await countWaitingClaims(db, groupsWhere(by, "decide", { resource: "person" }));
  return counts.flatMap(({ groupId, count, since }) => {
    const group = groups.find((one) => one.id === groupId);
    const said = say("{count, plural, one {# person says who they are} other {# persons say who they are}}", { count });
    return group ? [{ href: `/${group.slug}/claims`, said, group: group.shortName ?? group.name, on: since }] : [];
  });
}
