import assert from "node:assert/strict";
import { test } from "node:test";
import { readOwnReportFile, readReportFile } from "./report-file.ts";

const context = { earlier: [], people: [] };
const notes = Buffer.from(
  "# River Group meeting, 3 May 2031\n\n## Present\n\n- Ines Duarte, The Mill\n\nAction: Ines Duarte to write the letter.\n",
);

test("a file from elsewhere reads the same in its worker as a file of one's own", async () => {
  const [here, there] = await Promise.all([
    readOwnReportFile({ name: "notes.md", bytes: notes }, context),
    readReportFile({ name: "notes.md", bytes: notes }, context),
  ]);
  assert.equal(there.kind === "read" ? there.reading.report.title : there.sentence, "River Group meeting, 3 May 2031");
  assert.deepEqual(there, here);
});

test("a report that costs too much is refused, others are served meanwhile, and the next one is read", async () => {
  const heavy = Buffer.from(Array.from({ length: 300_000 }, (_, at) => `## ${at} Item of Ada${at}`).join("\n\n"));
  let beats = 0;
  const heart = setInterval(() => {
    beats += 1;
  }, 10);
  const outcome = await readReportFile({ name: "heavy.md", bytes: heavy }, context);
  clearInterval(heart);
  assert.match(outcome.kind === "refused" ? outcome.sentence : "read", /more memory|longer than ten seconds/);
  assert.ok(beats > 0, "the program went on meanwhile");
  assert.equal((await readReportFile({ name: "notes.md", bytes: notes }, context)).kind, "read");
});
