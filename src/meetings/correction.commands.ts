import type { Actor } from "../access/actor.ts";
import { may } from "../access/may.ts";
import type { Database } from "../platform/database/database.ts";
import { type ActKey, type Answer, leaveForwardingAddress, once } from "../platform/journal/act.queries.ts";
import { findPastAct, writeJournal } from "../platform/journal/journal.queries.ts";
import { canonicalJson } from "../platform/journal/journal.ts";
import { Conflict, Forbidden, NotFound } from "../platform/refusal.ts";
import { findText, placeText } from "../texts/text.queries.ts";
import { findAttendance, setAttendance } from "./agenda.queries.ts";
import { instantIn } from "./called-at.ts";
import {
  AttendanceCorrection,
  corrected,
  correctionFromJournal,
  correctionOf,
  type MeetingCorrection,
} from "./correction.ts";
import { findMeeting, findMeetingByHandle, setMeeting } from "./meeting.queries.ts";
import { type Meeting, meetingAddress } from "./meeting.ts";

type At = { groupSlug: string; meeting: Meeting };
type By = ActKey & { by: Actor };

const refuseUnlessHolder = (by: Actor, groupId: number): void => {
  if (!may(by, "change", { resource: "attendance", groupId }))
    throw new Forbidden("Only an office holder of the group corrects this.");
};

/** Corrects what a meeting is called and when it was; its old address leads to the new one. */
export function correctMeeting(db: Database, at: At, said: MeetingCorrection, act: By, now: Date): Promise<Answer> {
  refuseUnlessHolder(act.by, at.meeting.groupId);
  return once(db, act, now, (trx) => change(trx, at, said, { kind: "meeting.corrected", by: act.by }, now));
}

async function change(
  trx: Database,
  { groupSlug, meeting: { id } }: At,
  said: MeetingCorrection,
  act: { kind: string; by: Actor; undoes?: number },
  now: Date,
): Promise<Answer> {
  const meeting = await findMeeting(trx, id);
  if (!meeting) throw new NotFound();
  const startsAt = said.heldOn && said.time ? instantIn(said.timeZone ?? "UTC", said.heldOn, said.time) : null;
  const after = corrected(meeting, said, startsAt);
  const same =
    after.handle === meeting.handle ? undefined : await findMeetingByHandle(trx, meeting.groupId, after.handle);
  if (same && same.id !== meeting.id)
    throw new Conflict("There is another meeting {number} in this group already.", { number: after.handle });
  await setMeeting(trx, after);
  await move(trx, groupSlug, meeting, after, now);
  await writeJournal(trx, {
    kind: act.kind,
    groupId: meeting.groupId,
    subject: { kind: "meeting", id },
    accountId: act.by.accountId,
    at: now,
    before: correctionOf(meeting),
    after: said,
    ...(act.undoes !== undefined && { undoes: act.undoes }),
  });
  return { location: meetingAddress(groupSlug, after.handle) };
}

/** Takes text and readers along to the new address. */
async function move(trx: Database, groupSlug: string, before: Meeting, after: Meeting, now: Date): Promise<void> {
  const [oldPath, newPath] = [meetingAddress(groupSlug, before.handle), meetingAddress(groupSlug, after.handle)];
  const text = after.textId === null ? undefined : await findText(trx, after.textId);
  if (text)
    await placeText(trx, text.id, {
      title: titleAfter(text.title, before, after),
      address: newPath,
      heldOn: after.heldOn,
    });
  if (oldPath !== newPath) await leaveForwardingAddress(trx, oldPath, newPath, now);
}

/** A text that goes by the meeting's own title follows it. */
const titleAfter = (title: string, before: Meeting, after: Meeting): string =>
  title === before.title && after.title !== null ? after.title : title;

/** Takes a correction back; refused where the meeting was corrected again since. */
export function undoCorrection(db: Database, at: At, line: number, act: By, now: Date): Promise<Answer> {
  refuseUnlessHolder(act.by, at.meeting.groupId);
  return once(db, act, now, async (trx) => {
    const past = await findPastAct(trx, { kind: "meeting", id: at.meeting.id }, line);
    const [before, after] = [correctionFromJournal(past?.before), correctionFromJournal(past?.after)];
    if (!past || !before || !after) throw new NotFound();
    if (past.undoneBy !== null) throw new Conflict("That was taken back already.");
    const present = await findMeeting(trx, at.meeting.id);
    if (!present || canonicalJson(correctionOf(present)) !== canonicalJson(after))
      throw new Conflict("This was corrected again since. Take the later correction back first.");
    return change(trx, at, before, { kind: "meeting.correction taken back", by: act.by, undoes: line }, now);
  });
}

/** Corrects one entry of the list: a name, an affiliation, whether the person was there. */
export function correctAttendance(
  db: Database,
  at: At & { entryId: number },
  said: AttendanceCorrection,
  act: By,
  now: Date,
): Promise<Answer> {
  refuseUnlessHolder(act.by, at.meeting.groupId);
  return once(db, act, now, (trx) => changeEntry(trx, at, said, { kind: "attendance.corrected", by: act.by }, now));
}

/** Takes a correction of an entry back, where it was not corrected again since. */
export function undoAttendance(
  db: Database,
  at: At & { entryId: number },
  line: number,
  act: By,
  now: Date,
): Promise<Answer> {
  refuseUnlessHolder(act.by, at.meeting.groupId);
  return once(db, act, now, async (trx) => {
    const past = await findPastAct(trx, { kind: "attendance", id: at.entryId }, line);
    const before = AttendanceCorrection.safeParse(past?.before);
    const entry = await findAttendance(trx, at.meeting.id, at.entryId);
    if (!past || !before.success || !entry) throw new NotFound();
    if (past.undoneBy !== null) throw new Conflict("That was taken back already.");
    if (canonicalJson(entry) !== canonicalJson(past.after))
      throw new Conflict("This was corrected again since. Take the later correction back first.");
    return changeEntry(
      trx,
      at,
      before.data,
      { kind: "attendance.correction taken back", by: act.by, undoes: line },
      now,
    );
  });
}

async function changeEntry(
  trx: Database,
  at: At & { entryId: number },
  said: AttendanceCorrection,
  act: { kind: string; by: Actor; undoes?: number },
  now: Date,
): Promise<Answer> {
  const entry = await findAttendance(trx, at.meeting.id, at.entryId);
  if (!entry) throw new NotFound();
  await setAttendance(trx, at.entryId, said);
  await writeJournal(trx, {
    kind: act.kind,
    groupId: at.meeting.groupId,
    subject: { kind: "attendance", id: at.entryId },
    accountId: act.by.accountId,
    at: now,
    before: entry,
    after: said,
    ...(act.undoes !== undefined && { undoes: act.undoes }),
  });
  return { location: `${meetingAddress(at.groupSlug, at.meeting.handle)}/correction` };
}
