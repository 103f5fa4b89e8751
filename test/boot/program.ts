import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { after } from "node:test";
import { sql } from "kysely";
import { openDatabase } from "../../src/platform/database/database.ts";
import { readHolder } from "../../src/platform/database/folder-lock.ts";
import { runningServer, serverUrl, stopServer } from "../../src/platform/database/server.ts";
import { quiet } from "../../src/platform/progress.ts";
import { isRunning } from "../../src/platform/running-process.ts";
import { ROOT } from "../architecture.ts";

/** Longer than anything here takes on a slow machine, in milliseconds. */
const PATIENCE_MS = 90_000;

export type Program = {
  child: ChildProcess;
  /** What it has said so far. */
  said(): string;
  /** Waits until it says so; throws if it ends first. */
  says(words: RegExp): Promise<RegExpMatchArray>;
  /** Its exit code, or the signal that ended it. */
  ended: Promise<number | NodeJS.Signals | null>;
};

/** `program`: another `bin/baraza`, or `npm`, of whose scripts `words` names one. */
export type Place = { program?: string; uid?: number; gid?: number; env?: Record<string, string> };

const { NODE_TEST_CONTEXT: _outer, ...environment } = process.env;

/** The real command as a real process, on a free port and the folder given. */
export function baraza(words: string[], folder: string, place: Place = {}): Program {
  const settings = { BARAZA_DATA: folder, BARAZA_PORT: "0", BARAZA_URL: "", DATABASE_URL: "", ...place.env };
  const { uid, gid } = place;
  const byNpm = place.program === "npm";
  const command = byNpm ? "npm" : process.execPath;
  const child = spawn(command, byNpm ? words : [place.program ?? join(ROOT, "bin/baraza"), ...words], {
    cwd: byNpm ? ROOT : "/",
    env: { ...environment, ...settings },
    // by the channel it notices that a run was called off in which nobody is left to stop it; npm cannot pass one on
    stdio: ["ignore", "pipe", "pipe", ...(byNpm ? [] : ["ipc" as const])],
    ...(uid === undefined ? {} : { uid }),
    ...(gid === undefined ? {} : { gid }),
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr])
    stream?.on("data", (chunk: Buffer) => (output += chunk.toString()));
  const ended = new Promise<number | NodeJS.Signals | null>((resolve) =>
    child.once("close", (code, signal) => resolve(code ?? signal)),
  );
  const says = (words: RegExp) =>
    new Promise<RegExpMatchArray>((resolve, reject) => {
      const look = () => {
        const found = output.match(words);
        if (found !== null) resolve(found);
        return found !== null;
      };
      if (look()) return;
      const patience = setTimeout(() => reject(new Error(`It never said ${words}, but:\n${output}`)), PATIENCE_MS);
      patience.unref();
      for (const stream of [child.stdout, child.stderr]) stream?.on("data", look);
      ended.then(
        (code) => look() || reject(new Error(`It ended with ${code} and never said ${words}, but:\n${output}`)),
      );
    });
  after(() => child.kill("SIGKILL"));
  return { child, said: () => output, says, ended };
}

/** Serves and waits until it can be reached; `at` is its address. */
export async function served(folder: string, place: Place = {}): Promise<Program & { at: string }> {
  const program = baraza(["serve"], folder, place);
  const [, at = ""] = await program.says(/Baraza is at (http:\S+)/);
  return { ...program, at };
}

export async function stopped(program: Program): Promise<number | NodeJS.Signals | null> {
  program.child.kill("SIGTERM");
  return program.ended;
}

/** A data folder of a test's own, below the repository, gone afterwards with whatever still runs on it. */
export function dataFolder(name: string, above = join(ROOT, "tmp")): string {
  const folder = join(above, `boot-${name}-${process.pid}`);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(above, { recursive: true });
  after(async () => {
    killHard(readHolder(folder).pid);
    const pid = runningServer(folder);
    if (pid !== undefined) await stopServer({ pid, adopted: true }, quiet);
    rmSync(folder, { recursive: true, force: true });
  });
  return folder;
}

/** The program itself (not what started it), which holds the folder. */
export const heldBy = (folder: string): number => readHolder(folder).pid;

export const serverOn = (folder: string): number => runningServer(folder) ?? 0;

export function killHard(...pids: number[]): void {
  for (const pid of pids.filter((one) => one !== process.pid && isRunning(one))) process.kill(pid, "SIGKILL");
}

/** The processes that this one started. */
export function childrenOf(pid: number): number[] {
  if (process.platform !== "linux") return [];
  const numbers = readdirSync("/proc").filter((name) => /^\d+$/.test(name));
  return numbers.map(Number).filter((one) => parentOf(one) === pid);
}

function parentOf(pid: number): number {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    return Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]);
  } catch {
    return 0;
  }
}

/** Writes a line into the instance that runs on the folder, as something that a group was told is kept. */
export async function writeLine(folder: string, words: string): Promise<void> {
  const db = openDatabase(serverUrl(folder, "baraza"));
  await sql`create table if not exists kept_line (words text)`.execute(db);
  await sql`insert into kept_line values (${words})`.execute(db);
  await db.destroy();
}

export async function readLines(folder: string): Promise<string[]> {
  const db = openDatabase(serverUrl(folder, "baraza"));
  const { rows } = await sql<{ words: string }>`select words from kept_line order by words`.execute(db);
  await db.destroy();
  return rows.map((row) => row.words);
}
