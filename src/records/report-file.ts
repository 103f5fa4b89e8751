/** A file that someone gives, as a reading that can be taken in. */
import { FILE_LIMIT_BYTES, refused } from "../platform/formats/read-text.ts";
import { readTree } from "../platform/formats/read-tree.ts";
import { ReadingWorkers } from "../platform/formats/reading-workers.ts";
import { unreadable } from "../platform/formats/unreadable.ts";
import type { CheckContext } from "./checks/rule.ts";
import { asReading, type FileReading, type ReportFile } from "./report-reading.ts";

/** A file with all that reading and checking it needs, so that a worker can do the whole. */
export type ReadingTask = ReportFile & { context: CheckContext };

const workers = new ReadingWorkers<ReadingTask, FileReading>(new URL("./report-worker.ts", import.meta.url));

/**
 * Reads and checks a file that came from elsewhere in a worker that can die alone: neither its format nor its words
 * can keep the program from serving others, or take more than ten seconds.
 */
export function readReportFile(file: ReportFile, context: CheckContext): Promise<FileReading> {
  if (file.bytes.byteLength > FILE_LIMIT_BYTES) return Promise.resolve(refused(unreadable.tooLarge()));
  return workers.run({ name: file.name, bytes: new Uint8Array(file.bytes), context });
}

/** Reads a file that the person at this computer chose: text without a worker. */
export const readOwnReportFile = async (file: ReportFile, context: CheckContext): Promise<FileReading> =>
  asReading(await readTree(file.bytes), file, context);
