/**
 * What runs in a worker: reads one file after another and answers each. It catches nothing but refusals: what else is
 * thrown ends the worker, and those outside say that the file could not be read.
 */
import { parentPort } from "node:worker_threads";
import { Unacceptable } from "../refusal.ts";
import { readDocx } from "./docx.ts";
import { isZip } from "./foreign-file.ts";
import { type ReadOutcome, readTextFile, refused } from "./read-text.ts";

export type FromWorker = { kind: "ready" } | { kind: "done"; outcome: ReadOutcome };

parentPort?.on("message", async (bytes: Uint8Array) => {
  answer({ kind: "done", outcome: isZip(bytes) ? await readWordFile(bytes) : readTextFile(bytes) });
});
answer({ kind: "ready" });

async function readWordFile(bytes: Uint8Array): Promise<ReadOutcome> {
  try {
    return { kind: "tree", tree: await readDocx(bytes) };
  } catch (error) {
    if (error instanceof Unacceptable) return refused(error);
    throw error;
  }
}

function answer(message: FromWorker): void {
  parentPort?.postMessage(message);
}
