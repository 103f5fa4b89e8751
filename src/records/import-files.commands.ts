import { operatorOf } from "../access/actor.ts";
import type { Group } from "../groups/group.ts";
import { publishReport } from "../meetings/publication.commands.ts";
import type { Database } from "../platform/database/database.ts";
import { findCheckContext } from "./check-context.queries.ts";
import { noChoices } from "./choices.ts";
import { readOwnReportFile } from "./report-file.ts";
import { acceptImport, offerReport } from "./report-import.commands.ts";
import type { ReportFile } from "./report-reading.ts";

/** What became of one file. `where`: the address of its report. */
export type FileOutcome =
  | { kind: "new" | "same" | "changed"; name: string; where: string }
  | { kind: "refused"; name: string; why: string };

const noKey = { key: "", path: "" };

/**
 * Reads a file and takes it in, with the likeliest answer to each doubt, for the person who runs the program.
 * `then`: whether its report is published at once.
 */
export async function importFile(
  db: Database,
  group: Group,
  file: ReportFile,
  then: "publish" | "keep",
  now: Date,
): Promise<FileOutcome> {
  const by = operatorOf(group.id);
  const read = await readOwnReportFile(file, await findCheckContext(db, group.id));
  if (read.kind === "refused") return { kind: "refused", name: file.name, why: read.sentence };
  const offered = await offerReport(db, group, { file, reading: read.reading }, by, now);
  const { location, said } = await acceptImport(db, group, offered.id, noChoices, noKey, by, now);
  const handle = location.slice(location.lastIndexOf("/") + 1);
  if (then === "publish") await publishReport(db, { groupSlug: group.slug, handle }, noKey, by, now);
  const kind = offered.known === "accepted" ? "same" : said === "changed" ? "changed" : "new";
  return { kind, name: file.name, where: location };
}
