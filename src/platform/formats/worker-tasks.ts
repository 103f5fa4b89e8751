/** The side of a reading worker that runs in the thread. */
import { parentPort } from "node:worker_threads";

export type FromWorker<Outcome> = { kind: "ready" } | { kind: "done"; outcome: Outcome };

/**
 * Answers one task after another and keeps nothing between two. What `perform` throws ends the worker, and those
 * outside say that the file could not be read.
 */
export function serveTasks<Task, Outcome>(perform: (task: Task) => Promise<Outcome>): void {
  const answer = (message: FromWorker<Outcome>): void => parentPort?.postMessage(message);
  parentPort?.on("message", async (task: Task) => answer({ kind: "done", outcome: await perform(task) }));
  answer({ kind: "ready" });
}
