import type { Actor } from "../access/actor.ts";
import { lockGroup } from "../groups/group.queries.ts";
import type { Group } from "../groups/group.ts";
import { addAgenda, removeAgenda } from "../meetings/agenda.queries.ts";
import { findMeeting, setMeeting } from "../meetings/meeting.queries.ts";
import { handleOf, type Meeting, meetingAddress } from "../meetings/meeting.ts";
import { agendaFrom } from "../meetings/planned-meeting.ts";
import { affiliationsSaid, freeHandle, removeRecorded, setMeetingWithdrawn } from "../meetings/recorded.queries.ts";
import {
  noteAffiliations,
  noteAliases,
  removeAffiliations,
  removeAliases,
  withdrawNamed,
} from "../people/naming.queries.ts";
import type { Database } from "../platform/database/database.ts";
import { type Answer, leaveForwardingAddress, once } from "../platform/journal/act.queries.ts";
import { Conflict, NotFound } from "../platform/refusal.ts";
import { findText, placeText, setWithdrawn } from "../texts/text.queries.ts";
import { proposeAcronyms, removeProposedAcronyms } from "./acronym.queries.ts";
import { namesOfReport, withdrawUnnamed } from "./named-elsewhere.commands.ts";
import { habitsOf, insistOnImporter, note, type Press } from "./report-import.commands.ts";
import { decideImport, findImport, findPresentImport } from "./report-import.queries.ts";
import { type Added, importAddress, type ReportImport } from "./report-import.ts";
import { restateReport } from "./report-revision.commands.ts";
import { keepMeetingParts, registerNames } from "./taking-in.commands.ts";
import { type MeetingRecord, recordOf } from "./taking-in.ts";

type Taken = ReportImport & { meetingId: number };

/** Takes back everything that an import added, and nothing else; its words stay with the import. */
export function undoImport(
  db: Database,
  group: Group,
  id: number,
  press: Press,
  by: Actor,
  now: Date,
): Promise<Answer> {
  insistOnImporter(by, group);
  return once(db, { ...press, accountId: by.accountId ?? 0 }, now, async (trx) => {
    const given = await findDecided(trx, group, id);
    const answer = { location: importAddress(group.slug, id) };
    if (given.state !== "accepted") return answer;
    if ((await findPresentImport(trx, given.meetingId))?.id !== id)
      throw new Conflict("A changed report was taken in after it. Undo that one first.");
    if (given.revises === null) await takeAway(trx, group, given, now);
    else await takeBackRevision(trx, group, given, given.revises, by, now);
    await decideImport(trx, id, { state: "undone" }, now);
    await note(trx, "import.undone", group, id, by, now, { meetingId: given.meetingId });
    return answer;
  });
}

/** Brings back what was undone: the report as it was, with all that was done with it before. */
export function restoreImport(
  db: Database,
  group: Group,
  id: number,
  press: Press,
  by: Actor,
  now: Date,
): Promise<Answer> {
  insistOnImporter(by, group);
  return once(db, { ...press, accountId: by.accountId ?? 0 }, now, async (trx) => {
    const given = await findDecided(trx, group, id);
    if (given.state !== "undone") return { location: importAddress(group.slug, id) };
    const record = recordOf(given.reading, given.choices, await habitsOf(trx, group.id));
    const { meeting, added } =
      given.revises === null
        ? { meeting: await putBack(trx, group, given, record, now), added: given.added }
        : await reviseAgain(trx, group, given, given.revises, record, by, now);
    await decideImport(trx, id, { state: "accepted", added }, now);
    await note(trx, "import.brought-back", group, id, by, now, { meetingId: meeting.id });
    return { location: meetingAddress(group.slug, meeting.handle) };
  });
}

async function findDecided(trx: Database, group: Group, id: number): Promise<Taken> {
  await lockGroup(trx, group.id);
  const given = await findImport(trx, group.id, id, "lock");
  if (!given) throw new NotFound();
  if (given.meetingId === null) throw new Conflict("This report was never taken in.");
  return { ...given, meetingId: given.meetingId };
}

async function takeAway(trx: Database, group: Group, given: Taken, now: Date): Promise<void> {
  const { meetingId, added } = given;
  const names = await namesOfReport(trx, meetingId, added.textId);
  await setWithdrawn(trx, added.textId, now);
  await removeProposedAcronyms(trx, added.textId);
  if (added.planned) await planAgain(trx, group, meetingId, added.planned, added.plannedAgenda, now);
  else await setMeetingWithdrawn(trx, meetingId, `undone-${given.id}`, now);
  await forgetNames(trx, added);
  await withdrawUnnamed(trx, names, now);
}

/** The meeting that was planned before the report came is planned again. */
async function planAgain(
  trx: Database,
  group: Group,
  meetingId: number,
  planned: Meeting,
  agenda: string,
  now: Date,
): Promise<void> {
  const present = await findMeeting(trx, meetingId);
  const handle = await freeHandle(trx, group.id, planned.handle, meetingId);
  await removeRecorded(trx, meetingId);
  await addAgenda(
    trx,
    meetingId,
    agendaFrom(agenda).map((item) => ({ ...item, blockId: null })),
  );
  await setMeeting(trx, { ...planned, id: meetingId, handle, textId: null });
  if (present && present.handle !== handle)
    await leaveForwardingAddress(
      trx,
      meetingAddress(group.slug, present.handle),
      meetingAddress(group.slug, handle),
      now,
    );
}

/** Takes back names and affiliations that this import alone brought. */
async function forgetNames(trx: Database, { aliases, affiliations }: Added): Promise<void> {
  await removeAliases(trx, aliases);
  const said = await affiliationsSaid(
    trx,
    affiliations.map((one) => one.personId),
  );
  const keys = new Set(said.map((one) => `${one.personId} ${one.words.toLowerCase()}`));
  await removeAffiliations(
    trx,
    affiliations.filter((one) => !keys.has(`${one.personId} ${one.words.toLowerCase()}`)),
  );
}

async function takeBackRevision(
  trx: Database,
  group: Group,
  given: Taken,
  baseId: number,
  by: Actor,
  now: Date,
): Promise<void> {
  const base = await findImport(trx, group.id, baseId);
  if (!base) throw new NotFound();
  const habits = await habitsOf(trx, group.id);
  const from = { record: recordOf(given.reading, given.choices, habits), added: given.added };
  const to = { record: recordOf(base.reading, base.choices, habits), added: base.added };
  const names = await namesOfReport(trx, given.meetingId, given.added.textId);
  await restateReport(trx, group, given.meetingId, from, to, by, now);
  await forgetNames(trx, given.added);
  await withdrawUnnamed(trx, names, now);
}

async function reviseAgain(
  trx: Database,
  group: Group,
  given: Taken,
  baseId: number,
  record: MeetingRecord,
  by: Actor,
  now: Date,
): Promise<{ meeting: Meeting; added: Added }> {
  const base = await findImport(trx, group.id, baseId);
  if (!base || (await findPresentImport(trx, given.meetingId))?.id !== baseId)
    throw new Conflict("The report that this one changes is not there any more. Read it again.");
  const from = { record: recordOf(base.reading, base.choices, await habitsOf(trx, group.id)), added: base.added };
  return restateReport(trx, group, given.meetingId, from, { record, added: null }, by, now);
}

async function putBack(trx: Database, group: Group, given: Taken, record: MeetingRecord, now: Date): Promise<Meeting> {
  const { meetingId, added } = given;
  if (!added.planned) await setMeetingWithdrawn(trx, meetingId, `undone-${given.id}`, null);
  const present = await findMeeting(trx, meetingId);
  if (!present || (added.planned && present.textId !== null))
    throw new Conflict("The planned meeting that you chose has a report meanwhile. Choose again.");
  await setWithdrawn(trx, added.textId, null);
  const register = await registerNames(trx, record, now);
  if (added.planned && record.agenda.length > 0) await removeAgenda(trx, meetingId);
  if (added.planned) await keepMeetingParts(trx, meetingId, record, register, added.blockIds);
  await withdrawNamed(trx, await namesOfReport(trx, meetingId, added.textId), null);
  const meeting = await placeAgain(trx, group, present, given, record, now);
  await noteAliases(trx, added.aliases, now);
  await noteAffiliations(trx, added.affiliations, meeting.heldOn);
  await proposeAcronyms(trx, { groupId: group.id, textId: added.textId }, record.acronyms);
  return meeting;
}

/** At its own address again; where another meeting has it by now, at the next free one. */
async function placeAgain(
  trx: Database,
  group: Group,
  present: Meeting,
  given: Taken,
  record: MeetingRecord,
  now: Date,
): Promise<Meeting> {
  const text = await findText(trx, given.added.textId);
  const facts = given.added.planned ? { ...record.meeting, number: record.meeting.number ?? present.number } : {};
  const state = text?.publishedAt ? ("published" as const) : ("closed" as const);
  const whole = {
    ...present,
    ...facts,
    textId: given.added.textId,
    state: given.added.planned ? state : present.state,
  };
  const meeting = { ...whole, handle: await freeHandle(trx, group.id, handleOf(whole), present.id) };
  await setMeeting(trx, meeting);
  const address = meetingAddress(group.slug, meeting.handle);
  if (text) {
    await placeText(trx, text.id, { title: text.title, address, heldOn: meeting.heldOn });
    if (text.address !== address) await leaveForwardingAddress(trx, text.address, address, now);
  }
  return meeting;
}
