/** Installs the dependencies where they are missing, half there, or older than the lock file. */
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { holdLock } from "./install-lock.mjs";

export const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const MODULES = join(ROOT, "node_modules");
/** Says which lock file was installed whole, and for what; npm removes it with the rest when it installs. */
const STAMP = join(MODULES, ".baraza-installed.json");
const MACHINE = `${process.platform}-${process.arch}`;

export class NotInstalled extends Error {}

export const pinnedNode = () => join(MODULES, `node-${MACHINE}`, "bin", "node");

/** @param {"run" | "work"} purpose */
export async function ensureInstalled(purpose) {
  if (isStamped(purpose)) return;
  const all = purpose === "work" || existsSync(join(MODULES, "typescript"));
  if (!isComplete(all)) await installAlone(all);
  stamp();
}

async function installAlone(all) {
  mkdirSync(join(ROOT, "tmp"), { recursive: true });
  const release = await holdLock(join(ROOT, "tmp", "install.lock"), showProgress);
  try {
    if (isComplete(all)) return; // another start installed meanwhile
    await install(all);
    if (!isComplete(all)) throw new NotInstalled("npm ended well and something is still missing: see tmp/install.log.");
  } finally {
    release();
  }
}

/** Spares the next start the look at each package. Who may not write here (the clone is another's) looks each time. */
function stamp() {
  try {
    writeFileSync(STAMP, JSON.stringify({ lock: lockHash(), all: isComplete(true) }));
  } catch (error) {
    if (!["EACCES", "EPERM", "EROFS"].includes(error.code)) throw error;
  }
}

function isStamped(purpose) {
  const stamp = readJson(STAMP);
  return stamp?.lock === lockHash() && (stamp.all || purpose === "run");
}

const lockHash = () =>
  createHash("sha256")
    .update(readFileSync(join(ROOT, "package-lock.json")))
    .update(MACHINE)
    .digest("hex");

/** Each package of the lock file stands in its place in its version, and npm wrote its own list, which it does last. */
function isComplete(all) {
  const installed = readJson(join(MODULES, ".package-lock.json"));
  if (installed === undefined) return false;
  return wantedPackages(all).every(
    ([place, { version }]) =>
      installed.packages?.[place]?.version === version &&
      readJson(join(ROOT, place, "package.json"))?.version === version,
  );
}

/** Optional packages are for one kind of machine each: those of this one are needed, a musl library's never. */
function wantedPackages(all) {
  const { packages } = readJson(join(ROOT, "package-lock.json")) ?? { packages: {} };
  return Object.entries(packages).filter(([place, entry]) => {
    if (place === "" || entry.link) return false;
    if (entry.dev && !all) return false;
    if (!entry.optional && !entry.devOptional) return true;
    return entry.os?.includes(process.platform) && entry.cpu?.includes(process.arch) && !entry.libc;
  });
}

async function install(all) {
  const wanted = wantedPackages(all);
  const there = () => wanted.filter(([place]) => existsSync(join(ROOT, place, "package.json"))).length;
  const done = showProgress(() => `Installing what is needed: ${there()} of ${wanted.length} packages`);
  const flags = all ? ["--include=dev"] : ["--omit=dev"];
  // Not `npm ci`: it refuses a lock file without each optional package of each platform, also where a registry has not
  // all of them. This takes the versions of the lock file as well, writes nothing into it, and begins as empty: what a
  // killed install left looks whole to npm.
  rmSync(MODULES, { recursive: true, force: true, maxRetries: 5 });
  const { code, said } = await runNpm(["install", "--no-save", "--include=optional", ...flags, ...PLAINLY]);
  done();
  writeFileSync(join(ROOT, "tmp", "install.log"), said);
  if (code !== 0) {
    throw new NotInstalled(`the dependencies could not be installed: ${reason(said)} (all of it: tmp/install.log).`);
  }
}

/** Whatever loglevel npm itself was called with: its reason is wanted if it fails. */
const PLAINLY = ["--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error"];

function runNpm(words) {
  const own = process.env.npm_execpath;
  const [program, first] = own?.endsWith("npm-cli.js") ? [process.execPath, [own]] : ["npm", []];
  const child = spawn(program, [...first, ...words], { cwd: ROOT, stdio: ["ignore", "pipe", "pipe"] });
  const said = [];
  child.stdout.on("data", (chunk) => said.push(chunk));
  child.stderr.on("data", (chunk) => said.push(chunk));
  const stop = () => child.kill("SIGTERM");
  process.once("SIGTERM", stop).once("SIGINT", stop);
  return new Promise((resolve) => {
    const end = (code, words) => {
      process.off("SIGTERM", stop).off("SIGINT", stop);
      resolve({ code, said: words ?? Buffer.concat(said).toString() });
    };
    child.on("error", (error) => end(1, `npm error npm does not start: ${error.message}`));
    child.on("close", (code) => end(code ?? 1));
  });
}

function reason(said) {
  const errors = said.split("\n").filter((line) => /^npm (error|ERR!)/.test(line));
  const words = errors
    .map((line) => line.replace(/^npm (error|ERR!)\s*/, ""))
    .filter((line) => !/^code |^A complete log/.test(line));
  return (
    words
      .find((line) => line.trim() !== "")
      ?.trim()
      .replace(/\.$/, "") ?? "npm was stopped"
  );
}

/** One line that moves on a terminal, a line now and then elsewhere. Returns how to end it. */
function showProgress(sentence) {
  const began = Date.now();
  const terminal = process.stderr.isTTY;
  const say = () => {
    const line = `${sentence()}, ${Math.round((Date.now() - began) / 1000)} s`;
    process.stderr.write(terminal ? `\r\x1b[K${line}` : `${line}\n`);
  };
  say();
  const timer = setInterval(say, terminal ? 250 : 4000);
  return () => {
    clearInterval(timer);
    say();
    if (terminal) process.stderr.write("\n");
  };
}

function readJson(path) {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch {
    return undefined;
  }
}
