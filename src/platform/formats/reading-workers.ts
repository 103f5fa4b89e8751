import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import { type ReadOutcome, refused } from "./read-text.ts";
import type { FromWorker } from "./reading-worker.ts";
import { unreadable } from "./unreadable.ts";

/** Source: SAFETY A8; a worker of 128 MB stopped a bomb with the program around it unharmed. */
const TIME_LIMIT_MS = 10_000;
const MEMORY_LIMITS = { maxOldGenerationSizeMb: 128, maxYoungGenerationSizeMb: 32, stackSizeMb: 4 };

/** A core is left to whoever serves pages meanwhile. */
const WORKERS_AT_MOST = Math.max(1, Math.min(4, availableParallelism() - 1));

/** Starting a worker costs more than most documents; one that has read so many is replaced, whatever it may hold. */
const FILES_PER_WORKER = 200;
const IDLE_LIMIT_MS = 30_000;

type Job = { bytes: Uint8Array; timeLimitMs: number; settle: (outcome: ReadOutcome) => void };

const waiting: Job[] = [];
const workers = new Set<ReadingWorker>();

/** Reads a file in a worker that reads nothing else meanwhile. Never rejects: a worker that dies is an outcome. */
export function readInWorker(bytes: Uint8Array, timeLimitMs = TIME_LIMIT_MS): Promise<ReadOutcome> {
  return new Promise((settle) => {
    waiting.push({ bytes, timeLimitMs, settle });
    assign();
  });
}

function assign(): void {
  while (waiting.length > 0) {
    const free = [...workers].find((worker) => worker.isFree) ?? startWorker();
    const job = free === null ? undefined : waiting.shift();
    if (free === null || job === undefined) return;
    free.read(job);
  }
}

function startWorker(): ReadingWorker | null {
  if (workers.size >= WORKERS_AT_MOST) return null;
  const worker = new ReadingWorker((ended) => {
    if (ended) workers.delete(worker);
    assign();
  });
  workers.add(worker);
  return worker;
}

/** One thread. It does not keep the program running while it waits, and ends when nothing comes for a while. */
class ReadingWorker {
  readonly #thread: Worker;
  readonly #changed: (ended: boolean) => void;
  #isReady = false;
  #job: Job | null = null;
  #timer: NodeJS.Timeout | undefined;
  #filesRead = 0;
  #hasEnded = false;

  constructor(changed: (ended: boolean) => void) {
    this.#changed = changed;
    this.#thread = new Worker(new URL("./reading-worker.ts", import.meta.url), {
      resourceLimits: MEMORY_LIMITS,
      env: {},
    });
    this.#thread.unref();
    this.#thread.on("message", (message: FromWorker) =>
      message.kind === "ready" ? this.#begin() : this.#done(message.outcome),
    );
    this.#thread.on("error", (error) =>
      this.#end(refused(isOutOfMemory(error) ? unreadable.tooHeavy() : unreadable.broke())),
    );
    this.#thread.on("exit", () => this.#end(refused(unreadable.broke())));
  }

  get isFree(): boolean {
    return this.#job === null && !this.#hasEnded;
  }

  read(job: Job): void {
    this.#job = job;
    this.#filesRead += 1;
    this.#thread.ref();
    this.#setTimer(TIME_LIMIT_MS, () => this.#end(refused(unreadable.tooSlow())));
    if (this.#isReady) this.#send(job);
  }

  /** The time to start is not the document's. */
  #begin(): void {
    this.#isReady = true;
    if (this.#job !== null) this.#send(this.#job);
  }

  #send(job: Job): void {
    this.#setTimer(job.timeLimitMs, () => this.#end(refused(unreadable.tooSlow())));
    const copy = new Uint8Array(job.bytes);
    this.#thread.postMessage(copy, [copy.buffer]);
  }

  #done(outcome: ReadOutcome): void {
    const job = this.#job;
    this.#job = null;
    job?.settle(outcome);
    if (this.#filesRead >= FILES_PER_WORKER) {
      this.#end(outcome);
      return;
    }
    this.#thread.unref();
    this.#setTimer(IDLE_LIMIT_MS, () => this.#end(outcome)).unref();
    this.#changed(false);
  }

  #end(outcome: ReadOutcome): void {
    if (this.#hasEnded) return;
    this.#hasEnded = true;
    clearTimeout(this.#timer);
    this.#job?.settle(outcome);
    this.#job = null;
    void this.#thread.terminate();
    this.#changed(true);
  }

  #setTimer(milliseconds: number, then: () => void): NodeJS.Timeout {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(then, milliseconds);
    return this.#timer;
  }
}

const isOutOfMemory = (error: unknown): boolean =>
  error instanceof Error && "code" in error && error.code === "ERR_WORKER_OUT_OF_MEMORY";
