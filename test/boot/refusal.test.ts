import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:net";
import { test } from "node:test";
import { sql } from "kysely";
import { openDatabase } from "../../src/platform/database/database.ts";
import { serverUrl } from "../../src/platform/database/server.ts";
import { testDatabase } from "../database.ts";
import { baraza, dataFolder, readLines, served, stopped, writeLine } from "./program.ts";

const folder = dataFolder("refusal");
const forgetful = await testDatabase();

/** One sentence: a line that ends as a sentence does, and nothing of the program's inside. Progress may stand before it. */
function isOneSentence(said: string): void {
  assert.match(said.replace(/^.* … \d+ s\n/gm, ""), /^baraza: [A-Z][^\n]*\.\n$/);
  assert.doesNotMatch(said, /\bat .*:\d+:\d+|Error:/);
}

test("the second start on a data folder says so and leaves, and the first goes on", async () => {
  const first = await served(folder);
  await writeLine(folder, "kept");
  const second = baraza(["serve"], folder);
  assert.equal(await second.ended, 1);
  isOneSentence(second.said());
  assert.match(second.said(), /is running on .* already \(serve, process \d+\)/);
  assert.equal((await fetch(`${first.at}/healthz`)).status, 200);
  assert.equal(await stopped(first), 0);
});

test("of two starts at once on a new folder one serves and the other leaves", async () => {
  const fresh = dataFolder("twice");
  const both = [baraza(["serve"], fresh), baraza(["serve"], fresh)];
  const loser = await Promise.race(both.map(async (program) => ((await program.ended) === 1 ? program : undefined)));
  assert.match(loser?.said() ?? "", /is running on/);
  const winner = both.find((program) => program !== loser);
  await winner?.says(/Baraza is at/);
  assert.equal(winner && (await stopped(winner)), 0);
});

test("a taken port is said in one sentence, and the database is stopped again", async () => {
  const other = createServer().listen(0, "127.0.0.1").unref();
  await once(other, "listening");
  const address = other.address();
  const port = typeof address === "object" ? String(address?.port) : "";
  const program = baraza(["serve"], folder, { env: { BARAZA_PORT: port } });
  assert.equal(await program.ended, 1);
  other.close();
  isOneSentence(program.said());
  assert.match(program.said(), new RegExp(`Port ${port} is taken`));
  const next = await served(folder);
  assert.deepEqual(await readLines(folder), ["kept"]);
  assert.equal(await stopped(next), 0);
});

test("a database server that does not answer is said in one sentence, without its password", async () => {
  const url = "postgresql://baraza:hush@127.0.0.1:9/baraza";
  const program = baraza(["serve"], folder, { env: { DATABASE_URL: url } });
  assert.equal(await program.ended, 1);
  isOneSentence(program.said());
  assert.match(program.said(), /does not answer/);
  assert.doesNotMatch(program.said(), /hush/);
});

test("a server that may forget what it confirmed is refused", async () => {
  const program = baraza(["serve"], folder, { env: { DATABASE_URL: forgetful.url } });
  assert.equal(await program.ended, 1);
  isOneSentence(program.said());
  assert.match(program.said(), /fsync and synchronous_commit are off/);
});

test("a database that is newer than the program is refused and left as it is", async () => {
  const running = await served(folder);
  const db = openDatabase(serverUrl(folder, "baraza"));
  await sql`insert into migration (number, name, hash) values (9999, '9999_tomorrow.sql', '')`.execute(db);
  await db.destroy();
  assert.equal(await stopped(running), 0);
  const program = baraza(["serve"], folder);
  assert.equal(await program.ended, 1);
  isOneSentence(program.said());
  assert.match(program.said(), /newer than this program/);
});

for (const [name, value] of [
  ["BARAZA_PORT", "many"],
  ["DATABASE_URL", "mysql://x"],
  ["BARAZA_URL", "baraza.example"],
  ["BARAZA_SMTP_URL", "https://user:hush@mail.example.org"],
  ["BARAZA_MAIL_FROM", "Baraza <a@b@c>"],
]) {
  test(`a setting that cannot be read is said in one sentence (${name})`, async () => {
    const program = baraza(["serve"], folder, { env: { [name ?? ""]: value ?? "" } });
    assert.equal(await program.ended, 2);
    isOneSentence(program.said());
    assert.match(program.said(), new RegExp(`${name} must be`));
    assert.doesNotMatch(program.said(), /hush/);
  });
}

test("a mail server without an address to send from is refused, and its password not repeated", async () => {
  const env = { BARAZA_SMTP_URL: "smtp://user:hush@mail.example.org" };
  const program = baraza(["serve"], folder, { env });
  assert.equal(await program.ended, 2);
  isOneSentence(program.said());
  assert.match(program.said(), /BARAZA_SMTP_URL and BARAZA_MAIL_FROM go together/);
  assert.doesNotMatch(program.said(), /hush/);
});

test("an unknown command is said in one sentence", async () => {
  const program = baraza(["confer"], folder);
  assert.equal(await program.ended, 2);
  isOneSentence(program.said());
});
