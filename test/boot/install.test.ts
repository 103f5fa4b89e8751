import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, beforeEach, test } from "node:test";
import { ROOT } from "../architecture.ts";
import { baraza, type Program } from "./program.ts";

/** A clone of this repository as it stands, without its dependencies. */
const clone = join(ROOT, "tmp", `boot-clone-${process.pid}`);
const modules = join(clone, "node_modules");
const calls = join(clone, "npm-calls");

/** In place of the network: an npm that brings the packages of this clone, and notes that it was called. */
const NPM = `#!/bin/sh
echo "$@" >> "${calls}"
[ -e "${clone}/offline" ] && { echo "npm error code ENOTFOUND" >&2; echo "npm error network no way out." >&2; exit 1; }
sleep 0.5
cp -al "${join(ROOT, "node_modules")}" "${modules}" 2>/dev/null || cp -R "${join(ROOT, "node_modules")}" "${modules}"
rm -f "${modules}/.baraza-installed.json"
`;

beforeEach(() => {
  rmSync(clone, { recursive: true, force: true });
  mkdirSync(join(clone, "bin"), { recursive: true });
  const copied = spawnSync("cp", ["-a", "bin", "src", "package.json", "package-lock.json", clone], { cwd: ROOT });
  assert.equal(copied.status, 0);
  writeFileSync(join(clone, "bin", "npm"), NPM);
  chmodSync(join(clone, "bin", "npm"), 0o755);
});
after(() => rmSync(clone, { recursive: true, force: true }));

const help = (): Program =>
  baraza(["help"], join(clone, "data"), {
    program: join(clone, "bin/baraza"),
    env: { PATH: `${join(clone, "bin")}:${process.env.PATH}`, npm_execpath: "" },
  });

const timesInstalled = (): number => readFileSync(calls, "utf8").trim().split("\n").length;

async function works(): Promise<void> {
  const program = help();
  assert.equal(await program.ended, 0, program.said());
  assert.match(program.said(), /baraza serve/);
}

test("the first start installs what is needed and says so, the second goes straight on", async () => {
  const first = help();
  assert.equal(await first.ended, 0, first.said());
  assert.match(first.said(), /Installing what is needed: \d+ of \d+ packages/);
  await works();
  assert.equal(timesInstalled(), 1);
});

test("of two first starts at once one installs and the other waits for it", async () => {
  const both = [help(), help()];
  for (const program of both) assert.equal(await program.ended, 0, program.said());
  assert.equal(timesInstalled(), 1);
});

test("a start that was killed while it installed stands in nobody's way", async () => {
  mkdirSync(join(clone, "tmp"));
  const { pid } = spawnSync("true");
  writeFileSync(join(clone, "tmp", "install.lock"), String(pid));
  await works();
  assert.equal(timesInstalled(), 1);
});

test("an install that was torn is made again", async () => {
  await works();
  rmSync(join(modules, ".baraza-installed.json"));
  rmSync(join(modules, "pg"), { recursive: true });
  await works();
  assert.equal(timesInstalled(), 2);
});

test("a lock file that is newer than what is installed is followed", async () => {
  await works();
  const place = join(clone, "package-lock.json");
  const lock = readFileSync(place, "utf8");
  const raised = lock.replace(/("node_modules\/pg": \{\s*"version": ")[^"]+/, "$199.0.0");
  assert.notEqual(raised, lock);
  writeFileSync(place, raised);
  const program = help();
  assert.equal(await program.ended, 1);
  assert.equal(timesInstalled(), 2);
  assert.match(program.said(), /something is still missing/);
});

test("without a network it says why in one sentence", async () => {
  writeFileSync(join(clone, "offline"), "");
  const program = help();
  assert.equal(await program.ended, 1);
  assert.match(program.said(), /^baraza: the dependencies could not be installed: network no way out \(.*\)\.$/m);
});
