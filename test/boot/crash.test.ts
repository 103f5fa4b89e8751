import assert from "node:assert/strict";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { isRunning } from "../../src/platform/running-process.ts";
import {
  baraza,
  childrenOf,
  dataFolder,
  heldBy,
  killHard,
  readLines,
  served,
  serverOn,
  stopped,
  writeLine,
} from "./program.ts";

const folder = dataFolder("crash");

test("a start makes the database, and a stop stops it", async () => {
  const first = await served(folder);
  assert.equal((await fetch(`${first.at}/healthz`)).status, 200);
  await writeLine(folder, "1 said before the first stop");
  const server = serverOn(folder);
  assert.equal(await stopped(first), 0);
  assert.equal(isRunning(server), false);
});

test("Ctrl-C, which reaches every process of the terminal, stops it cleanly too", async () => {
  const program = await served(folder);
  const holder = heldBy(folder);
  program.child.kill("SIGINT");
  process.kill(holder, "SIGINT");
  assert.equal(await program.ended, 0);
  assert.equal(serverOn(folder), 0);
});

test("it goes on when nobody reads its output any more, and a stop stops it cleanly", async () => {
  const program = baraza(["serve"], folder);
  program.child.stdout?.destroy();
  program.child.stderr?.destroy();
  while (serverOn(folder) === 0) await sleep(50);
  await sleep(1_000); // it meets its closed output
  assert.equal(await stopped(program), 0);
  assert.equal(serverOn(folder), 0);
});

test("what was started ends when its starter is killed, and the next start goes on", async () => {
  const program = await served(folder);
  killHard(program.child.pid ?? 0);
  const next = await served(folder);
  assert.deepEqual(await readLines(folder), ["1 said before the first stop"]);
  assert.equal(await stopped(next), 0);
});

test("what npm started ends when npm is killed, and the next start goes on", async () => {
  const program = baraza(["start"], folder, { program: "npm" });
  await program.says(/Baraza is at/);
  killHard(program.child.pid ?? 0);
  const next = await served(folder);
  assert.deepEqual(await readLines(folder), ["1 said before the first stop"]);
  assert.equal(await stopped(next), 0);
});

test("after a kill of the program alone the next start adopts its database", async () => {
  const program = await served(folder);
  await writeLine(folder, "2 said before the kill");
  const server = serverOn(folder);
  killHard(program.child.pid ?? 0, heldBy(folder));
  await program.ended;
  assert.equal(isRunning(server), true, "the database outlives the program");
  const next = await served(folder);
  assert.equal(serverOn(folder), server);
  assert.deepEqual(await readLines(folder), ["1 said before the first stop", "2 said before the kill"]);
  assert.equal(await stopped(next), 0);
  assert.equal(isRunning(server), false, "what was adopted is stopped as well");
});

test("after a kill of everything the next start recovers what was confirmed", async () => {
  const program = await served(folder);
  await writeLine(folder, "3 said before the power went");
  const server = serverOn(folder);
  killHard(program.child.pid ?? 0, heldBy(folder), server, ...childrenOf(server));
  await program.ended;
  const next = await served(folder);
  assert.notEqual(serverOn(folder), server);
  assert.equal((await readLines(folder)).at(-1), "3 said before the power went");
  assert.equal(await stopped(next), 0);
});

test("a database that dies while serving is started again", async () => {
  const program = await served(folder);
  const server = serverOn(folder);
  await sleep(5_100); // one that dies within five seconds of its start is not started again
  killHard(server);
  while (serverOn(folder) === 0 || serverOn(folder) === server) await sleep(50);
  while ((await fetch(`${program.at}/healthz`)).status !== 200) await sleep(50);
  assert.equal(await stopped(program), 0);
});
