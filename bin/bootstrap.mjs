/**
 * Brings a clone to life under any Node from 18: installs what is missing, then goes on with the pinned Node,
 * which runs the TypeScript as it stands. Plain JavaScript without a dependency: it runs before there is any.
 */
import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { constants } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { pathToFileURL } from "node:url";
import { ensureInstalled, NotInstalled, pinnedNode, ROOT } from "./install.mjs";

/** The least Node that runs TypeScript unaided; the same as "engines" in package.json. */
const LEAST_MAJOR = 24;
/** How often a start under npm looks whether npm still lives, in milliseconds. */
const WATCH_MS = 300;

/** @param {"run" | "work"} purpose "work" installs what tests need too */
export async function start(entry, purpose) {
  try {
    await ensureInstalled(purpose);
    const node = nodeToUse();
    if (node === process.execPath) await goOn(join(ROOT, entry));
    else handOver(node, [join(ROOT, entry), ...process.argv.slice(2)]);
  } catch (error) {
    if (!(error instanceof NotInstalled) && error.code === undefined) throw error;
    process.stderr.write(`baraza: ${error.message}\n`);
    process.exitCode = 1;
  }
}

function nodeToUse() {
  const pinned = pinnedNode();
  if (existsSync(pinned)) return pinned;
  if (Number.parseInt(process.versions.node, 10) >= LEAST_MAJOR) return process.execPath;
  throw new NotInstalled(
    `npm ships no Node for ${process.platform} on ${process.arch}: install Node ${LEAST_MAJOR} or newer and start again (this is ${process.version}).`,
  );
}

/** This is the pinned Node already, as under npm, which finds it first. */
function goOn(entry) {
  watchNpm(() => process.kill(process.pid, "SIGTERM"))?.unref();
  return import(pathToFileURL(entry).href);
}

/** Signals go down, the exit code comes up. The channel tells the program that this process is gone, however it went. */
function handOver(node, words) {
  const child = spawn(node, words, { stdio: ["inherit", "inherit", "inherit", "ipc"] });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
  const watch = watchNpm(() => child.kill("SIGTERM"));
  child.on("error", (error) => {
    process.stderr.write(`baraza: ${node} does not run here (${error.message}).\n`);
    process.exit(1);
  });
  child.on("exit", (code, signal) => {
    clearInterval(watch);
    process.exit(code ?? 128 + (constants.signals[signal] ?? 0));
  });
}

/** `kill -9` of npm leaves its command running; nobody would see it any more, so it leaves too. */
function watchNpm(leave) {
  if (!process.env.npm_lifecycle_event) return undefined;
  const line = npmLine();
  return setInterval(() => {
    if (npmLine() !== line) leave();
  }, WATCH_MS);
}

/** Who started this process, up to npm: npm itself, or the shell it started and npm. */
function npmLine() {
  const { parent, name } = statusOf(process.ppid);
  return /^(ba|da|z|k)?sh$/.test(name) ? `${process.ppid} ${parent}` : `${process.ppid}`;
}

/** The parent and the name of a process, from proc_pid_stat(5); without /proc (macOS) the parent is all that is known. */
function statusOf(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    const end = stat.lastIndexOf(")");
    return { name: stat.slice(stat.indexOf("(") + 1, end), parent: stat.slice(end + 2).split(" ")[1] };
  } catch {
    return { name: "", parent: "" };
  }
}
