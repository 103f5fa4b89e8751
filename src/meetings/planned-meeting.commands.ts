import type { Actor } from "../access/actor.ts";
import { type Act, insist } from "../access/may.ts";
import { lockOpenGroup } from "../groups/group.commands.ts";
import { findDisclosureDefaults } from "../groups/group.queries.ts";
import type { Group } from "../groups/group.ts";
import type { Database } from "../platform/database/database.ts";
import { leaveForwardingAddress } from "../platform/journal/act.queries.ts";
import { writeJournal } from "../platform/journal/journal.queries.ts";
import { noteChange, takeBack, type Undoable } from "../platform/journal/take-back.queries.ts";
import { Conflict, NotFound } from "../platform/refusal.ts";
import { addAgenda, agendaOf, removeAgenda } from "./agenda.queries.ts";
import { instantIn } from "./called-at.ts";
import { addMeeting, findMeeting, setMeeting } from "./meeting.queries.ts";
import { handleOf, type Meeting, meetingAddress } from "./meeting.ts";
import { agendaFrom, MeetingPlan, planOf } from "./planned-meeting.ts";
import { freeHandle, nextNumber, setMeetingWithdrawn } from "./recorded.queries.ts";

/** Calls a meeting; its number follows the last one's. Returns its address and the journal's line. */
export async function callMeeting(trx: Database, groupId: number, plan: MeetingPlan, by: Actor, now: Date) {
  insist(by, "create", { resource: "meeting", groupId });
  const group = await lockOpenGroup(trx, groupId);
  const number = await nextNumber(trx, groupId);
  const defaults = await findDisclosureDefaults(trx, groupId);
  const handle = await freeHandle(trx, groupId, handleOf({ number, heldOn: plan.heldOn }), null);
  const meeting = await addMeeting(
    trx,
    {
      ...{ groupId, handle, number, numberWords: null, title: null, heldOn: plan.heldOn, ...timesOf(plan, group) },
      ...{ endsAt: null, timeWords: null, joiningLink: plan.joiningLink, state: "planned" },
      list: { audience: defaults.list_audience, how: defaults.list_how },
      recording: { audience: defaults.recording_audience, how: defaults.recording_how },
      ...{
        disclosureWords: null,
        attribution: defaults.attribution,
        namesGone: false,
        recordingAddress: null,
        nextOn: null,
        nextWords: null,
        nextCertainty: null,
        textId: null,
      },
    },
    now,
  );
  await putAgenda(trx, meeting.id, plan);
  const subject = { kind: "planned meeting", id: meeting.id };
  const line = { kind: "meeting.called", groupId, subject, accountId: by.accountId, at: now, after: plan };
  return { location: meetingAddress(group.slug, handle), line: await writeJournal(trx, line) };
}

const timesOf = ({ heldOn, time }: MeetingPlan, group: Pick<Group, "timeZone">) => ({
  startsAt: time === null ? null : instantIn(group.timeZone, heldOn, time),
  timeZone: group.timeZone,
});

const putAgenda = (trx: Database, meetingId: number, { agenda }: MeetingPlan): Promise<void> =>
  addAgenda(
    trx,
    meetingId,
    agendaFrom(agenda).map((item) => ({ ...item, blockId: null })),
  );

/** Changes day, hour, link or agenda of a meeting that is planned. Its old address leads to the new one. */
export async function changePlan(trx: Database, groupId: number, id: number, plan: MeetingPlan, by: Actor, now: Date) {
  const { thing, place } = await hold(trx, groupId, id, "change", by, now);
  const line = await noteChange(trx, thing, { kind: "meeting.plan changed", after: plan }, by, now);
  return { location: await place(), line };
}

export async function undoPlan(trx: Database, groupId: number, id: number, line: number, by: Actor, now: Date) {
  const { thing, place } = await hold(trx, groupId, id, "change", by, now);
  const taken = await takeBack(trx, thing, { id: line, kind: "meeting.plan taken back" }, by, now);
  return { location: await place(), line: taken };
}

async function hold(trx: Database, groupId: number, id: number, act: Act, by: Actor, now: Date) {
  insist(by, act, { resource: "meeting", groupId });
  const group = await lockOpenGroup(trx, groupId);
  const meeting = await findPlanned(trx, groupId, id);
  const agenda = await agendaOf(trx, id).execute();
  const thing: Undoable = {
    ...{ subject: { kind: "planned meeting", id }, groupId, standing: planOf(meeting, agenda) },
    restore: (plan) => setPlan(trx, group, meeting, MeetingPlan.parse(typed(plan)), now),
  };
  const place = async (): Promise<string> => meetingAddress(group.slug, (await findMeeting(trx, id))?.handle ?? "");
  return { thing, place };
}

/** The journal keeps what was left empty as null; the form's word for it is what the schema reads. */
const typed = (kept: unknown): unknown =>
  typeof kept === "object" && kept !== null
    ? Object.fromEntries(Object.entries(kept).map(([name, value]) => [name, value ?? ""]))
    : kept;

async function setPlan(trx: Database, group: Group, meeting: Meeting, plan: MeetingPlan, now: Date): Promise<void> {
  const wanted = handleOf({ number: meeting.number, heldOn: plan.heldOn });
  const handle = await freeHandle(trx, group.id, wanted, meeting.id);
  const { heldOn, joiningLink } = plan;
  await setMeeting(trx, { ...meeting, handle, heldOn, joiningLink, ...timesOf(plan, group) });
  await removeAgenda(trx, meeting.id);
  await putAgenda(trx, meeting.id, plan);
  const [from, to] = [meetingAddress(group.slug, meeting.handle), meetingAddress(group.slug, handle)];
  if (from !== to) await leaveForwardingAddress(trx, from, to, now);
}

/** A meeting that has no report yet. */
async function findPlanned(trx: Database, groupId: number, id: number): Promise<Meeting> {
  const meeting = await findMeeting(trx, id);
  if (meeting?.groupId !== groupId) throw new NotFound();
  if (meeting.textId !== null) throw new Conflict("This meeting has a report: correct that.");
  return meeting;
}

/** Calls a meeting off. Its number is free again; taking that back gives it the next free address. */
export async function callOff(trx: Database, groupId: number, id: number, by: Actor, now: Date): Promise<number> {
  insist(by, "change", { resource: "meeting", groupId });
  await lockOpenGroup(trx, groupId);
  const meeting = await findPlanned(trx, groupId, id);
  await setMeetingWithdrawn(trx, id, `off-${id}`, now);
  const subject = { kind: "meeting off", id };
  const line = { kind: "meeting.called off", groupId, subject, accountId: by.accountId, at: now };
  return writeJournal(trx, { ...line, before: { handle: meeting.handle }, after: {} });
}

export async function callAgain(trx: Database, groupId: number, id: number, line: number, by: Actor, now: Date) {
  insist(by, "change", { resource: "meeting", groupId });
  const group = await lockOpenGroup(trx, groupId);
  await setMeetingWithdrawn(trx, id, `off-${id}`, null);
  const meeting = await findPlanned(trx, groupId, id);
  const handle = await freeHandle(trx, groupId, handleOf(meeting), id);
  const thing = {
    subject: { kind: "meeting off", id },
    groupId,
    standing: {},
    restore: () => setMeeting(trx, { ...meeting, handle }),
  };
  const taken = await takeBack(trx, thing, { id: line, kind: "meeting.called again" }, by, now);
  return { location: meetingAddress(group.slug, handle), line: taken };
}
