/**
 * How well and how fast reports are read: the corpus as Markdown, docx and HTML against its labels, then the speed beside
 * markdown-it's parser alone. Pandoc makes the docx and HTML; where it is absent, Debian's is installed. Source of the
 * floors: issue 2, numbers 7 and 8.
 */
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { CORPUS, corpusFiles, FEW, FLOORS, hasCorpus, predict, type Score, score, underFloor } from "./corpus.ts";
import { measureSpeed } from "./read-speed.ts";

/** Most by which the ten-field mean of docx and HTML may stay behind that of Markdown. */
const BEHIND = 0.02;

if (hasCorpus()) process.exitCode = await measure();
else {
  console.log(`read: there is no corpus at ${CORPUS}; nothing was measured.`);
  process.exitCode = 1;
}

async function measure(): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), "baraza-read-"));
  try {
    const files = corpusFiles();
    const scores = { markdown: await scoreOf(files, join(folder, "markdown")) };
    const others = withPandoc() ? await convertedScores(files, folder) : {};
    show({ ...scores, ...others });
    const misses = underFloor(scores.markdown);
    for (const [name, other] of Object.entries(others)) {
      const behind = scores.markdown.overall.mean10_f1 - other.overall.mean10_f1;
      if (behind > BEHIND) misses.push(`${name} ${behind.toFixed(3)} behind Markdown (most ${BEHIND})`);
    }
    if (Object.keys(others).length === 0) misses.push("docx and HTML not measured: pandoc is missing");
    const speed = await measureSpeed(
      files.map((file) => file.path).filter((path) => path.endsWith(".md")),
      folder,
    );
    misses.push(...speed.misses);
    const means = Object.entries({ ...scores, ...others }).map(
      ([name, each]) => `${name} ${each.overall.mean10_f1.toFixed(3)}`,
    );
    console.log(
      `read: ten-field mean ${means.join(", ")}; ${speed.summary}; ${misses.length === 0 ? "every floor held" : misses.join("; ")}`,
    );
    return misses.length === 0 ? 0 : 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

type Source = { path: string; key: string };

async function scoreOf(files: readonly Source[], folder: string): Promise<Score> {
  await predict(files, folder);
  return score(folder);
}

async function convertedScores(files: readonly Source[], folder: string): Promise<Record<string, Score>> {
  const scores: Record<string, Score> = {};
  for (const form of ["docx", "html"]) {
    const made = files.map(({ path, key }) => ({
      path: converted(path, join(folder, `${form}-files`, `${key}.${form}`)),
      key,
    }));
    scores[form] = await scoreOf(made, join(folder, form));
  }
  return scores;
}

function converted(path: string, target: string): string {
  mkdirSync(dirname(target), { recursive: true });
  const from = path.endsWith(".html") ? "html" : "gfm+hard_line_breaks";
  execFileSync("pandoc", ["-s", "-f", from, "-o", target, path], { stdio: ["ignore", "ignore", "ignore"] });
  return target;
}

function withPandoc(): boolean {
  if (runs("pandoc", ["--version"])) return true;
  console.log(
    "read: installing Debian's pandoc, which makes the docx and HTML of the corpus (apt-get install -y pandoc)",
  );
  return runs("apt-get", ["install", "-y", "pandoc"]) && runs("pandoc", ["--version"]);
}

function runs(program: string, words: string[]): boolean {
  try {
    execFileSync(program, words, { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

function show(scores: Record<string, Score>): void {
  const names = Object.keys(scores);
  console.log(`${"field".padEnd(16)}${names.map((name) => name.padStart(10)).join("")}   floor`);
  for (const field of Object.keys(scores.markdown?.overall.fields ?? {})) {
    const figures = names
      .map((name) => (scores[name]?.overall.fields[field]?.f1?.toFixed(3) ?? "-").padStart(10))
      .join("");
    console.log(`${field.padEnd(16)}${figures}   ${FLOORS[field] ?? (FEW.includes(field) ? "one wrong" : "")}`);
  }
  console.log(
    `${"mean of the ten".padEnd(16)}${names.map((name) => (scores[name]?.overall.mean10_f1.toFixed(3) ?? "-").padStart(10)).join("")}`,
  );
}
