import { createHash } from "node:crypto";
import type { Actor } from "../access/actor.ts";
import { insist } from "../access/may.ts";
import { findDisclosureDefaults, lockGroup } from "../groups/group.queries.ts";
import type { Group } from "../groups/group.ts";
import { findMeeting } from "../meetings/meeting.queries.ts";
import { meetingAddress } from "../meetings/meeting.ts";
import { listMeetingsReported } from "../meetings/recorded.queries.ts";
import { type Database, inTransaction } from "../platform/database/database.ts";
import { type Answer, once } from "../platform/journal/act.queries.ts";
import { writeJournal } from "../platform/journal/journal.queries.ts";
import { Conflict, NotFound } from "../platform/refusal.ts";
import type { Choices } from "./choices.ts";
import { addImport, decideImport, findImport, findPresentImport, findSameContent } from "./report-import.queries.ts";
import { type ImportState, importAddress, type ReportImport } from "./report-import.ts";
import type { ReportFile } from "./report-reading.ts";
import { takeIn } from "./taking-in.commands.ts";
import { type GroupHabits, type Reading, recordOf } from "./taking-in.ts";

/** An account that acts, and the key under which its act happens once. */
export type Press = { key: string; path: string };

/** What became of a report that was offered. `known`: the same content is here already, in this state. */
export type Offered = { id: number; known: ImportState | null; revises: number | null };

export const insistOnImporter = (by: Actor, group: Pick<Group, "id">): void =>
  insist(by, "create", { resource: "import", groupId: group.id });

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
    if (same) return { id: same.id, known: same.state, revises: null };
    const revises = await findRevised(trx, group, given.reading);
    const id = await addImport(
      trx,
      {
        groupId: group.id,
        sourceName: given.file.name === "" ? null : given.file.name,
        source: given.file.bytes,
        contentHash,
        reading: given.reading,
        revises,
        accountId: by.accountId,
      },
      now,
    );
    await note(trx, "import.offered", group, id, by, now, {});
    return { id, known: null, revises };
  });
}

/** The import that a report of the same meeting came from: the one with its number, or its day where it has none. */
async function findRevised(trx: Database, group: Group, { report }: Reading): Promise<number | null> {
  if (report.meeting_number === null && report.date === null) return null;
  const like = { number: report.meeting_number, heldOn: report.date };
  const [meeting] = await listMeetingsReported(trx, group.id, like);
  return meeting === undefined ? null : ((await findPresentImport(trx, meeting.id))?.id ?? null);
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
    const given = await findUndecided(trx, group, id);
    if (given.state === "accepted") return { location: await addressOf(trx, group, given) };
    const record = recordOf(given.reading, choices, await habitsOf(trx, group.id));
    const taken = await takeIn(trx, group, record, choices.meetingId ?? null, by, now);
    const { blockIds, actionIds, aliases, affiliations, planned } = taken;
    const added = { blockIds, actionIds, aliases, affiliations, planned, droppedIds: [] };
    await decideImport(trx, id, { state: "accepted", choices, meetingId: taken.meeting.id, added }, now);
    const after = {
      meetingId: taken.meeting.id,
      textId: taken.textId,
      blocks: blockIds.length,
      actions: actionIds.length,
    };
    await note(trx, "import.accepted", group, id, by, now, after);
    return {
      location: meetingAddress(group.slug, taken.meeting.handle),
      said: "Taken in. Office holders see it; one press publishes it.",
    };
  });
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
export async function habitsOf(db: Database, groupId: number): Promise<GroupHabits> {
  const row = await findDisclosureDefaults(db, groupId);
  return {
    list: { audience: row.list_audience, onRequest: row.list_on_request },
    recording: { audience: row.recording_audience, onRequest: row.recording_on_request },
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
