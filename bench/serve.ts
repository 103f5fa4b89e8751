/**
 * How fast the report page is served, beside a bare node:http server that does only what cannot be left out. One run;
 * the servers and the database share one core, who asks has another; the servers are asked in turns. Where cores cannot
 * be chosen (macOS) the ratio is stricter, as the database then costs neither side. Source: issue 2, number 19.
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

const ROUNDS = 12;
const SECONDS = "0.5";
const FLOORS = { rendered: 0.5, kept: 0.75 };
const VARIANTS = ["bare statements", "rendered", "bare bytes", "kept"] as const;
const CHILD = new URL("serve-child.ts", import.meta.url).pathname;
const LOAD = new URL("load.ts", import.meta.url).pathname;
type Variant = (typeof VARIANTS)[number];

stayOnCore("0", process.pid);
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

/** All servers run from the start and are asked in turns, so that what else the machine does falls on each alike. */
async function compare(slug: string): Promise<number> {
  const path = `/${slug}/meetings/2`;
  const url = serverUrl(folder, "baraza");
  const servers = await Promise.all(VARIANTS.map((variant) => start(variant, url, path)));
  const rates: Record<Variant, number[]> = { "bare statements": [], rendered: [], "bare bytes": [], kept: [] };
  try {
    for (const { port } of servers) await load(port, path, "4000x"); // until everything is compiled
    for (let round = 0; round < ROUNDS; round++)
      for (const { variant, port } of servers) rates[variant].push(await load(port, path, SECONDS));
  } finally {
    for (const { stop } of servers) stop();
  }
  return judge(rates, countStatements(url, path));
}

function judge(rates: Record<Variant, number[]>, statements: number): number {
  const against = (one: Variant, other: Variant): number =>
    median(rates[one].map((rate, round) => rate / (rates[other][round] ?? Number.NaN)));
  const rendered = against("rendered", "bare statements");
  const kept = against("kept", "bare bytes");
  for (const variant of VARIANTS)
    console.log(`${variant.padEnd(16)} ${Math.round(median(rates[variant])).toString().padStart(7)} a second`);
  console.log(
    `serve: rendered ${rendered.toFixed(2)} of bare (floor ${FLOORS.rendered}), kept ${kept.toFixed(2)} of bare (floor ${FLOORS.kept}), ${statements} statements a report (most 3)`,
  );
  return rendered >= FLOORS.rendered && kept >= FLOORS.kept && statements <= 3 ? 0 : 1;
}

function countStatements(url: string, path: string): number {
  const counted: unknown = JSON.parse(
    execFileSync(process.execPath, [CHILD, "count", url, path], { encoding: "utf8" }),
  );
  const has = typeof counted === "object" && counted !== null && "statements" in counted;
  return has ? Number(counted.statements) : Number.NaN;
}

async function start(variant: Variant, url: string, path: string) {
  const server = spawn(process.execPath, [CHILD, variant, url, path], { stdio: ["ignore", "pipe", "inherit"] });
  const { value } = await createInterface(server.stdout)[Symbol.asyncIterator]().next();
  const { port }: { port: number } = JSON.parse(String(value));
  return { variant, port: String(port), stop: () => server.kill() };
}

function load(port: string, path: string, amount: string): Promise<number> {
  const child = spawn(process.execPath, [LOAD, port, path, amount, "16"], { stdio: ["ignore", "pipe", "inherit"] });
  stayOnCore("1", child.pid);
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

/** Holds a process, and what it starts from now on, to one core; does nothing where the system cannot. */
function stayOnCore(core: string, pid: number | undefined): void {
  try {
    execFileSync("taskset", ["-cp", core, String(pid)], { stdio: "ignore" });
  } catch {}
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
