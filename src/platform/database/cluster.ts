import { type ChildProcess, spawn } from "node:child_process";
import { chownSync, mkdirSync, readdirSync, renameSync, rmSync, statfsSync, statSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { Trouble } from "../trouble.ts";
import type { PostgresProgram } from "./postgres-program.ts";
import { commandAs, type RunAs } from "./run-as.ts";

/** The files of the database, below the data folder. */
export const clusterIn = (folder: string): string => join(folder, "database");

export const isMade = (cluster: string): boolean =>
  statSync(join(cluster, "PG_VERSION"), { throwIfNoEntry: false }) !== undefined;

/**
 * Makes the files of a new database. UTF-8 with the built-in C.UTF-8 locale: the same order and case on every machine,
 * whatever its libraries say. Made aside and renamed when whole, so that a killed start leaves nothing half made.
 */
export async function makeCluster(cluster: string, program: PostgresProgram, runAs: RunAs): Promise<void> {
  removeHalfMade(cluster);
  const making = `${cluster}.making-${process.pid}`;
  mkdirSync(making, { mode: 0o700 });
  if (runAs.kind === "user") chownSync(making, runAs.uid, runAs.gid);
  const args = ["--pgdata", making, "--username=baraza", "--encoding=UTF8", "--locale=C", "--locale-provider=builtin"];
  args.push("--builtin-locale=C.UTF-8", "--auth-local=trust", "--auth-host=reject", "--no-instructions");
  const command = commandAs(runAs, program.initdb, args);
  // Detached, so that Ctrl-C does not tear it: the start ends what it began and then stops.
  const child = spawn(command.program, command.args, {
    ...command.user,
    cwd: making,
    env: plainEnvironment(program),
    detached: true,
  });
  const said: string[] = [];
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (chunk: Buffer) => said.push(chunk.toString()));
  if ((await exitOf(child)) !== 0) {
    removeHalfMade(cluster);
    throw troubleFrom("The database could not be made", said.join(""), dirname(cluster));
  }
  renameSync(making, cluster);
}

function removeHalfMade(cluster: string): void {
  const folder = dirname(cluster);
  for (const name of readdirSync(folder).filter((name) => name.startsWith(`${basename(cluster)}.making-`))) {
    rmSync(join(folder, name), { recursive: true, force: true, maxRetries: 5 });
  }
}

/** None of the operator's own PostgreSQL variables, and messages in one language. */
export function plainEnvironment({ libraryFolder }: PostgresProgram): NodeJS.ProcessEnv {
  const libraries = process.platform === "darwin" ? "DYLD_LIBRARY_PATH" : "LD_LIBRARY_PATH";
  return { PATH: process.env.PATH ?? "", LC_ALL: "C", TZ: "UTC", [libraries]: libraryFolder };
}

export const exitOf = (child: ChildProcess): Promise<number | null> =>
  new Promise((resolve) => {
    child.once("close", resolve);
    child.once("error", () => resolve(null));
  });

/** A disk with less left may not even hold the reason, in bytes. */
const NEARLY_FULL_BYTES = 1024 * 1024;

/** The reason that PostgreSQL gave, as the operator's sentence. */
export function troubleFrom(what: string, log: string, folder: string): Trouble {
  const { bavail, bsize } = statfsSync(folder);
  if (/No space left on device|Disk quota exceeded/.test(log) || bavail * bsize < NEARLY_FULL_BYTES) {
    return new Trouble(`${what}: the disk is full. Make room, then start again; what was confirmed is kept.`);
  }
  const lines = log.split("\n").filter((line) => /\b(FATAL|PANIC|error):/.test(line));
  const reason = lines
    .at(-1)
    ?.replace(/^.*?\b(?:FATAL|PANIC|error):\s*/, "")
    .replace(/\.$/, "");
  return new Trouble(`${what}: ${reason ?? "PostgreSQL gave no reason"}.`);
}
