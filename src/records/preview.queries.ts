import type { Group } from "../groups/group.ts";
import { findMeeting } from "../meetings/meeting.queries.ts";
import type { PlannedMeeting } from "../meetings/meeting.ts";
import { listMeetingsWithoutReport } from "../meetings/recorded.queries.ts";
import type { Database } from "../platform/database/database.ts";
import { findCheckContext } from "./check-context.queries.ts";
import type { KnownToGroup } from "./doubt.ts";
import { findImport } from "./report-import.queries.ts";
import type { ReportImport } from "./report-import.ts";

/** What the group knows that the doubts about a report rest on, and the import that it would change. */
export async function findKnown(
  db: Database,
  group: Group,
  given: Pick<ReportImport, "revises">,
): Promise<KnownToGroup & { base: ReportImport | null }> {
  const base = given.revises === null ? null : await findImport(db, group.id, given.revises);
  const revised =
    base && base.state === "accepted" && base.meetingId !== null ? await findMeeting(db, base.meetingId) : undefined;
  const { people } = await findCheckContext(db, group.id);
  const asPlanned = ({ id, handle, number, heldOn }: PlannedMeeting): PlannedMeeting => ({
    id,
    handle,
    number,
    heldOn,
  });
  return {
    planned: await listMeetingsWithoutReport(db, group.id),
    revised: revised ? asPlanned(revised) : null,
    people: people.map((one) => one.name),
    base: revised && base ? base : null,
  };
}
