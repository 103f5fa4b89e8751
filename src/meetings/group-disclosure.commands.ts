import type { Actor } from "../access/actor.ts";
import type { Attribution } from "../access/disclosure.ts";
import { may } from "../access/may.ts";
import { lockGroup, setDisclosureDefaults } from "../groups/group.queries.ts";
import type { Database } from "../platform/database/database.ts";
import { writeJournal } from "../platform/journal/journal.queries.ts";
import { noteChange, takeBack, type Undoable } from "../platform/journal/take-back.queries.ts";
import { Conflict, Forbidden, NotFound } from "../platform/refusal.ts";
import {
  asDefaults,
  findGroupDisclosure,
  findOwnNames,
  setAttribution,
  setWithheld,
} from "./group-disclosure.queries.ts";
import { GroupDisclosure } from "./group-disclosure.ts";

/** Sets what meetings disclose from now on. Returns the journal's line; null where it stood so already. */
export async function setGroupDisclosure(trx: Database, groupId: number, to: GroupDisclosure, by: Actor, now: Date) {
  const thing = await findDisclosing(trx, groupId, by);
  return noteChange(trx, thing, { kind: "group.disclosure set", after: to }, by, now);
}

export async function undoGroupDisclosure(trx: Database, groupId: number, line: number, by: Actor, now: Date) {
  const thing = await findDisclosing(trx, groupId, by);
  return takeBack(trx, thing, { id: line, kind: "group.disclosure taken back" }, by, now);
}

async function findDisclosing(trx: Database, groupId: number, by: Actor): Promise<Undoable> {
  refuseUnlessKeeper(by, groupId);
  await lockGroup(trx, groupId);
  return {
    subject: { kind: "group disclosure", id: groupId },
    groupId,
    standing: await findGroupDisclosure(trx, groupId),
    restore: (kept) => setDisclosureDefaults(trx, groupId, asDefaults(GroupDisclosure.parse(kept))),
  };
}

function refuseUnlessKeeper(by: Actor, groupId: number): void {
  if (!may(by, "change", { resource: "group", groupId }))
    throw new Forbidden("Only a co-chair or the secretariat sets what the group discloses.");
}

/** Chooses whether a meeting names anybody. Refused once it has opened: who spoke, spoke under that rule. */
export async function chooseAttribution(
  trx: Database,
  at: { groupId: number; meetingId: number },
  attribution: Attribution,
  by: Actor,
  now: Date,
): Promise<void> {
  refuseUnlessKeeper(by, at.groupId);
  if (!(await setAttribution(trx, at, attribution)))
    throw new Conflict("What a meeting names is fixed before it opens, and this one has opened.");
  await writeJournal(trx, {
    kind: "meeting.attribution set",
    groupId: at.groupId,
    subject: { kind: "meeting", id: at.meetingId },
    accountId: by.accountId,
    at: now,
    after: { attribution },
  });
}

/** Someone's own choice not to be named where everyone reads: it only narrows. `meetingId` null: everywhere. */
export async function chooseOwnName(
  trx: Database,
  meetingId: number | null,
  withheld: "yes" | "no",
  by: Actor,
  now: Date,
): Promise<void> {
  const { personId } = by;
  if (personId === null || !may(by, "change", { resource: "person", groupId: null, own: true })) throw new NotFound();
  const { meetings } = await findOwnNames(trx, personId);
  if (meetingId !== null && !meetings.some(({ id }) => id === meetingId)) throw new NotFound();
  if (!(await setWithheld(trx, { personId, meetingId }, withheld, now))) return;
  await writeJournal(trx, {
    kind: withheld === "yes" ? "person.name withheld" : "person.name shown",
    groupId: null,
    subject: { kind: "person", id: personId },
    accountId: by.accountId,
    at: now,
    after: { meetingId },
  });
}
