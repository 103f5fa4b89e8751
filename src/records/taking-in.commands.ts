import {
  addActions,
  addDecisions,
  addOpenQuestions,
  addRecommendations,
  type StatedIn,
} from "../actions/recorded.queries.ts";
import type { RecordedOwner } from "../actions/recorded.ts";
import type { Group } from "../groups/group.ts";
import {
  addAgenda,
  addAttachments,
  addAttendance,
  addRoles,
  agendaOf,
  removeAgenda,
} from "../meetings/agenda.queries.ts";
import { addMeeting, findMeeting, setMeeting } from "../meetings/meeting.queries.ts";
import { handleOf, type Meeting, meetingAddress } from "../meetings/meeting.ts";
import { agendaText } from "../meetings/planned-meeting.ts";
import { freeHandle } from "../meetings/recorded.queries.ts";
import {
  findOrAddBodies,
  findOrAddPersons,
  type NewAffiliation,
  type NewAlias,
  noteAffiliations,
  noteAliases,
  stakeholderGroupsOf,
} from "../people/naming.queries.ts";
import type { Database } from "../platform/database/database.ts";
import { leaveForwardingAddress } from "../platform/journal/act.queries.ts";
import { Conflict } from "../platform/refusal.ts";
import { addBlocks } from "../texts/block.queries.ts";
import { addText } from "../texts/text.queries.ts";
import { proposeAcronyms } from "./acronym.queries.ts";
import { addFindings } from "./finding.queries.ts";
import { addInterventions } from "./intervention.queries.ts";
import { addMentionedEvents } from "./mentioned-event.queries.ts";
import type { MeetingRecord, NamedBy } from "./taking-in.ts";

export type TakenIn = {
  meeting: Meeting;
  textId: number;
  blockIds: number[];
  /** Order of the record's actions. */
  actionIds: number[];
  aliases: NewAlias[];
  affiliations: NewAffiliation[];
  /** The planned meeting as it was, where the record became one. */
  planned: Meeting | null;
  /** The agenda that it was called with, as text. */
  plannedAgenda: string;
};

/** Numbers of the persons and bodies that a record names. */
export type Register = { persons: ReadonlyMap<string, number>; bodies: ReadonlyMap<string, number> };

/**
 * Writes a record: meeting, text, people and everything that came out. Inside the caller's transaction, with the
 * group's lock held. `plannedId`: the meeting without a report that it becomes; null for a new one.
 */
export async function takeIn(
  trx: Database,
  group: Group,
  record: MeetingRecord,
  plannedId: number | null,
  by: { accountId: number | null },
  now: Date,
): Promise<TakenIn> {
  const register = await registerNames(trx, record, now);
  const planned = plannedId === null ? null : await findPlanned(trx, group, plannedId);
  const meeting = await placeMeeting(trx, group, record, planned, now);
  const plannedAgenda = agendaText(planned === null ? [] : await agendaOf(trx, planned.id).execute());
  if (record.agenda.length > 0) await removeAgenda(trx, meeting.id);
  const blocks = await addBlocks(trx, meeting.textId, record.blocks, by, now);
  const blockIds = blocks.map((block) => block.id);
  await keepMeetingParts(trx, meeting.id, record, register, blockIds);
  const at = { groupId: group.id, textId: meeting.textId, meetingId: meeting.id, heldOn: meeting.heldOn };
  const actionIds = await addActions(trx, at, actionsOf(record, register, blockIds), now);
  await keepOutcomes(trx, at, record, blockIds);
  await keepReading(trx, at, record, register, blockIds);
  const named = await keepNames(trx, record, register, meeting.heldOn, now);
  return { meeting, textId: meeting.textId, blockIds, actionIds, ...named, planned, plannedAgenda };
}

export async function registerNames(trx: Database, record: MeetingRecord, now: Date): Promise<Register> {
  const persons = await findOrAddPersons(trx, record.naming.persons, now);
  return { persons, bodies: await findOrAddBodies(trx, record.naming.bodies, now) };
}

async function findPlanned(trx: Database, group: Group, id: number): Promise<Meeting> {
  const meeting = await findMeeting(trx, id);
  if (meeting?.groupId !== group.id || meeting.textId !== null)
    throw new Conflict("The planned meeting that you chose has a report meanwhile. Choose again.");
  return meeting;
}

/** Adds the meeting with its text, or gives the planned one its report and what the report knows better. */
async function placeMeeting(
  trx: Database,
  group: Group,
  record: MeetingRecord,
  planned: Meeting | null,
  now: Date,
): Promise<Meeting & { textId: number }> {
  const wanted = { number: record.meeting.number ?? planned?.number ?? null, heldOn: record.meeting.heldOn };
  const handle = await freeHandle(trx, group.id, handleOf(wanted), planned?.id ?? null);
  const address = meetingAddress(group.slug, handle);
  const { title, language, direction } = record;
  const text = await addText(
    trx,
    { groupId: group.id, title, address, language, direction, heldOn: wanted.heldOn },
    now,
  );
  const facts = { ...record.meeting, ...wanted, handle, state: "closed", textId: text.id } as const;
  if (planned === null) {
    const added = await addMeeting(
      trx,
      { ...facts, groupId: group.id, joiningLink: null, recordingAddress: null, namesGone: false },
      now,
    );
    return { ...added, textId: text.id };
  }
  const meeting = {
    ...planned,
    ...facts,
    startsAt: facts.startsAt ?? (facts.heldOn === planned.heldOn ? planned.startsAt : null),
    timeZone: facts.timeZone ?? planned.timeZone,
  };
  await setMeeting(trx, meeting);
  if (handle !== planned.handle)
    await leaveForwardingAddress(trx, meetingAddress(group.slug, planned.handle), address, now);
  return meeting;
}

export async function keepMeetingParts(
  trx: Database,
  meetingId: number,
  record: MeetingRecord,
  register: Register,
  blockIds: readonly number[],
): Promise<void> {
  const groups = await stakeholderGroupsOf(trx, [...register.persons.values()], record.meeting.heldOn);
  await addRoles(
    trx,
    meetingId,
    record.roles.map((one) => ({ ...one, ...idsOf(one, register) })),
  );
  await addAgenda(
    trx,
    meetingId,
    record.agenda.map((one) => ({ ...one, blockId: idAt(blockIds, one.block) })),
  );
  await addAttendance(
    trx,
    meetingId,
    record.attendance.map((one) => {
      const ids = idsOf(one, register);
      return { ...one, ...ids, stakeholderGroup: one.stakeholderGroup ?? groups.get(ids.personId ?? 0) ?? null };
    }),
  );
  await addAttachments(
    trx,
    meetingId,
    record.attachments.map((one) => ({ ...one, blockId: idAt(blockIds, one.block) })),
  );
}

const idsOf = (named: NamedBy, register: Register): Pick<RecordedOwner, "personId" | "bodyId"> => ({
  personId: register.persons.get(named.person ?? "") ?? null,
  bodyId: register.bodies.get(named.body ?? "") ?? null,
});
const idAt = (blockIds: readonly number[], place: number | null): number | null =>
  place === null ? null : (blockIds[place] ?? null);

export const actionsOf = (record: MeetingRecord, register: Register, blockIds: readonly number[]) =>
  record.actions.map((one) => ({
    ...one,
    owners: one.owners.map((owner) => ({ words: owner.words, ...idsOf(owner, register) })),
    blockId: idAt(blockIds, one.block),
  }));

async function keepOutcomes(
  trx: Database,
  at: StatedIn,
  record: MeetingRecord,
  blockIds: readonly number[],
): Promise<void> {
  const placed = <T extends { block: number | null }>(list: readonly T[]) =>
    list.map((one) => ({ ...one, blockId: idAt(blockIds, one.block) }));
  await addDecisions(trx, at, placed(record.decisions));
  await addRecommendations(trx, at, placed(record.recommendations));
  await addOpenQuestions(trx, at, placed(record.questions));
}

/** What the reading of the text found in it: who said what, events, acronyms, findings. */
export async function keepReading(
  trx: Database,
  at: StatedIn & { meetingId: number },
  record: MeetingRecord,
  register: Register,
  blockIds: readonly number[],
): Promise<void> {
  const said = record.interventions.flatMap((one) => {
    const blockId = idAt(blockIds, one.block ?? 0);
    return blockId === null ? [] : [{ ...one, ...idsOf(one, register), blockId }];
  });
  await addInterventions(trx, at, said);
  await addMentionedEvents(
    trx,
    at.textId,
    record.events.map((one) => ({ ...one, blockId: idAt(blockIds, one.block) })),
  );
  await proposeAcronyms(trx, at, record.acronyms);
  await addFindings(trx, at.textId, record.findings);
}

/** Notes other names, and affiliations as of that day; returns what was not known before. */
export async function keepNames(
  trx: Database,
  record: MeetingRecord,
  register: Register,
  heldOn: string | null,
  now: Date,
): Promise<{ aliases: NewAlias[]; affiliations: NewAffiliation[] }> {
  const aliases = record.naming.aliases.flatMap(({ person, ...alias }) => {
    const personId = register.persons.get(person);
    return personId === undefined ? [] : [{ personId, ...alias }];
  });
  const affiliations = record.attendance.flatMap((one) => {
    const { personId, bodyId } = idsOf(one, register);
    if (personId === null || one.affiliation === null) return [];
    return [{ personId, bodyId, words: one.affiliation, stakeholderGroup: one.stakeholderGroup }];
  });
  return {
    aliases: await noteAliases(trx, aliases, now),
    affiliations: await noteAffiliations(trx, affiliations, heldOn),
  };
}
