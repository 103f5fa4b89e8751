/**
 * The corpus turned into docx and HTML by pandoc, read and scored beside its Markdown: each within 0.02 of it in the
 * ten-field mean. Needs pandoc and the corpus beside the repository; says in one line where either is absent.
 */
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { readTree } from "../src/platform/formats/read-tree.ts";
import { readReport } from "../src/records/reading/read-report.ts";

const CORPUS = fileURLToPath(new URL("../../shared/corpus/", import.meta.url));
const ALLOWED = 0.02;
const FORMATS = ["md", "docx", "html"] as const;
type Format = (typeof FORMATS)[number];

if (spawnSync("pandoc", ["--version"]).status !== 0) console.log("Left out: pandoc is not installed.");
else if (!existsSync(CORPUS)) console.log("Left out: there is no corpus beside the repository.");
else {
  const folder = mkdtempSync(join(tmpdir(), "formats-"));
  try {
    await compare(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function compare(folder: string): Promise<void> {
  const names = readdirSync(CORPUS, { recursive: true, encoding: "utf8" }).filter((name) =>
    name.endsWith(".gold.json"),
  );
  const means = new Map<Format, number>();
  for (const format of FORMATS) {
    for (const gold of names) await predict(gold.replace(".gold.json", ""), format, join(folder, format));
    const score = execFileSync("node", [join(CORPUS, "score.mjs"), join(folder, format), "--json"], {
      encoding: "utf8",
    });
    means.set(format, Number(JSON.parse(score).overall.mean10_f1));
    console.log(`${format.padEnd(5)} ${means.get(format)?.toFixed(4)}`);
  }
  const markdown = means.get("md") ?? 0;
  const behind = Math.max(...FORMATS.map((format) => markdown - (means.get(format) ?? 0)));
  console.log(`behind Markdown ${behind.toFixed(4)}, allowed ${ALLOWED}`);
  if (behind > ALLOWED) process.exitCode = 1;
}

/** Reports of the corpus that are pages already are read as they are in each of the three. */
async function predict(name: string, format: Format, to: string): Promise<void> {
  const outcome = await readTree(sourceOf(name, format));
  if (outcome.kind === "refused") throw new Error(`${name}: ${outcome.sentence}`);
  mkdirSync(join(to, dirname(name)), { recursive: true });
  const report = readReport(outcome.tree, { fileName: `${basename(name)}.${format}` });
  writeFileSync(join(to, `${name}.json`), JSON.stringify(report));
}

function sourceOf(name: string, format: Format): Buffer {
  try {
    const markdown = readFileSync(join(CORPUS, `${name}.md`));
    const options = ["-s", "-f", "gfm+hard_line_breaks", "-t", format, "-o", "-"];
    return format === "md" ? markdown : spawnSync("pandoc", options, { input: markdown, maxBuffer: 50_000_000 }).stdout;
  } catch {
    return readFileSync(join(CORPUS, `${name}.html`));
  }
}
