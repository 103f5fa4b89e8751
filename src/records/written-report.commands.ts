import type { Actor } from "../access/actor.ts";
import { lockOpenGroup } from "../groups/group.commands.ts";
import type { Group } from "../groups/group.ts";
import { agendaOf } from "../meetings/agenda.queries.ts";
import type { Meeting } from "../meetings/meeting.ts";
import { publishReport } from "../meetings/publication.commands.ts";
import type { Database } from "../platform/database/database.ts";
import type { Answer } from "../platform/journal/act.queries.ts";
import { Conflict } from "../platform/refusal.ts";
import { findCheckContext } from "./check-context.queries.ts";
import { noChoices } from "./choices.ts";
import { readReportFile } from "./report-file.ts";
import { acceptImport, insistOnImporter, offerReport } from "./report-import.commands.ts";
import type { Reading } from "./taking-in.ts";
import { composed, readingAt, type WrittenReport } from "./written-report.ts";

type Composed = { bytes: Uint8Array; reading: Reading };

/** Reads what was typed as the report of this meeting; a sentence where it cannot be read. */
export async function readWritten(
  db: Database,
  group: Group,
  meeting: Meeting,
  written: WrittenReport,
  by: Actor,
): Promise<Composed | { refused: string }> {
  insistOnImporter(by, group);
  const file = composed(meeting, written);
  const bytes = new TextEncoder().encode(file.markdown);
  const read = await readReportFile({ name: "", bytes }, await findCheckContext(db, group.id));
  if (read.kind === "refused") return { refused: read.sentence };
  const agenda = await agendaOf(db, meeting.id).execute();
  return { bytes, reading: readingAt(read.reading, file, meeting, agenda) };
}

const noKey = { key: "", path: "" };

/** Takes the report of a planned meeting in, with the likeliest answer to each doubt; `then` says whether all see it. */
export async function keepWritten(
  trx: Database,
  group: Group,
  meeting: Meeting,
  { bytes, reading }: Composed,
  then: "publish" | "keep",
  by: Actor,
  now: Date,
): Promise<Answer> {
  await lockOpenGroup(trx, group.id);
  const offered = await offerReport(trx, group, { file: { name: "", bytes }, reading }, by, now);
  if (offered.known === "accepted") throw new Conflict("This report is here already.");
  const { heldOn, number, id } = meeting;
  const choices = { ...noChoices, heldOn, number, meetingId: id, revise: false };
  const { location } = await acceptImport(trx, group, offered.id, choices, noKey, by, now);
  const handle = location.slice(location.lastIndexOf("/") + 1);
  if (then === "publish") await publishReport(trx, { groupSlug: group.slug, handle }, noKey, by, now);
  return { location };
}
