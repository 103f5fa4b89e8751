import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { ROOT } from "./architecture.ts";

const REQUIREMENTS = join(ROOT, "../shared/reference/asvs-5.0.csv");

type Row = { id: string; state: string; how: string; heldBy: string };
const rows: Row[] = readFileSync(join(ROOT, "docs/asvs.md"), "utf8")
  .split("\n")
  .filter((line) => line.startsWith("| V"))
  .map((line) => line.split("|").map((cell) => cell.trim()))
  .map(([, id = "", state = "", how = "", heldBy = ""]) => ({ id, state, how, heldBy: heldBy.replaceAll("`", "") }));

test("each requirement says how it stands, and what is said to be met names a test that exists", () => {
  assert.ok(rows.length > 200);
  for (const { id, state, how, heldBy } of rows) {
    assert.ok(["met", "n/a", "exception", "open"].includes(state), `${id}: ${state}`);
    assert.notEqual(how, "", id);
    if (state === "met") assert.match(heldBy, /\.test\.ts$/, id);
    if (heldBy !== "") assert.ok(existsSync(join(ROOT, heldBy)), `${id}: there is no ${heldBy}`);
  }
});

const skip = existsSync(REQUIREMENTS) ? false : "the requirements themselves are not beside the project";
test("every requirement of levels 1 and 2 is there once", { skip }, () => {
  const wanted = readFileSync(REQUIREMENTS, "utf8").matchAll(/^V\d+,.*?,(V\d+\.\d+\.\d+),.*,([12])\s*$/gm);
  assert.deepEqual(
    rows.map((row) => row.id),
    [...wanted].map(([, id]) => id),
  );
});
