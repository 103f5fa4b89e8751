/** Lets one start install at a time. Node 18 has no lock of the operating system: a file names the process that holds it. */
import { linkSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import process from "node:process";

/** A guard is held for a few file operations; one that is older was left by a kill, in milliseconds. */
const GUARD_MS = 10_000;

export async function holdLock(path, showProgress) {
  let done;
  while (!take(path)) {
    done ??= showProgress(() => "Waiting for another start, which is installing");
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  done?.();
  return () => rmSync(path, { force: true });
}

function take(path) {
  if (create(path)) return true;
  if (isAlive(holder(path))) return false;
  return takeOver(path);
}

/** Written aside and linked into place, so that the file never stands there without its number. */
function create(path) {
  const aside = `${path}.${process.pid}`;
  writeFileSync(aside, String(process.pid));
  try {
    linkSync(aside, path);
    return true;
  } catch (error) {
    if (error.code === "EEXIST") return false;
    throw error;
  } finally {
    rmSync(aside, { force: true });
  }
}

/** Of several who see a dead holder, the one with the guard looks again and takes its place. */
function takeOver(path) {
  const guard = `${path}.guard`;
  if (!create(guard)) {
    const since = statSync(guard, { throwIfNoEntry: false })?.mtimeMs ?? Date.now();
    if (Date.now() - since > GUARD_MS) rmSync(guard, { force: true });
    return false;
  }
  try {
    if (isAlive(holder(path))) return false;
    rmSync(path, { force: true });
    return create(path);
  } finally {
    rmSync(guard, { force: true });
  }
}

function holder(path) {
  try {
    return Number(readFileSync(path, "utf8"));
  } catch {
    return 0;
  }
}

/** A number that another program got after a restart of the machine counts as dead: what it runs does not look like this. */
function isAlive(pid) {
  if (!(pid > 0) || pid === process.pid) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    return error.code === "EPERM";
  }
  try {
    return /\bbin\/(baraza|check)\b/.test(readFileSync(`/proc/${pid}/cmdline`, "utf8"));
  } catch {
    return true; // no /proc (macOS): believe the number
  }
}
