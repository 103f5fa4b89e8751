import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import type { Refused } from "./read-text.ts";
import { refused } from "./read-text.ts";
import { unreadable } from "./unreadable.ts";
import type { FromWorker } from "./worker-tasks.ts";

/** Source: SAFETY A8; a worker of 128 MB stopped a bomb with the program around it unharmed. */
const TIME_LIMIT_MS = 10_000;
const MEMORY_LIMITS = { maxOldGenerationSizeMb: 128, maxYoungGenerationSizeMb: 32, stackSizeMb: 4 };

/** A core is left to whoever serves pages meanwhile. */
const WORKERS_AT_MOST = Math.max(1, Math.min(4, availableParallelism() - 1));

/** Starting a worker costs more than most documents; one that has read so many is replaced, whatever it may hold. */
const FILES_PER_WORKER = 200;
const IDLE_LIMIT_MS = 30_000;

type Job<Task, Outcome> = { task: Task; timeLimitMs: number; settle: (outcome: Outcome | Refused) => void };

/** Threads that run one script, which serves tasks (`serveTasks`); a task has its thread to itself while it lasts. */
export class ReadingWorkers<Task, Outcome> {
  readonly #script: URL;
  readonly #waiting: Job<Task, Outcome>[] = [];
  readonly #workers = new Set<ReadingWorker<Task, Outcome>>();

  constructor(script: URL) {
    this.#script = script;
  }

  /** Never rejects: a task that is too slow or too heavy, or ends its worker, is refused in a sentence. */
  run(task: Task, timeLimitMs = TIME_LIMIT_MS): Promise<Outcome | Refused> {
    return new Promise((settle) => {
      this.#waiting.push({ task, timeLimitMs, settle });
      this.#assign();
    });
  }

  #assign(): void {
    while (this.#waiting.length > 0) {
      const free = [...this.#workers].find((worker) => worker.isFree) ?? this.#startWorker();
      const job = free === null ? undefined : this.#waiting.shift();
      if (free === null || job === undefined) return;
      free.take(job);
    }
  }

  #startWorker(): ReadingWorker<Task, Outcome> | null {
    if (this.#workers.size >= WORKERS_AT_MOST) return null;
    const worker = new ReadingWorker<Task, Outcome>(this.#script, (ended) => {
      if (ended) this.#workers.delete(worker);
      this.#assign();
    });
    this.#workers.add(worker);
    return worker;
  }
}

/** One thread. It does not keep the program running while it waits, and ends when nothing comes for a while. */
class ReadingWorker<Task, Outcome> {
  readonly #thread: Worker;
  readonly #changed: (ended: boolean) => void;
  #isReady = false;
  #job: Job<Task, Outcome> | null = null;
  #timer: NodeJS.Timeout | undefined;
  #filesRead = 0;
  #hasEnded = false;

  constructor(script: URL, changed: (ended: boolean) => void) {
    this.#changed = changed;
    this.#thread = new Worker(script, { resourceLimits: MEMORY_LIMITS, env: {} });
    this.#thread.unref();
    this.#thread.on("message", (message: FromWorker<Outcome>) =>
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

  take(job: Job<Task, Outcome>): void {
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

  #send(job: Job<Task, Outcome>): void {
    this.#setTimer(job.timeLimitMs, () => this.#end(refused(unreadable.tooSlow())));
    this.#thread.postMessage(job.task);
  }

  #done(outcome: Outcome): void {
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

  #end(outcome: Outcome | Refused): void {
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
