/** Holds the floors of reading on the labelled corpus, which lies beside the repository and not in it. */
import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test from "node:test";
import { corpusFiles, hasCorpus, predict, type Score, score, underFloor } from "../bench/corpus.ts";

const left = hasCorpus() ? false : "left out: there is no ../shared/corpus beside the repository";

let kept: Promise<Score> | undefined;
const scored = (): Promise<Score> => {
  kept ??= read();
  return kept;
};

test("real reports are read at least as well as the floors say", { skip: left }, async () => {
  assert.deepEqual(underFloor(await scored()), []);
});

test("nothing is wrong in the head, people, agenda and marked actions of the two reference reports", {
  skip: left,
}, async () => {
  const fields = (await scored()).formats["igf-wg-strategy"]?.fields;
  const whole = ["title", "date", "meeting_number", "time", "chair", "participants", "agenda_items", "actions_marked"];
  for (const name of whole) assert.equal(fields?.[name]?.f1, 1, name);
  assert.ok((fields?.speakers?.f1 ?? 0) >= 0.85, "speakers");
});

async function read(): Promise<Score> {
  const folder = mkdtempSync(join(tmpdir(), "baraza-floors-"));
  try {
    await predict(corpusFiles(), folder);
    return score(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
