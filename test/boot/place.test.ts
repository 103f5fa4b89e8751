import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { chmodSync, chownSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, test } from "node:test";
import { nativeFolder } from "../../src/platform/database/postgres-program.ts";
import { ROOT } from "../architecture.ts";
import { baraza, dataFolder, readLines, served, stopped, writeLine } from "./program.ts";

const isRoot = process.getuid?.() === 0;
/** Every Debian and macOS has this user; it owns nothing. */
const NOBODY = { uid: 65534, gid: 65534 };
const can = (program: string, args: string[], user = {}): boolean => spawnSync(program, args, user).status === 0;

const notRoot = isRoot ? false : "only root can try this";
const noUnshare = notRoot || (can("unshare", ["--user", "true"]) ? false : "unshare --user is refused on this machine");
const enters = can(process.execPath, ["--version"], NOBODY) && can("test", ["-r", nativeFolder()], NOBODY);
const closed = notRoot || (enters ? false : "no other user can enter this clone");

/** A folder that a test makes before the program does. */
function place(name: string, mode: number, owner?: { uid: number; gid: number }): string {
  const folder = dataFolder(name);
  mkdirSync(folder, { mode });
  chmodSync(folder, mode);
  if (owner !== undefined) chownSync(folder, owner.uid, owner.gid);
  return folder;
}

async function keepsItsWord(folder: string, user = {}): Promise<void> {
  const first = await served(folder, user);
  await writeLine(folder, "kept");
  assert.equal(await stopped(first), 0);
  const second = await served(folder, user);
  assert.deepEqual(await readLines(folder), ["kept"]);
  assert.equal(await stopped(second), 0);
}

test("root starts below a home that no one else can enter", { skip: noUnshare }, async () => {
  const home = place("home", 0o700);
  await keepsItsWord(join(home, "data"));
  assert.equal(statSync(join(home, "data", "database")).uid, 0);
});

test("an ordinary user starts in a clone that is another's", { skip: closed }, async () => {
  const folder = place("ordinary", 0o700, NOBODY);
  await keepsItsWord(folder, NOBODY);
  assert.equal(statSync(join(folder, "database")).uid, NOBODY.uid);
});

test("root goes on with what an ordinary user began", { skip: closed }, async () => {
  const folder = place("handed-over", 0o700, NOBODY);
  const first = await served(folder, NOBODY);
  await writeLine(folder, "kept");
  assert.equal(await stopped(first), 0);
  const second = await served(folder);
  assert.deepEqual(await readLines(folder), ["kept"]);
  assert.equal(await stopped(second), 0);
});

test("a folder that may not be written is said in one sentence", { skip: closed }, async () => {
  const program = baraza(["serve"], place("shut", 0o755), NOBODY);
  assert.equal(await program.ended, 1);
  assert.match(program.said(), /^baraza: The data folder \S+ cannot be made or written here[^\n]*\.\n$/);
});

test("a path longer than a socket's name may be", async () => {
  const above = join(ROOT, "tmp", `boot-deep-${process.pid}`);
  after(() => rmSync(above, { recursive: true, force: true }));
  await keepsItsWord(dataFolder("deep", join(above, "a-folder-with-a-long-name".repeat(4), "and-one-more".repeat(5))));
});

/** Room for one database and little more. */
const SIZE_MB = 96;

function mountSmall(folder: string): string | false {
  if (!isRoot) return "only root can mount a small disk";
  mkdirSync(folder, { recursive: true });
  after(() => {
    can("umount", ["--lazy", folder]);
    rmSync(folder, { recursive: true, force: true });
  });
  const mounted = can("mount", ["-t", "tmpfs", "-o", `size=${SIZE_MB}m`, "tmpfs", folder]);
  return mounted ? false : "no small disk can be mounted on this machine";
}

/** Fills what is left, to the last byte. */
function fill(folder: string): string {
  const ballast = join(folder, "ballast");
  spawnSync("dd", ["if=/dev/zero", `of=${ballast}`, "bs=64k", "status=none"]);
  return ballast;
}

test("a full disk is said in one sentence, and nothing that was confirmed is lost", async (t) => {
  const small = join(ROOT, "tmp", `boot-disk-${process.pid}`);
  const disk = dataFolder("full", small);
  const leftOut = mountSmall(small);
  if (leftOut !== false) return t.skip(leftOut);
  mkdirSync(disk, { mode: 0o711 });
  const ballast = join(disk, "ballast");
  writeFileSync(ballast, Buffer.alloc((SIZE_MB - 12) * 1024 * 1024));
  await isRefused(disk, /could not be made: the disk is full/);
  rmSync(ballast);

  const first = await served(disk);
  await writeLine(disk, "1 before the disk was full");
  fill(disk);
  await assert.rejects(writeMuch(disk), /No space left|terminat|ECONN/);
  rmSync(ballast, { force: true });
  await stopped(first);
  fill(disk);
  await isRefused(disk, /disk is full/);
  rmSync(ballast);

  const last = await served(disk);
  assert.ok((await readLines(disk)).includes("1 before the disk was full"));
  assert.equal(await stopped(last), 0);
});

async function isRefused(folder: string, words: RegExp): Promise<void> {
  const program = baraza(["serve"], folder);
  assert.equal(await program.ended, 1, program.said());
  assert.match(program.said().replace(/^.* … \d+ s\n/gm, ""), /^baraza: [^\n]*\.\n$/);
  assert.match(program.said(), words);
}

async function writeMuch(folder: string): Promise<void> {
  for (let turn = 0; turn < 400; turn++)
    await writeLine(folder, `2 ${readFileSync(import.meta.filename).toString("hex")}`);
}
