/** What runs in the worker of `readReportFile`. */
import { readFileHere } from "../platform/formats/read-file.ts";
import { serveTasks } from "../platform/formats/worker-tasks.ts";
import type { ReadingTask } from "./report-file.ts";
import { asReading, type FileReading } from "./report-reading.ts";

serveTasks(
  async ({ context, ...file }: ReadingTask): Promise<FileReading> =>
    asReading(await readFileHere(file.bytes), file, context),
);
