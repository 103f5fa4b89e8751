import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import fc from "fast-check";
import { sql } from "kysely";
import { rootOf as rootByVerifier, verify } from "../../../bin/verify.mjs";
import { testDatabase } from "../../../test/database.ts";
import { findLatestNote, findOrMakeLogKey, findSealingLag } from "./checkpoint.queries.ts";
import { noteOf, signCheckpoint } from "./checkpoint.ts";
import { writeJournal } from "./journal.queries.ts";
import { logCommand } from "./log.command-line.ts";
import { appendLeaf, emptyTree, leafHash, rootOf } from "./merkle.ts";
import { seal } from "./sealer.queries.ts";

const { db } = await testDatabase();
const now = new Date("2026-03-05T14:00:00Z");
const folder = mkdtempSync(join(tmpdir(), "baraza-log-"));
after(() => rmSync(folder, { recursive: true, force: true }));
const FILE = join(folder, "log.txt");
const SAVED = join(folder, "saved.txt");

/** So many acts, each with words that somebody wrote. */
async function acts(count: number): Promise<void> {
  for (let id = 1; id <= count; id++)
    await writeJournal(db, {
      ...{ kind: "action.closed", groupId: 1, subject: { kind: "action", id }, accountId: 5, at: now },
      ...{ before: { state: "open" }, after: { note: "Asha Mwangi said so", n: 1.5, empty: null } },
    });
}

async function written(...options: string[]): Promise<string> {
  await logCommand(["export", FILE, ...options], db, now);
  return readFileSync(FILE, "utf8");
}

/** What the check says of a file with this content. */
function said(content: string | Buffer, saved?: string | Buffer): { code: number; words: string } {
  writeFileSync(FILE, content);
  if (saved !== undefined) writeFileSync(SAVED, saved);
  const lines: string[] = [];
  const code = verify([FILE, ...(saved === undefined ? [] : ["--checkpoint", SAVED])], (line) => void lines.push(line));
  return { code, words: lines.join("\n") };
}

const headAndLines = (file: string): [string[], string[]] => {
  const lines = file.slice(0, -1).split("\n");
  return [lines.slice(0, 9), lines.slice(9)];
};
const fileOf = (head: string[], lines: string[]): string => `${[...head, ...lines].join("\n")}\n`;

test("a log that was written is found well, also alone on a machine that has nothing of the program", async () => {
  await acts(7);
  const file = await written();
  const { code, words } = said(file);
  assert.equal(code, 0);
  assert.match(words, /^Well: 7 lines/);
  assert.match(words, /lines cut off at the end.*would not show/, "without a checkpoint it says what it cannot see");
  copyFileSync(new URL("../../../bin/verify.mjs", import.meta.url), join(folder, "verify.mjs"));
  const alone = spawnSync(process.execPath, ["verify.mjs", "log.txt"], { cwd: folder, env: {}, encoding: "utf8" });
  assert.deepEqual([alone.status, alone.stdout.trim()], [0, words], alone.stderr);
  assert.doesNotMatch(readFileSync(join(folder, "verify.mjs"), "utf8"), /from "(?!node:)/);
});

test("nothing that a person wrote and nobody's name is in the log; what was changed is only where it is asked for", async () => {
  await acts(3);
  assert.doesNotMatch(await written(), /Asha|said so|open/);
  const full = await written("--with-content");
  assert.match(full, /Asha Mwangi said so/);
  const { code, words } = said(full);
  assert.equal(code, 0);
  assert.match(words, /beside 3 of them/);
});

test("the private half of the key is in no export", async () => {
  await acts(2);
  const key = await findOrMakeLogKey(db);
  const secret = key.privateKey.subarray(-32);
  for (const file of [await written(), await written("--with-content")])
    for (const coding of ["base64", "hex", "base64url"] as const)
      assert.ok(!file.includes(secret.toString(coding).replace(/=+$/, "")));
});

test("any byte that is flipped is found, with and without what was changed beside the lines", async () => {
  await acts(4);
  for (const file of [await written(), await written("--with-content")]) {
    const bytes = Buffer.from(file);
    assert.equal(said(bytes).code, 0);
    for (let at = 0; at < bytes.length; at++) {
      const flipped = Buffer.from(bytes);
      flipped[at] = (flipped[at] ?? 0) ^ (1 << (at % 8));
      const { code, words } = said(flipped);
      assert.equal(code, 1, `byte ${at}`);
      assert.match(words, /^NOT WELL: [A-Z].*\.$/);
    }
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), (at, mask) => {
        const flipped = Buffer.from(bytes);
        flipped[at] = (flipped[at] ?? 0) ^ mask;
        return said(flipped).code === 1;
      }),
      { numRuns: 500 },
    );
  }
});

test("each thing that can be done to the lines is named", async () => {
  await acts(6);
  const [head, lines] = headAndLines(await written());
  const [a = "", b = "", c = "", d = "", e = "", f = ""] = lines;
  assert.match(said(fileOf(head, [a, c, b, d, e, f])).words, /Lines were moved: line 3 stands where line 2 belongs/);
  assert.match(said(fileOf(head, [a, b, d, e, f])).words, /Line 3 was removed: line 4 follows/);
  assert.match(said(fileOf(head, [a, b, b, c, d, e, f])).words, /A line was put in at line 3/);
  assert.match(said(fileOf(head, [a, b, c, d, e])).words, /ends too early: 6 lines were signed, 5 are there/);
  assert.match(said(fileOf(head, [...lines, f.replace(/^5/, "6")])).words, /added at the end/);
  const changed = b.replace('"account_id":5', '"account_id":6');
  assert.match(said(fileOf(head, [a, changed, c, d, e, f])).words, /Line 2 was changed/);
});

test("a file whose lines were made to fit is found by the signed root", async () => {
  await acts(4);
  const [head, lines] = headAndLines(await written());
  const forged = '{"account_id":6}';
  const hash = leafHash(Buffer.from(forged)).toString("base64");
  assert.match(said(fileOf(head, [`0 ${hash} ${forged}`, ...lines.slice(1)])).words, /are not those that were signed/);
});

test("a signature of another key over the same log is found", async () => {
  await acts(3);
  const [head, lines] = headAndLines(await written());
  const key = await findOrMakeLogKey(db);
  await sql`delete from log_key`.execute(db);
  const { privateKey } = await findOrMakeLogKey(db);
  const root = Buffer.from(head[5] ?? "", "base64");
  const note = noteOf(key, { size: 3, root, signature: signCheckpoint({ ...key, privateKey }, { size: 3, root }) });
  const wrong = [...head.slice(0, 3), ...note.trimEnd().split("\n"), ""];
  assert.equal(wrong.length, head.length);
  assert.match(said(fileOf(wrong, lines)).words, /The signature over the head of the file is wrong/);
});

test("against a checkpoint that was kept a missing tail and a rewritten history are found", async () => {
  await acts(3);
  const early = await written();
  await acts(2);
  const whole = await written();
  const { note = "" } = (await findLatestNote(db)) ?? {};
  const page = `<html><p>Report</p><pre>${note}</pre></html>`;
  const mail = `Subject: x\r\n\r\n${Buffer.from(note).toString("utf8").replace("—", "=E2=80=94").replaceAll(/=$/gm, "=3D").replaceAll("\n", "\r\n")}`;
  const quoted = `Ana wrote:\n> ${note.replaceAll("\n", "\n> ")}`;
  for (const saved of [note, page, mail, quoted, JSON.stringify({ checkpoint: note })]) {
    const { code, words } = said(whole, saved);
    assert.equal(code, 0, `${words}\n${saved}`);
    assert.match(words, /checkpoint of 5 lines fits/);
    assert.doesNotMatch(words, /would not show/);
  }
  assert.match(said(early, note).words, /The tail is missing: .* holds 5 lines, this log 3/);
  await rewriteHistory();
  assert.match(said(await written(), note).words, /History was rewritten: the first 5 lines are not those/);
});

/** What whoever holds the machine and its key can do: change a line and seal everything anew. */
async function rewriteHistory(): Promise<void> {
  await sql`update journal set account_id = 6, sealed = false`.execute(db);
  await sql`delete from log_leaf`.execute(db);
  await sql`delete from log_checkpoint`.execute(db);
  await acts(1);
  await seal(db, now);
}

test("a checkpoint of another log, a changed one and a file without one are each told in a sentence", async () => {
  await acts(2);
  const file = await written();
  const { note = "" } = (await findLatestNote(db)) ?? {};
  assert.match(said(file, note.replace(/baraza\/\w+/g, "baraza/elsewhere")).words, /is of another log/);
  assert.match(said(file, note.replace("\n2\n", "\n1\n")).words, /is not signed by this log's key/);
  assert.match(said(file, "nothing").words, /holds no checkpoint/);
  assert.match(said("rubbish").words, /This is no log that Baraza wrote/);
  assert.match(said("").words, /This is no log that Baraza wrote/);
});

test("a log is written as it stood at a checkpoint that was kept", async () => {
  await acts(2);
  await seal(db, now);
  const { note = "" } = (await findLatestNote(db)) ?? {};
  await acts(3);
  writeFileSync(SAVED, note);
  const file = await written("--checkpoint", SAVED);
  assert.match(said(file, note).words, /^Well: 2 lines[\s\S]*of 2 lines fits/);
  await sql`update log_checkpoint set root = decode(repeat('00', 32), 'hex')`.execute(db);
  writeFileSync(SAVED, note);
  await assert.rejects(logCommand(["export", FILE, "--checkpoint", SAVED], db, now), /this one was rewritten/);
});

test("erasing what was changed and its salt leaves the log as it was, and nobody can guess what it said", async () => {
  await acts(3);
  const before = await written();
  await sql`delete from journal_payload where journal_id = 2`.execute(db);
  assert.equal(await written(), before);
  const full = await written("--with-content");
  assert.equal(said(full).code, 0);
  assert.equal(full.split("\n").filter((line) => line.startsWith(" ")).length, 2);
});

test("the two who build the root, the sealer and the check, agree on every size", () => {
  const leaves = Array.from({ length: 70 }, (_, at) => leafHash(Buffer.from(String(at))));
  let tree = emptyTree;
  for (const [at, leaf] of leaves.entries()) {
    tree = appendLeaf(tree, leaf);
    assert.deepEqual(Buffer.from(rootByVerifier(leaves.slice(0, at + 1))), rootOf(tree));
  }
});

test("what waits for the sealer is counted from the oldest line on", async () => {
  assert.deepEqual(await findSealingLag(db), { waiting: 0, since: null });
  await acts(2);
  assert.deepEqual(await findSealingLag(db), { waiting: 2, since: now });
  await seal(db, now);
  assert.equal((await findSealingLag(db)).waiting, 0);
});
