import { isZip } from "./foreign-file.ts";
import { FILE_LIMIT_BYTES, type ReadOutcome, readTextFile, refused } from "./read-text.ts";
import { ReadingWorkers } from "./reading-workers.ts";
import { unreadable } from "./unreadable.ts";

const workers = new ReadingWorkers<Uint8Array, ReadOutcome>(new URL("./reading-worker.ts", import.meta.url));

/**
 * Reads a file of any kind; its content decides which, never its name. Text, Markdown and HTML are read here and now,
 * a Word document in a worker that can die alone. For files that the person who runs the program chose.
 */
export function readTree(bytes: Uint8Array): Promise<ReadOutcome> {
  return isZip(bytes) ? readTreeSafely(bytes) : Promise.resolve(readTextFile(bytes));
}

/** The same for a file that came from elsewhere: whatever it is, it is read in a worker, within its memory and time. */
export function readTreeSafely(bytes: Uint8Array, timeLimitMs?: number): Promise<ReadOutcome> {
  if (bytes.byteLength > FILE_LIMIT_BYTES) return Promise.resolve(refused(unreadable.tooLarge()));
  return workers.run(new Uint8Array(bytes), timeLimitMs);
}
