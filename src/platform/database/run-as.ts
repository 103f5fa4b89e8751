import { spawnSync } from "node:child_process";
import { statSync } from "node:fs";
import { Trouble } from "../trouble.ts";
import type { PostgresProgram } from "./postgres-program.ts";

/** PostgreSQL refuses to run as root; so root runs it as someone else. */
export type RunAs = { kind: "self" } | { kind: "user"; uid: number; gid: number } | { kind: "unshare" };

export type Command = { program: string; args: string[]; user: { uid?: number; gid?: number } };

/** The command as that user. `unshare` replaces itself by the program: the process id stays. */
export function commandAs(runAs: RunAs, program: string, args: string[]): Command {
  if (runAs.kind === "unshare") return { program: "unshare", args: ["--user", program, ...args], user: {} };
  if (runAs.kind === "user") return { program, args, user: { uid: runAs.uid, gid: runAs.gid } };
  return { program, args, user: {} };
}

/**
 * As whom the database runs. Where it exists, its owner decides. Else root tries who called sudo, the user `postgres`,
 * root without its powers (a user namespace of its own) and `nobody`, and takes the first who can enter
 * the folder and run the program: below a home that others cannot enter that is `unshare`.
 */
export function chooseRunAs(folder: string, cluster: string, program: PostgresProgram): RunAs {
  if (process.getuid?.() !== 0) return { kind: "self" };
  const owner = statSync(cluster, { throwIfNoEntry: false });
  const candidates = owner === undefined ? newOwners() : [ownerOf(owner)];
  const able = candidates.find((runAs) => canRun(runAs, folder, program));
  if (able !== undefined) return able;
  throw new Trouble(
    owner === undefined || owner.uid === 0
      ? `PostgreSQL does not run as root, no unprivileged user can enter ${folder}, and "unshare --user" is refused here: start as an ordinary user, or set BARAZA_DATA to a folder the user postgres can enter.`
      : `The database in ${folder} belongs to user ${owner.uid}, who cannot enter the folder or run ${program.postgres}: move both where that user can enter, or start as that user.`,
  );
}

function ownerOf(owner: { uid: number; gid: number }): RunAs {
  return owner.uid === 0 ? { kind: "unshare" } : { kind: "user", uid: owner.uid, gid: owner.gid };
}

function newOwners(): RunAs[] {
  const named = [process.env.SUDO_USER, "postgres"].flatMap((name) => userNamed(name));
  return [...named, { kind: "unshare" }, ...userNamed("nobody")];
}

function userNamed(name: string | undefined): RunAs[] {
  if (name === undefined || name === "root") return [];
  const [uid, gid] = ["-u", "-g"].map((which) => {
    const found = spawnSync("id", [which, name], { encoding: "utf8" });
    return found.status === 0 ? Number(found.stdout) : Number.NaN;
  });
  return uid && gid ? [{ kind: "user", uid, gid }] : [];
}

function canRun(runAs: RunAs, folder: string, { postgres, libraryFolder }: PostgresProgram): boolean {
  const script = 'cd "$0" && LD_LIBRARY_PATH="$2" exec "$1" --version';
  const command = commandAs(runAs, "sh", ["-c", script, folder, postgres, libraryFolder]);
  return spawnSync(command.program, command.args, { ...command.user, cwd: "/", timeout: 20_000 }).status === 0;
}
