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
/** The pages whose statements are counted, below the group's address. */
const ROOMS = [
  "",
  "/meetings",
  "/meetings/1",
  "/actions",
  "/decisions",
  "/recommendations",
  "/questions",
  "/headings",
  "/documents",
  "/events",
  "/glossary",
  "/search?q=secretariat",
];
const VARIANTS = ["bare statements", "rendered", "parsed anew", "bare bytes", "kept"] as const;
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
  const small = await writeGroup(instance.db, "Small Streams", 1);
  const large = await writeGroup(instance.db, "Open Rivers", 30);
  process.exitCode = await compare(small, large);
} finally {
  await instance.close();
  rmSync(folder, { recursive: true, force: true });
}

/** All servers run from the start and are asked in turns, so that what else the machine does falls on each alike. */
async function compare(small: string, large: string): Promise<number> {
  const path = `/${large}/meetings/1`;
  const url = serverUrl(folder, "baraza");
  const servers = await Promise.all(VARIANTS.map((variant) => start(variant, url, path)));
  const rates: Record<Variant, number[]> = {
    "bare statements": [],
    rendered: [],
    "parsed anew": [],
    "bare bytes": [],
    kept: [],
  };
  try {
    for (const { port } of servers) await load(port, path, "4000x"); // until everything is compiled
    for (let round = 0; round < ROUNDS; round++)
      for (const { variant, port } of servers) rates[variant].push(await load(port, path, SECONDS));
  } finally {
    for (const { stop } of servers) stop();
  }
  return judge(rates, countStatements(url, small), countStatements(url, large));
}

function judge(rates: Record<Variant, number[]>, small: number[], large: number[]): number {
  const against = (one: Variant, other: Variant): number =>
    median(rates[one].map((rate, round) => rate / (rates[other][round] ?? Number.NaN)));
  const rendered = against("rendered", "bare statements");
  const anew = against("parsed anew", "bare statements");
  const kept = against("kept", "bare bytes");
  for (const variant of VARIANTS)
    console.log(`${variant.padEnd(16)} ${Math.round(median(rates[variant])).toString().padStart(7)} a second`);
  for (const [at, room] of ROOMS.entries())
    console.log(`${`statements of ${room || "/"}`.padEnd(34)} ${small[at]} with one report, ${large[at]} with thirty`);
  const ofReport = large[ROOMS.indexOf("/meetings/1")] ?? Number.NaN;
  const growing = ROOMS.filter((_, at) => small[at] !== large[at]).length;
  console.log(
    `serve: rendered ${rendered.toFixed(2)} of bare (floor ${FLOORS.rendered}; ${anew.toFixed(2)} where Markdown is parsed at each request too), kept ${kept.toFixed(2)} of bare (floor ${FLOORS.kept}), ${ofReport} statements a report (most 3), ${growing} pages whose statements grow with their lists (most 0)`,
  );
  return rendered >= FLOORS.rendered && kept >= FLOORS.kept && ofReport <= 3 && growing === 0 ? 0 : 1;
}

/** Statements of each page of a group, in the order of `ROOMS`. */
function countStatements(url: string, slug: string): number[] {
  const paths = ROOMS.map((room) => (room.startsWith("/search") ? room : `/${slug}${room}`));
  const said = execFileSync(process.execPath, [CHILD, "count", url, paths.join(" ")], { encoding: "utf8" });
  const counts: Record<string, number> = JSON.parse(said);
  return paths.map((path) => counts[path] ?? Number.NaN);
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
