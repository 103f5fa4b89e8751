import type { Group } from "../groups/group.ts";
import { findMeeting } from "../meetings/meeting.queries.ts";
import { listMeetingsWithoutReport } from "../meetings/recorded.queries.ts";
import type { Database } from "../platform/database/database.ts";
import { findCheckContext } from "./check-context.queries.ts";
import type { KnownToGroup } from "./doubt.ts";
import { findRevisable } from "./report-import.queries.ts";
import type { ReportImport } from "./report-import.ts";
import type { MeetingRecord, Reading } from "./taking-in.ts";

/** What the group knows that the doubts about a record rest on, and the import that it would change. */
export async function findKnown(
  db: Database,
  group: Group,
  record: Pick<MeetingRecord, "meeting">,
  reading: Reading,
): Promise<KnownToGroup & { base: ReportImport | null }> {
  const base = await findRevisable(db, group.id, record.meeting, reading);
  const revised = base?.meetingId == null ? undefined : await findMeeting(db, base.meetingId);
  const { people } = await findCheckContext(db, group.id);
  return {
    planned: await listMeetingsWithoutReport(db, group.id),
    revised: revised ?? null,
    people: people.map((one) => one.name),
    base: revised ? base : null,
    earlier: revised && base ? base.choices : null,
  };
}
