import { setTimeout as sleep } from "node:timers/promises";
import type pg from "pg";
import { z } from "zod";
import type { Database } from "../database/database.ts";
import { log } from "../http/log.ts";
import { deliver, type Post } from "./delivery.commands.ts";
import { DELIVERY } from "./message-out.queries.ts";

/** How often the queue is looked at for what is to be tried again, in milliseconds; what is new is told at once. */
const POLL_MS = 10_000;
/** So many mails are on their way at once. */
const AT_ONCE = 2;
/** How long a mail that is on its way may take when the program stops, in milliseconds; cut off, it is tried again. */
const GRACE_MS = 2_000;
/** How long a queue that broke (its database went away, say) rests before it is taken up again, in milliseconds. */
const REST_MS = 5_000;

/** Delivers what is queued until it is stopped: call what is returned, and wait for it. */
export function startPost(db: Database, pool: pg.Pool, post: Post, now: () => Date): () => Promise<void> {
  const stopping = new AbortController();
  const running = runUntil(stopping.signal, db, pool, post, now);
  return async () => {
    stopping.abort();
    await running;
  };
}

async function runUntil(
  stopping: AbortSignal,
  db: Database,
  pool: pg.Pool,
  post: Post,
  now: () => Date,
): Promise<void> {
  const { Logger, run } = await import("graphile-worker");
  const options = {
    pgPool: pool,
    concurrency: AT_ONCE,
    noHandleSignals: true,
    pollInterval: POLL_MS,
    gracefulShutdownAbortTimeout: GRACE_MS,
    // Its lines name jobs and quote errors: a fault of ours is logged by `deliverJob`, the rest is no news.
    logger: new Logger(() => () => {}),
    parsedCronItems: [],
    taskList: {
      [DELIVERY]: (payload: unknown, { abortSignal }: { abortSignal?: AbortSignal }) =>
        deliverJob(payload, db, post, now, abortSignal ?? stopping),
    },
  };
  while (!stopping.aborted) {
    try {
      const runner = await run({ ...options });
      const stop = () => void runner.stop().catch(() => {});
      stopping.addEventListener("abort", stop, { once: true });
      if (stopping.aborted) stop();
      await runner.promise;
    } catch (error) {
      log({ at: now(), route: "queue of mail", status: 500, durationMs: 0, error });
    }
    if (!stopping.aborted) await sleep(REST_MS, undefined, { ref: false, signal: stopping }).catch(() => {});
  }
}

const Job = z.object({ id: z.number() });

async function deliverJob(payload: unknown, db: Database, post: Post, now: () => Date, stopping: AbortSignal) {
  const startedMs = performance.now();
  try {
    await deliver(db, Job.parse(payload).id, post, now, stopping);
  } catch (error) {
    log({ at: now(), route: DELIVERY, status: 500, durationMs: performance.now() - startedMs, error });
    throw new Error("not delivered"); // kept by the queue, which tries again: without a word of the mail
  }
}
