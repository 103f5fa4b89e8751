/** `npm run bench:checks`: what the checks find on the two labelled reference reports, by the corpus's own scorer. */
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { readOne } from "../src/records/reading/read-files.ts";

/** Issue 2, number 10. */
const FLOORS = { recall: 0.85, precision: 0.85 };

const corpus = fileURLToPath(new URL("../../shared/corpus/", import.meta.url));
const Scored = z.object({
  overall: z.object({
    fields: z.object({
      lint: z.object({
        recall: z.number(),
        precision: z.number(),
        gold: z.number(),
        tp: z.number(),
        hit: z.number(),
        fp: z.number(),
      }),
    }),
  }),
  lint_kinds: z.record(
    z.string(),
    z.object({ labels: z.number(), found: z.number(), right: z.number(), wrong: z.number() }),
  ),
});

if (!existsSync(corpus)) {
  console.log("The corpus is not beside this folder; the checks were not measured.");
  process.exit(1);
}
const predictions = mkdtempSync(join(tmpdir(), "baraza-checks-"));
try {
  process.exitCode = report(await scored());
} finally {
  rmSync(predictions, { recursive: true });
}

async function scored(): Promise<z.infer<typeof Scored>> {
  for (const folder of readdirSync(corpus, { withFileTypes: true }).filter((each) => each.isDirectory())) {
    const files = readdirSync(join(corpus, folder.name));
    for (const file of files.filter(
      (name) => name.endsWith(".md") && files.includes(name.replace(/md$/, "gold.json")),
    )) {
      mkdirSync(join(predictions, folder.name), { recursive: true });
      const read = await readOne(join(corpus, folder.name, file));
      writeFileSync(join(predictions, folder.name, file.replace(/md$/, "json")), JSON.stringify([read]));
    }
  }
  const { stdout } = spawnSync(
    process.execPath,
    [join(corpus, "score.mjs"), predictions, "--lint", "--errors", "--json"],
    { encoding: "utf8", maxBuffer: 1 << 26 },
  );
  return Scored.parse(JSON.parse(stdout));
}

function report({ overall, lint_kinds }: z.infer<typeof Scored>): number {
  const { recall, precision, gold, tp, hit, fp } = overall.fields.lint;
  console.log(`${"kind".padEnd(40)} labels found right wrong`);
  for (const [kind, { labels, found, right, wrong }] of Object.entries(lint_kinds))
    console.log(
      `${kind.padEnd(40)} ${[labels, found, right, wrong].map((count) => String(count).padStart(5)).join(" ")}`,
    );
  const passes = recall >= FLOORS.recall && precision >= FLOORS.precision;
  console.log(
    `checks: ${tp} of ${gold} labels of high confidence found (${recall.toFixed(3)}, floor ${FLOORS.recall}); ` +
      `${hit} of ${hit + fp} findings right (${precision.toFixed(3)}, floor ${FLOORS.precision}): ${passes ? "passed" : "FAILED"}`,
  );
  return passes ? 0 : 1;
}
