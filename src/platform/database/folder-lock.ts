import { accessSync, constants, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { codeOf, Trouble } from "../trouble.ts";

/** Who holds a data folder; written for the sentence that the second start says. */
export const Holder = z.object({ pid: z.number(), doing: z.string() });
export type Holder = z.infer<typeof Holder>;

export type FolderLock = {
  /** Tells a start that comes now to wait for the end of this one. */
  leave(): void;
  release(): void;
};

/** What one that has begun to stop is doing. */
const LEAVING = "stopping";
/** How long a start waits for one that has yet to notice that its parent was killed, in milliseconds. */
const NOTICE_MS = 900;

/**
 * Takes the data folder for this process alone, or says who has it.
 * The lock is the operating system's on an empty SQLite file (Node has no call for it otherwise): whatever ends the
 * process, `kill -9` too, ends the lock, so there is no stale one. The file beside it only names the holder.
 */
export async function takeFolder(folder: string, holder: Holder, waitMs = NOTICE_MS): Promise<FolderLock | Holder> {
  makeFolder(folder);
  const until = performance.now() + waitMs;
  for (;;) {
    const lock = tryLock(join(folder, "lock"));
    if (lock !== undefined) {
      nameHolder(folder, holder);
      const leave = () => nameHolder(folder, { ...holder, doing: LEAVING });
      return { leave, release: () => void (lock.isOpen && lock.close()) };
    }
    const other = readHolder(folder);
    if (performance.now() >= until && other.doing !== LEAVING) return other;
    await sleep(50);
  }
}

/** Others may pass through it, as the user that runs the database does, and may not list it. */
function makeFolder(folder: string): void {
  try {
    makeWithParents(folder);
    accessSync(folder, constants.W_OK | constants.X_OK);
  } catch (error) {
    if (!["EACCES", "EPERM", "ENOTDIR", "EEXIST", "ENOENT", "ELOOP", "ENAMETOOLONG"].includes(codeOf(error) ?? ""))
      throw error;
    throw new Trouble(`The data folder ${folder} cannot be made or written here: choose another with BARAZA_DATA.`);
  }
}

/** One by one: Node's own recursive call goes round for ever where a system folder takes no new one (below /proc). */
function makeWithParents(folder: string): void {
  if (existsSync(folder)) return;
  const parent = dirname(folder);
  if (parent !== folder) makeWithParents(parent);
  try {
    mkdirSync(folder, { mode: 0o711 });
  } catch (error) {
    if (codeOf(error) !== "EEXIST" || !existsSync(folder)) throw error; // another start may have made it meanwhile
  }
}

function tryLock(path: string): DatabaseSync | undefined {
  const file = new DatabaseSync(path, { timeout: 0 });
  try {
    file.exec("pragma journal_mode = memory; begin exclusive"); // a journal on the disk would need room there
    return file;
  } catch (error) {
    file.close();
    if (error instanceof Error && error.message.includes("locked")) return undefined;
    throw error;
  }
}

function nameHolder(folder: string, holder: Holder): void {
  writeFileSync(join(folder, "holder.json"), JSON.stringify(holder));
}

export function readHolder(folder: string): Holder {
  try {
    return Holder.parse(JSON.parse(readFileSync(join(folder, "holder.json"), "utf8")));
  } catch {
    return { pid: 0, doing: "starting" };
  }
}
