/**
 * How fast the report page is served, beside a bare node:http server that does only what cannot be left out. One run,
 * each server a process on one core, in turns. Source of the floors: issue 2, number 19.
 */
import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { holdInstance } from "../src/platform/database/instance.ts";
import { serverUrl } from "../src/platform/database/server.ts";
import { progressOn } from "../src/platform/progress.ts";
import { writeGroup } from "./written-group.ts";

const ROUNDS = 1;
const SECONDS = "2";
const FLOORS = { rendered: 0.5, kept: 0.75 };
const VARIANTS = ["bare statements", "rendered", "bare bytes", "kept"] as const;
const CHILD = new URL("serve-child.ts", import.meta.url).pathname;
const LOAD = new URL("load.ts", import.meta.url).pathname;
type Variant = (typeof VARIANTS)[number];

const folder = mkdtempSync(join(tmpdir(), "baraza-bench-"));
const instance = await holdInstance(
  { dataFolder: folder, databaseUrl: undefined },
  "bench",
  progressOn(process.stderr),
);
try {
  process.exitCode = await compare(await writeGroup(instance.db, "Open Rivers", 3));
} finally {
  await instance.close();
  rmSync(folder, { recursive: true, force: true });
}

async function compare(slug: string): Promise<number> {
  const path = `/${slug}/meetings/2`;
  const url = serverUrl(folder, "baraza");
  const rates: Record<Variant, number[]> = { "bare statements": [], rendered: [], "bare bytes": [], kept: [] };
  for (let round = 0; round < ROUNDS; round++)
    for (const variant of VARIANTS) rates[variant].push(await rateOf(variant, url, path));
  const counted: unknown = JSON.parse(
    execFileSync(process.execPath, [CHILD, "count", url, path], { encoding: "utf8" }),
  );
  const statements =
    typeof counted === "object" && counted !== null && "statements" in counted
      ? Number(counted.statements)
      : Number.NaN;
  const rendered = median(rates.rendered) / median(rates["bare statements"]);
  const kept = median(rates.kept) / median(rates["bare bytes"]);
  for (const variant of VARIANTS)
    console.log(`${variant.padEnd(16)} ${Math.round(median(rates[variant])).toString().padStart(7)} a second`);
  console.log(
    `serve: rendered ${rendered.toFixed(2)} of bare (floor ${FLOORS.rendered}), kept ${kept.toFixed(2)} of bare (floor ${FLOORS.kept}), ${statements} statements a report (most 3)`,
  );
  return rendered >= FLOORS.rendered && kept >= FLOORS.kept && statements <= 3 ? 0 : 1;
}

async function rateOf(variant: Variant, url: string, path: string): Promise<number> {
  const [program, ...words] = onOneCore(process.execPath, CHILD, variant, url, path);
  const server = spawn(program, words, { stdio: ["ignore", "pipe", "inherit"] });
  try {
    const { value } = await createInterface(server.stdout)[Symbol.asyncIterator]().next();
    const { port }: { port: number } = JSON.parse(String(value));
    const ask = (seconds: string) => load(String(port), path, seconds);
    await ask("1"); // until everything is compiled
    return await ask(SECONDS);
  } finally {
    server.kill();
  }
}

function load(port: string, path: string, seconds: string): Promise<number> {
  const child = spawn(process.execPath, [LOAD, port, path, seconds, "16"], { stdio: ["ignore", "pipe", "inherit"] });
  return new Promise((resolve, reject) => {
    let said = "";
    child.stdout.on("data", (chunk: Buffer) => {
      said += chunk;
    });
    child.once("close", (code) =>
      code === 0 ? resolve(Number(said)) : reject(new Error("The load generator failed.")),
    );
  });
}

/** Held to one core where the system can (Linux); a Node process takes hardly more anyway. */
function onOneCore(program: string, ...words: string[]): [string, ...string[]] {
  try {
    execFileSync("taskset", ["-c", "0", "true"], { stdio: "ignore" });
    return ["taskset", "-c", "0", program, ...words];
  } catch {
    return [program, ...words];
  }
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
