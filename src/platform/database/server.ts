import { spawn } from "node:child_process";
import { closeSync, openSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import type { Progress } from "../progress.ts";
import { isRunning, programOf } from "../running-process.ts";
import { codeOf } from "../trouble.ts";
import { clusterIn, exitOf, isMade, makeCluster, plainEnvironment, troubleFrom } from "./cluster.ts";
import { connectionTo } from "./database.ts";
import { type PostgresProgram, postgresProgram } from "./postgres-program.ts";
import { chooseRunAs, commandAs, type RunAs } from "./run-as.ts";
import { SERVER_SETTINGS, type ServerSettings } from "./server-settings.ts";

export type Server = { pid: number; adopted: boolean };

/**
 * Starts the shipped PostgreSQL on `folder` (absolute), making its files at the first start, or adopts the one that a
 * killed parent left running. The caller holds the folder (`takeFolder`). It listens on a socket in the folder only.
 */
export async function startServer(folder: string, progress: Progress, settings: ServerSettings = {}): Promise<Server> {
  const leftOver = runningServer(folder);
  if (leftOver !== undefined) {
    const adopt = () => untilAnswering(folder, leftOver);
    const answers = await progress.during("Taking over the database that is still running", adopt);
    if (answers) return { pid: leftOver, adopted: true };
  }
  const program = postgresProgram(folder);
  const cluster = clusterIn(folder);
  const runAs = chooseRunAs(folder, cluster, program);
  if (!isMade(cluster)) await progress.during("Making the database", () => makeCluster(cluster, program, runAs));
  const start = () => launch(folder, program, runAs, { ...SERVER_SETTINGS, ...settings });
  return { pid: await progress.during("Starting the database", start), adopted: false };
}

/** What `pg_ctl -m fast` does (which refuses root): open transactions are rolled back, connections closed, all is written. */
export async function stopServer(server: Server, progress: Progress): Promise<void> {
  if (!isRunning(server.pid)) return;
  process.kill(server.pid, "SIGINT");
  await progress.during("Stopping the database", async () => {
    while (isRunning(server.pid)) await sleep(20);
  });
}

/** Where a database answers while a server runs on `folder`. */
export function serverUrl(folder: string, database = "postgres"): string {
  return `postgresql://baraza@localhost/${database}?host=${encodeURIComponent(clusterIn(folder))}`;
}

/** The process that serves the database in `folder`, if one does. Its file outlives it, and its number may be another's. */
export function runningServer(folder: string): number | undefined {
  const pid = writtenPid(folder);
  return isRunning(pid) && programOf(pid) === "postgres" ? pid : undefined;
}

const pidFile = (folder: string): string => join(clusterIn(folder), "postmaster.pid");

function writtenPid(folder: string): number {
  try {
    return Number(readFileSync(pidFile(folder), "utf8").split("\n")[0]);
  } catch (error) {
    if (codeOf(error) === "ENOENT") return 0;
    throw error;
  }
}

/** How long processes of a server that was killed may take to notice, in milliseconds. */
const ORPHANS_MS = 10_000;

async function launch(
  folder: string,
  program: PostgresProgram,
  runAs: RunAs,
  settings: ServerSettings,
): Promise<number> {
  const until = performance.now() + ORPHANS_MS;
  for (;;) {
    disownStalePid(folder);
    const pid = await tryLaunch(folder, program, runAs, settings);
    if (pid !== undefined) return pid;
    const log = readFileSync(logFile(folder), "utf8");
    const orphans = /shared memory block .* is still in use/.test(log);
    if (!orphans || performance.now() > until) throw troubleFrom("The database did not start", log, folder);
    await sleep(200);
  }
}

const logFile = (folder: string): string => join(folder, "database.log");

/**
 * PostgreSQL refuses to start while the number in its pid file is in use, be it by a stranger since a restart of the
 * machine or by the dead whom nobody collected. It takes its parent's number for stale: that is written there. The
 * file itself must stay, for by it the server finds processes of its forerunner that still write. The socket's lock
 * says nothing more: the socket lies in the same folder.
 */
function disownStalePid(folder: string): void {
  rmSync(join(clusterIn(folder), ".s.PGSQL.5432.lock"), { force: true });
  if (writtenPid(folder) === 0) return;
  const [, ...rest] = readFileSync(pidFile(folder), "utf8").split("\n");
  writeFileSync(pidFile(folder), [process.pid, ...rest].join("\n"));
}

/** Detached, so that Ctrl-C, which reaches the whole group, does not stop it before the program has ended its work. */
async function tryLaunch(
  folder: string,
  program: PostgresProgram,
  runAs: RunAs,
  settings: ServerSettings,
): Promise<number | undefined> {
  const given = Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  const command = commandAs(runAs, program.postgres, ["-D", clusterIn(folder), ...given]);
  const log = openSync(logFile(folder), "w");
  const child = spawn(command.program, command.args, {
    ...command.user,
    cwd: clusterIn(folder),
    env: plainEnvironment(program),
    detached: true,
    stdio: ["ignore", log, log],
  });
  child.unref();
  closeSync(log);
  const ended = exitOf(child).then(() => false);
  const answers = await Promise.race([untilAnswering(folder, child.pid ?? 0), ended]);
  return answers ? child.pid : undefined;
}

/** cannot_connect_now: starting, recovering or stopping; and the socket that is not there yet, or no more. */
const NOT_NOW = ["57P03", "ECONNREFUSED", "ENOENT", "ECONNRESET", "EPIPE"];

/** Waits as long as the process runs, for recovery may be long. False if it ended first. */
async function untilAnswering(folder: string, pid: number): Promise<boolean> {
  while (isRunning(pid)) {
    const client = new pg.Client({ ...connectionTo(serverUrl(folder)), connectionTimeoutMillis: 5_000 });
    client.on("error", () => {}); // told by the call that meets it
    try {
      await client.connect();
      await client.end();
      return true;
    } catch (error) {
      if (isRunning(pid) && !NOT_NOW.includes(codeOf(error) ?? "")) throw error;
      await sleep(20);
    }
  }
  return false;
}
