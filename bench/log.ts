/**
 * What sealing costs an act, and how far it lags: acts as fast as they go with the sealer still and at work, in turns;
 * then a thousand acts a second with it. One run, one database, real fsync. Source: issue 3, number 10.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "kysely";
import { type Database, inTransaction } from "../src/platform/database/database.ts";
import { holdInstance } from "../src/platform/database/instance.ts";
import { once } from "../src/platform/journal/act.queries.ts";
import { findSealingLag } from "../src/platform/journal/checkpoint.queries.ts";
import { writeJournal } from "../src/platform/journal/journal.queries.ts";
import { seal } from "../src/platform/journal/sealer.queries.ts";
import { progressOn } from "../src/platform/progress.ts";

const ROUNDS = 5;
const ROUND_MS = 3_000;
const WRITERS = 8;
const SEAL_EVERY_MS = 3_000;
/** What must hold: an act's cost within the noise of a run, and no line waiting long. */
const LEAST_RATIO = 0.9;
/** Ten acts a transaction, so that the disk of a small machine is not what is measured. */
const PACE = { acts: 1_000, seconds: 12, atOnce: 10 };
const MOST_LAG_SECONDS = 10;

const folder = mkdtempSync(join(tmpdir(), "baraza-bench-log-"));
const instance = await holdInstance(
  { dataFolder: folder, databaseUrl: undefined },
  "bench",
  progressOn(process.stderr),
);
let acts = 0;
try {
  const ratio = await compare(instance.db);
  const lag = await paced(instance.db);
  const sealed = await capacity(instance.db);
  process.exitCode = ratio >= LEAST_RATIO && sealed >= PACE.acts && lag <= MOST_LAG_SECONDS ? 0 : 1;
} finally {
  await instance.close();
  rmSync(folder, { recursive: true, force: true });
}

/** One act as the program does each: its key, its line with before and after, its answer. */
function act(db: Database): Promise<unknown> {
  const number = ++acts;
  const press = { key: `bench ${number}`, accountId: 1, path: "/group/actions/1/closure" };
  return once(db, press, new Date(), async (trx) => {
    const line = { kind: "action.closed", groupId: 1, subject: { kind: "action", id: number }, accountId: 1 };
    await writeJournal(trx, { ...line, at: new Date(), before: { state: "open" }, after: { state: "done" } });
    return { location: "/group/actions/1" };
  });
}

async function compare(db: Database): Promise<number> {
  const rates: { still: number[]; sealing: number[] } = { still: [], sealing: [] };
  await round(db, false); // warms up
  for (let i = 0; i < ROUNDS; i++) {
    rates.still.push(await round(db, false));
    await seal(db, new Date());
    rates.sealing.push(await round(db, true));
  }
  const ratio = median(rates.sealing) / median(rates.still);
  console.log(
    `acts a second, ${WRITERS} at once: ${median(rates.still).toFixed(0)} without the sealer, ${median(rates.sealing).toFixed(0)} with it`,
  );
  console.log(`ratio ${ratio.toFixed(2)} (at least ${LEAST_RATIO})`);
  return ratio;
}

/** With the sealer, a round has it at work as often as the program has: once in three seconds, over what came in. */
async function round(db: Database, sealing: boolean): Promise<number> {
  const began = performance.now();
  const end = began + ROUND_MS;
  let done = 0;
  const writers = Array.from({ length: WRITERS }, async () => {
    while (performance.now() < end) {
      await act(db);
      done++;
    }
  });
  const sealer = sealing ? sleep(ROUND_MS / 2).then(() => seal(db, new Date())) : Promise.resolve(0);
  await Promise.all(writers);
  const rate = done / ((performance.now() - began) / 1000);
  await sealer;
  return rate;
}

async function paced(db: Database): Promise<number> {
  await seal(db, new Date());
  const stopping = new AbortController();
  const sealer = sealOnAndOn(db, stopping.signal);
  const began = performance.now();
  let lag = 0;
  let sent = 0;
  const writers = Array.from({ length: WRITERS }, async () => {
    while (performance.now() < began + PACE.seconds * 1000) {
      if (sent > ((performance.now() - began) / 1000) * PACE.acts) {
        await sleep(2);
        continue;
      }
      sent += PACE.atOnce;
      await inTransaction(db, async (trx) => {
        for (let i = 0; i < PACE.atOnce; i++) await act(trx);
      });
      if (sent % 500 === 0) lag = Math.max(lag, await lagSeconds(db));
    }
  });
  await Promise.all(writers);
  const took = (performance.now() - began) / 1000;
  stopping.abort();
  await sealer;
  console.log(
    `${(sent / took).toFixed(0)} acts a second for ${took.toFixed(1)} s (${PACE.acts} were asked for); the oldest line waited ${lag.toFixed(1)} s (at most ${MOST_LAG_SECONDS})`,
  );
  return lag;
}

/** How many lines a second the sealer takes where it has all it can take: what it keeps up with, whatever the disk is. */
async function capacity(db: Database): Promise<number> {
  await sql`insert into journal (at, kind, subject_kind, subject_id, commitment)
    select now(), 'bench', 'bench', n, sha256(n::text::bytea) from generate_series(1, 30000) as n`.execute(db);
  const began = performance.now();
  const rate = (await seal(db, new Date())) / ((performance.now() - began) / 1000);
  console.log(`the sealer takes ${rate.toFixed(0)} lines a second (at least ${PACE.acts})`);
  return rate;
}

async function sealOnAndOn(db: Database, stopping: AbortSignal): Promise<void> {
  while (!stopping.aborted) {
    await seal(db, new Date());
    await sleep(SEAL_EVERY_MS);
  }
}

async function lagSeconds(db: Database): Promise<number> {
  const { since } = await findSealingLag(db);
  return since === null ? 0 : (Date.now() - since.getTime()) / 1000;
}

function median(values: number[]): number {
  return values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
