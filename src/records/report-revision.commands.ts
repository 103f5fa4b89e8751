import { actionsStatedIn } from "../actions/recorded.queries.ts";
import { lockGroup } from "../groups/group.queries.ts";
import type { Group } from "../groups/group.ts";
import { findMeeting, setMeeting } from "../meetings/meeting.queries.ts";
import { handleOf, type Meeting, meetingAddress } from "../meetings/meeting.ts";
import { freeHandle, removeRecorded } from "../meetings/recorded.queries.ts";
import type { Database } from "../platform/database/database.ts";
import { leaveForwardingAddress } from "../platform/journal/act.queries.ts";
import { Conflict } from "../platform/refusal.ts";
import { listBlocksToRevise } from "../texts/block.queries.ts";
import { findText, placeText } from "../texts/text.queries.ts";
import { removeFindings } from "./finding.queries.ts";
import { removeInterventions } from "./intervention.queries.ts";
import { removeMentionedEvents } from "./mentioned-event.queries.ts";
import { namesOfReport, withdrawUnnamed } from "./named-elsewhere.commands.ts";
import type { Added } from "./report-import.ts";
import { type KeptActions, restateAsBefore, restateOutcomes, restateStated } from "./revision-actions.commands.ts";
import { type KeptBlocks, restateBlocks } from "./revision-blocks.commands.ts";
import {
  actionsOf,
  keepMeetingParts,
  keepNames,
  keepReading,
  type Register,
  registerNames,
} from "./taking-in.commands.ts";
import type { MeetingRecord } from "./taking-in.ts";

/** A reading of a report and what it was kept under. */
export type Kept = { record: MeetingRecord; added: Added };

/**
 * Brings the report of a meeting from one reading to another: what both say stays, corrections by hand included; what
 * differs follows the later one, with history. `to.added`: known where a change is taken back. Inside the caller's
 * transaction. Returns the meeting and what the later reading is kept under.
 */
export async function restateReport(
  trx: Database,
  group: Group,
  meetingId: number,
  from: Kept,
  to: { record: MeetingRecord; added: Added | null },
  by: { accountId: number | null },
  now: Date,
): Promise<{ meeting: Meeting; added: Added }> {
  await lockGroup(trx, group.id);
  const present = await findMeeting(trx, meetingId);
  if (present?.textId == null)
    throw new Conflict("The report that this would change is gone meanwhile. Read it again.");
  const { textId } = present;
  const before = await namesOfReport(trx, meetingId, textId);
  const register = await registerNames(trx, to.record, now);
  const meeting = await restateMeeting(trx, group, present, from.record, to.record, now);
  const at = { groupId: group.id, textId, meetingId, heldOn: meeting.heldOn };

  const kept = await keptUnder(trx, textId, from, register);
  const known = to.added && isAligned(to.record, to.added) ? to.added : null;
  const later = { blocks: to.record.blocks, ids: known?.blockIds ?? null };
  const blockIds = await restateBlocks(trx, textId, kept.blocks, later, by, now);
  if (partsOf(from.record) !== partsOf(to.record)) {
    await removeRecorded(trx, meetingId);
    await keepMeetingParts(trx, meetingId, to.record, register, blockIds);
  }
  const actions = actionsOf(to.record, register, blockIds);
  const back = known && { actions, ids: known.actionIds };
  if (back) await restateAsBefore(trx, kept.actions, back);
  const actionIds = back ? back.ids : await restateStated(trx, at, kept.actions, actions, now);
  await restateOutcomes(trx, at, from.record, to.record, blockIds);
  await removeInterventions(trx, textId);
  await removeMentionedEvents(trx, textId);
  await removeFindings(trx, textId);
  await keepReading(trx, at, to.record, register, blockIds);
  const named = await keepNames(trx, to.record, register, meeting.heldOn, now);
  await withdrawUnnamed(trx, before, now);
  return {
    meeting,
    added: known ?? { ...from.added, blockIds: [...blockIds], actionIds: [...actionIds], ...named },
  };
}

const isAligned = (record: MeetingRecord, added: Added): boolean =>
  record.blocks.length === added.blockIds.length && record.actions.length === added.actionIds.length;

/**
 * Blocks and actions of a reading with their ids. Another version of the program may cut the same reading otherwise:
 * then what is kept now speaks for it, so that nothing is doubled.
 */
async function keptUnder(
  trx: Database,
  textId: number,
  { record, added }: Kept,
  register: Register,
): Promise<{ blocks: KeptBlocks; actions: KeptActions }> {
  if (isAligned(record, added))
    return {
      blocks: { blocks: record.blocks, ids: added.blockIds },
      actions: { actions: actionsOf(record, register, added.blockIds), ids: added.actionIds },
    };
  const present = await listBlocksToRevise(trx, textId);
  const blocks = present.map(({ kind, body, attributes }) => ({ kind, body, attributes, line: 0, heading: "" }));
  return { blocks: { blocks, ids: present.map((block) => block.id) }, actions: await actionsStatedIn(trx, textId) };
}

/** What is kept as rows of the meeting, without the places of blocks, which shift with every block before them. */
const partsOf = ({ agenda, attendance, roles, attachments }: MeetingRecord): string =>
  JSON.stringify([
    agenda.map((one) => [one.parent, one.label, one.title]),
    attendance,
    roles,
    attachments.map((one) => [one.title, one.address, one.from, one.to]),
  ]);

/** Sets the facts in which the readings differ; a number or day that differs moves the meeting's address. */
async function restateMeeting(
  trx: Database,
  group: Group,
  present: Meeting & { textId: number | null },
  from: MeetingRecord,
  to: MeetingRecord,
  now: Date,
): Promise<Meeting> {
  const facts: Partial<Meeting> = {};
  const take = <Name extends keyof MeetingRecord["meeting"]>(name: Name): void => {
    if (JSON.stringify(from.meeting[name]) !== JSON.stringify(to.meeting[name]))
      Object.assign(facts, { [name]: to.meeting[name] });
  };
  const names = ["number", "numberWords", "title", "heldOn", "startsAt", "endsAt", "timeWords", "timeZone"] as const;
  for (const name of names) take(name);
  for (const name of ["list", "recording", "disclosureWords", "nextOn", "nextWords", "nextCertainty"] as const)
    take(name);
  const moved = "number" in facts || "heldOn" in facts;
  const changed = { ...present, ...facts };
  const handle = moved ? await freeHandle(trx, group.id, handleOf(changed), present.id) : present.handle;
  const meeting = { ...changed, handle };
  await setMeeting(trx, meeting);
  const [oldPath, newPath] = [meetingAddress(group.slug, present.handle), meetingAddress(group.slug, handle)];
  const text = present.textId === null ? undefined : await findText(trx, present.textId);
  const title = from.title === to.title ? (text?.title ?? to.title) : to.title;
  if (text) await placeText(trx, text.id, { title, address: newPath, heldOn: meeting.heldOn });
  if (oldPath !== newPath) await leaveForwardingAddress(trx, oldPath, newPath, now);
  return meeting;
}
