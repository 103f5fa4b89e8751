import { type ChildProcess, spawn } from "node:child_process";
import { chownSync, closeSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import type { Progress } from "../progress.ts";
import { Trouble } from "../trouble.ts";
import { connectionTo } from "./database.ts";
import { type PostgresProgram, postgresProgram } from "./postgres-program.ts";
import { chooseRunAs, commandAs, type RunAs } from "./run-as.ts";

export type Server = { url: string; adopted: boolean; stop(): Promise<void> };

/** What differs for a server whose data may be lost, as that of a test run. */
export type ServerOptions = { settings?: Record<string, string> };

/**
 * Starts the shipped PostgreSQL on `folder` (absolute), making its files at the first start, or adopts the one that a
 * killed parent left running. The caller holds the folder (`takeFolder`). It listens on a socket in the folder only.
 */
export async function startServer(folder: string, progress: Progress, options: ServerOptions = {}): Promise<Server> {
  const cluster = join(folder, "database");
  const program = postgresProgram();
  const url = serverUrl(folder);
  const leftOver = runningPid(cluster);
  if (leftOver !== undefined) {
    await progress.during("Taking over the database that is still running", () => untilAnswering(url, leftOver));
    return { url, adopted: true, stop: () => stopServer(leftOver, progress) };
  }
  const runAs = chooseRunAs(folder, cluster, program.postgres);
  if (!isMade(cluster)) await progress.during("Making the database", () => makeCluster(cluster, program, runAs));
  rmSync(join(cluster, "postmaster.pid"), { force: true });
  const pid = await progress.during("Starting the database", () => launch(folder, program, runAs, options));
  return { url, adopted: false, stop: () => stopServer(pid, progress) };
}

/** Where the program's own database answers while a server runs on `folder`. */
export function serverUrl(folder: string, database = "postgres"): string {
  return `postgresql://baraza@localhost/${database}?host=${encodeURIComponent(join(folder, "database"))}`;
}

const isMade = (cluster: string): boolean =>
  statSync(join(cluster, "PG_VERSION"), { throwIfNoEntry: false }) !== undefined;

/** The postmaster of this cluster if it is alive: its pid file outlives it, and the number may be another's by now. */
export function runningPid(cluster: string): number | undefined {
  try {
    const pid = Number(readFileSync(join(cluster, "postmaster.pid"), "utf8").split("\n")[0]);
    return isPostgres(pid) ? pid : undefined;
  } catch {
    return undefined;
  }
}

function isPostgres(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return process.platform !== "linux" || readFileSync(`/proc/${pid}/comm`, "utf8").trim() === "postgres";
  } catch {
    return false;
  }
}

/** Made aside and renamed when whole, so that a killed start leaves nothing half made. */
async function makeCluster(cluster: string, program: PostgresProgram, runAs: RunAs): Promise<void> {
  const making = `${cluster}.making`;
  rmSync(making, { recursive: true, force: true });
  mkdirSync(making, { mode: 0o700 });
  if (runAs.kind === "user") chownSync(making, runAs.uid, runAs.gid);
  const args = ["--pgdata", making, "--username=baraza", "--encoding=UTF8", "--locale=C", "--locale-provider=builtin"];
  args.push("--builtin-locale=C.UTF-8", "--auth-local=trust", "--auth-host=reject", "--no-instructions");
  const command = commandAs(runAs, program.initdb, args);
  const child = spawn(command.program, command.args, { ...command.options, env: plainEnvironment(), cwd: making });
  const said: string[] = [];
  child.stdout?.on("data", (chunk: Buffer) => said.push(chunk.toString()));
  child.stderr?.on("data", (chunk: Buffer) => said.push(chunk.toString()));
  const code = await ended(child);
  if (code !== 0) throw new Trouble(`The database could not be made: ${lastWords(said.join(""))}`);
  renameSync(making, cluster);
}

/** No statement, value or name reaches the log: errors are for the caller alone, only the server's own state is kept. */
const SETTINGS: Record<string, string> = {
  listen_addresses: "",
  unix_socket_directories: ".",
  unix_socket_permissions: "0700",
  max_connections: "60",
  shared_buffers: "64MB",
  jit: "off",
  fsync: "on",
  synchronous_commit: "on",
  full_page_writes: "on",
  timezone: "UTC",
  log_timezone: "UTC",
  log_destination: "stderr",
  logging_collector: "off",
  log_min_messages: "log",
  log_min_error_statement: "panic",
  log_error_verbosity: "terse",
  log_statement: "none",
  log_min_duration_statement: "-1",
  log_parameter_max_length: "0",
  log_parameter_max_length_on_error: "0",
  log_checkpoints: "off",
};

/** Detached, so that Ctrl-C, which reaches the whole group, does not stop it before the program has ended its work. */
async function launch(folder: string, program: PostgresProgram, runAs: RunAs, options: ServerOptions): Promise<number> {
  const cluster = join(folder, "database");
  const log = openSync(join(folder, "database.log"), "w");
  const args = ["-D", cluster];
  for (const [name, value] of Object.entries({ ...SETTINGS, ...options.settings })) args.push("-c", `${name}=${value}`);
  const command = commandAs(runAs, program.postgres, args);
  const child = spawn(command.program, command.args, {
    ...command.options,
    cwd: cluster,
    env: plainEnvironment(),
    detached: true,
    stdio: ["ignore", log, log],
  });
  child.unref();
  closeSync(log);
  const exit = ended(child);
  const pid = child.pid ?? 0;
  const outcome = await Promise.race([untilAnswering(serverUrl(folder), pid), exit.then(() => "ended" as const)]);
  if (outcome === "ended") throw new Trouble(`The database did not start: ${lastWords(readLog(folder))}`);
  return pid;
}

/** None of the operator's own PostgreSQL variables, and messages in one language. */
function plainEnvironment(): NodeJS.ProcessEnv {
  return { PATH: process.env.PATH ?? "", LC_ALL: "C", TZ: "UTC" };
}

async function untilAnswering(url: string, pid: number): Promise<"answering"> {
  for (;;) {
    const client = new pg.Client({ ...connectionTo(url), connectionTimeoutMillis: 5_000 });
    try {
      await client.connect();
      await client.end();
      return "answering";
    } catch (error) {
      if (!isPostgresStarting(pid)) throw error;
      await sleep(30);
    }
  }
}

function isPostgresStarting(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

/** What `pg_ctl -m fast` does (which refuses root): open transactions are rolled back, connections closed, all is written. */
async function stopServer(pid: number, progress: Progress): Promise<void> {
  if (!isPostgresStarting(pid)) return;
  process.kill(pid, "SIGINT");
  await progress.during("Stopping the database", async () => {
    while (isPostgresStarting(pid)) await sleep(20);
  });
}

const ended = (child: ChildProcess): Promise<number | null> =>
  new Promise((resolve) => {
    child.once("exit", (code) => resolve(code));
    child.once("error", () => resolve(null));
  });

const readLog = (folder: string): string => readFileSync(join(folder, "database.log"), "utf8");

const lastWords = (log: string): string =>
  log
    .split("\n")
    .filter((line) => /FATAL|PANIC|error|could not/i.test(line))
    .at(-1)
    ?.replace(/^.*?(?:FATAL|PANIC|error):\s*/i, "") ?? "it said nothing";
