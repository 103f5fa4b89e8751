import { createHash } from "node:crypto";
import type { Actor } from "../access/actor.ts";
import type { Attribution } from "../access/disclosure.ts";
import { insist } from "../access/may.ts";
import { findDisclosureDefaults, lockGroup } from "../groups/group.queries.ts";
import type { Group } from "../groups/group.ts";
import { findMeeting } from "../meetings/meeting.queries.ts";
import { type Meeting, meetingAddress } from "../meetings/meeting.ts";
import { type Database, inTransaction } from "../platform/database/database.ts";
import { type Answer, once } from "../platform/journal/act.queries.ts";
import { writeJournal } from "../platform/journal/journal.queries.ts";
import { Conflict, NotFound } from "../platform/refusal.ts";
import type { Choices } from "./choices.ts";
import { withEarlier } from "./earlier-choices.ts";
import {
  addImport,
  decideImport,
  findImport,
  findRevisable,
  findSameContent,
  keepWithoutNames,
} from "./report-import.queries.ts";
import { type Added, type ImportState, importAddress, type ReportImport } from "./report-import.ts";
import type { ReportFile } from "./report-reading.ts";
import { restateReport } from "./report-revision.commands.ts";
import { takeIn } from "./taking-in.commands.ts";
import { type GroupHabits, type MeetingRecord, type Reading, recordOf } from "./taking-in.ts";
import { saysChathamHouse, withoutNames } from "./without-names.ts";

/** An account that acts, and the key under which its act happens once. */
export type Press = { key: string; path: string };

/** What became of a report that was offered. `known`: the same content is here already, in this state. */
export type Offered = { id: number; known: ImportState | null };

export const insistOnImporter = (by: Actor, group: Pick<Group, "id">): void =>
  insist(by, "create", { resource: "import", groupId: group.id });

/** Of a report in which nobody is to be named, the file is not kept. */
const NOTHING = new Uint8Array();

/** Keeps a report that was read, for a person to look at. The same content again leads to what is here already. */
export async function offerReport(
  db: Database,
  group: Group,
  given: { file: ReportFile; reading: Reading },
  by: Actor,
  now: Date,
): Promise<Offered> {
  insistOnImporter(by, group);
  const contentHash = createHash("sha256").update(given.file.bytes).digest();
  return inTransaction(db, async (trx) => {
    await lockGroup(trx, group.id);
    const same = await findSameContent(trx, group.id, contentHash);
    if (same) return { id: same.id, known: same.state };
    const { attribution } = await habitsOf(trx, group.id);
    const unnamed = attribution === "chatham house" || saysChathamHouse(given.reading.report);
    const kept = unnamed
      ? { sourceName: null, source: NOTHING, reading: withoutNames(given.reading) }
      : { sourceName: given.file.name || null, source: given.file.bytes, reading: given.reading };
    const id = await addImport(trx, { groupId: group.id, ...kept, contentHash, accountId: by.accountId }, now);
    await note(trx, "import.offered", group, id, by, now, {});
    return { id, known: null };
  });
}

/** Takes a report in, all of it or nothing, and once: a repeat, from whichever page, leads to the same meeting. */
export async function acceptImport(
  db: Database,
  group: Group,
  id: number,
  choices: Choices,
  press: Press,
  by: Actor,
  now: Date,
): Promise<Answer> {
  insistOnImporter(by, group);
  return once(db, { ...press, accountId: by.accountId ?? 0 }, now, async (trx) => {
    await lockGroup(trx, group.id);
    const offered = await findUndecided(trx, group, id);
    if (offered.state === "accepted") return { location: await addressOf(trx, group, offered) };
    const given = await unnamedWhereDue(trx, group, offered, choices);
    const habits = await habitsOf(trx, group.id);
    const first = recordOf(given.reading, choices, habits);
    const base = choices.revise === false ? null : await findRevisable(trx, group.id, first.meeting, given.reading);
    const chosen = base ? withEarlier(choices, base.choices, given.reading.report) : choices;
    const record = recordOf(given.reading, chosen, habits);
    const done = base
      ? await reviseBase(trx, group, base, record, habits, by, now)
      : await takeInNew(trx, group, record, choices.meetingId ?? null, by, now);
    const { meeting, added } = done;
    const revises = base?.id ?? null;
    await decideImport(trx, id, { state: "accepted", choices: chosen, meetingId: meeting.id, added, revises }, now);
    const after = { meetingId: meeting.id, textId: meeting.textId, revises, blocks: added.blockIds.length };
    await note(trx, base ? "import.revised" : "import.accepted", group, id, by, now, after);
    return { location: meetingAddress(group.slug, meeting.handle), said: base ? "changed" : "new" };
  });
}

/** Where the meeting is under the Chatham House Rule, nobody is named from here on, in what is kept either. */
async function unnamedWhereDue(
  trx: Database,
  group: Group,
  given: ReportImport,
  choices: Choices,
): Promise<ReportImport> {
  if (given.reading.unattributed) return given;
  const habits = await habitsOf(trx, group.id);
  const first = recordOf(given.reading, choices, habits);
  const base = choices.revise === false ? null : await findRevisable(trx, group.id, first.meeting, given.reading);
  const meetingId = base?.meetingId ?? choices.meetingId ?? null;
  const meeting = meetingId === null ? undefined : await findMeeting(trx, meetingId);
  if ((meeting?.attribution ?? habits.attribution) === "named") return given;
  const reading = withoutNames(given.reading);
  await keepWithoutNames(trx, given.id, reading);
  return { ...given, reading };
}

async function takeInNew(
  trx: Database,
  group: Group,
  record: MeetingRecord,
  plannedId: number | null,
  by: Actor,
  now: Date,
): Promise<{ meeting: Meeting; added: Added }> {
  const taken = await takeIn(trx, group, record, plannedId, by, now);
  const { meeting, textId, blockIds, actionIds, aliases, affiliations, planned, plannedAgenda } = taken;
  return { meeting, added: { textId, blockIds, actionIds, aliases, affiliations, planned, plannedAgenda } };
}

/** A changed copy: the report that the meeting has is brought from its reading to this one. */
async function reviseBase(
  trx: Database,
  group: Group,
  base: ReportImport,
  record: MeetingRecord,
  habits: GroupHabits,
  by: Actor,
  now: Date,
): Promise<{ meeting: Meeting; added: Added }> {
  const from = { record: recordOf(base.reading, base.choices, habits), added: base.added };
  const { meeting, added } = await restateReport(
    trx,
    group,
    base.meetingId ?? 0,
    from,
    { record, added: null },
    by,
    now,
  );
  return { meeting, added: { ...added, planned: null } };
}

async function findUndecided(trx: Database, group: Group, id: number): Promise<ReportImport> {
  const given = await findImport(trx, group.id, id, "lock");
  if (!given) throw new NotFound();
  if (given.state === "undone")
    throw new Conflict("This import was undone. Bring it back, or give the report once more.");
  return given;
}

async function addressOf(trx: Database, group: Group, given: ReportImport): Promise<string> {
  const meeting = given.meetingId === null ? undefined : await findMeeting(trx, given.meetingId);
  return meeting ? meetingAddress(group.slug, meeting.handle) : importAddress(group.slug, given.id);
}

/** What the group's meetings disclose where a report says nothing. */
export async function habitsOf(db: Database, groupId: number): Promise<GroupHabits & { attribution: Attribution }> {
  const row = await findDisclosureDefaults(db, groupId);
  return {
    list: { audience: row.list_audience, how: row.list_how },
    recording: { audience: row.recording_audience, how: row.recording_how },
    attribution: row.attribution,
  };
}

/** Leaves a report for another day; nothing of it is taken in. */
export async function putOffImport(
  db: Database,
  group: Group,
  id: number,
  press: Press,
  by: Actor,
  now: Date,
): Promise<Answer> {
  insistOnImporter(by, group);
  return once(db, { ...press, accountId: by.accountId ?? 0 }, now, async (trx) => {
    const given = await findUndecided(trx, group, id);
    if (given.state === "accepted") return { location: await addressOf(trx, group, given) };
    await decideImport(trx, id, { state: "later" }, now);
    await note(trx, "import.put-off", group, id, by, now, {});
    return { location: `/${group.slug}/import` };
  });
}

export async function note(
  trx: Database,
  kind: string,
  group: Pick<Group, "id">,
  importId: number,
  by: Actor,
  now: Date,
  after: unknown,
): Promise<void> {
  const subject = { kind: "report_import", id: importId };
  await writeJournal(trx, { kind, groupId: group.id, subject, accountId: by.accountId, at: now, after });
}
