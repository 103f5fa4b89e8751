import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { testDatabase } from "../../test/database.ts";
import { fileOf, groupWithChair } from "../../test/reports.ts";
import { noChoices } from "./choices.ts";
import { acceptImport, offerReport } from "./report-import.commands.ts";

const CORPUS = fileURLToPath(new URL("../../../shared/corpus/", import.meta.url));
const there = existsSync(CORPUS);
const reports = there
  ? readdirSync(CORPUS, { recursive: true, encoding: "utf8" }).filter((name) => /\/.*\d.*\.md$/.test(name))
  : [];
const { db } = await testDatabase();
const now = new Date("2026-09-10T14:00:00Z");

/** Lines that the records hold nothing of: entries of lists that mark somebody as not there, and hints to fill a list. */
const MOST_LINES_LEFT_OUT = 0.015;

test("real reports are taken in whole: every line but who was not there is in the text, the lists or the fields", {
  skip: there ? false : "left out: ../shared/corpus is not here",
}, async () => {
  let lines = 0;
  let leftOut = 0;
  for (const name of reports) {
    const text = readFileSync(`${CORPUS}${name}`, "utf8");
    const { group, chair } = await groupWithChair(db, name.replace(/\W+/g, " "), now);
    const given = await fileOf(text, name);
    const { id } = await offerReport(db, group, given, chair, now);
    const { location } = await acceptImport(db, group, id, noChoices, { key: "", path: "" }, chair, now);
    assert.match(location, /\/meetings\//, name);
    lines += text.split("\n").filter((line) => /[\p{L}\p{N}]/u.test(line)).length;
    leftOut += given.reading.leftOut.length;
  }
  assert.ok(reports.length >= 30, `${reports.length} reports`);
  assert.ok(leftOut / lines < MOST_LINES_LEFT_OUT, `${leftOut} of ${lines} lines are left out`);
  process.stdout.write(`# ${leftOut} of ${lines} lines of ${reports.length} reports are left out\n`);
});
