/**
 * A report in a real browser, over a counted line and over thin ones, beside the same text as plain HTML: what crosses
 * the line and when it can be read. Made with ../shared/bench (its README says how bytes and times are taken).
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants } from "node:zlib";
import { z } from "zod";
import { holdInstance } from "../src/platform/database/instance.ts";
import { progressOn } from "../src/platform/progress.ts";
import { chromium } from "../test/chromium.ts";
import { sampleSite } from "../test/site.ts";

const HARNESS = fileURLToPath(new URL("../../shared/bench", import.meta.url));
const ROOT = fileURLToPath(new URL("..", import.meta.url));
/** Source: DESIGN §6. Times are printed beside those of plain HTML; no floor is set for them. */
const BYTES_BESIDE = 3_500;

const Measured = z.array(
  z.object({
    system: z.string(),
    profile: z.string(),
    cold: z.object({ down: z.number(), usable: z.number(), requests: z.number() }),
  }),
);

if (!existsSync(join(HARNESS, "weigh.mjs"))) {
  console.log("bench:line was left out: ../shared/bench is not here.");
} else process.exitCode = await measure();

async function measure(): Promise<number> {
  const progress = progressOn(process.stderr);
  const folder = mkdtempSync(join(tmpdir(), "baraza-line-"));
  const instance = await holdInstance(
    { dataFolder: join(folder, "data"), databaseUrl: undefined },
    "bench:line",
    progress,
  );
  try {
    const site = await sampleSite(instance.db);
    const report = `${site.group}/meetings/9`;
    const text = await (await fetch(`${site.origin}${report}.txt`)).text();
    const plain = await servePlain(text);
    const found = await runHarness(folder, await chromium(progress), `${site.origin}${report}`, plain.origin);
    plain.close();
    await site.close();
    return tell(found);
  } finally {
    await instance.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The least page that shows the text, compressed as the program compresses. */
async function servePlain(text: string): Promise<{ origin: string; close: () => void }> {
  const escaped = text.replace(/&/g, "&amp;").replace(/</g, "&lt;");
  const paragraphs = escaped.split(/\n\s*\n/).map((paragraph) => `<p>${paragraph}</p>`);
  const page = `<!doctype html><html lang=en><meta charset=utf-8><meta name=viewport content="width=device-width"><title>Summary report</title><link rel=icon href="data:,"><main>\n${paragraphs.join("\n")}</main></html>`;
  const body = brotliCompressSync(page, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } });
  const server = createServer((_, res) => {
    res.writeHead(200, {
      "content-type": "text/html; charset=utf-8",
      "content-encoding": "br",
      "content-length": body.length,
    });
    res.end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { origin: `http://localhost:${portOf(server.address())}`, close: () => server.close() };
}

function portOf(address: AddressInfo | string | null): number {
  return typeof address === "object" && address !== null ? address.port : 0;
}

/** The harness is copied beside our packages, where it finds its one dependency. */
async function runHarness(
  folder: string,
  browser: string,
  ours: string,
  plain: string,
): Promise<z.infer<typeof Measured>> {
  const place = join(ROOT, "tmp", "bench-line");
  rmSync(place, { recursive: true, force: true });
  mkdirSync(place, { recursive: true });
  for (const file of ["weigh.mjs", "relay.mjs"]) cpSync(join(HARNESS, file), join(place, file));
  // The page's own words decide when it can be read.
  const scenario = (system: string, url: string) => ({
    system,
    version: "1",
    name: "read-report",
    url,
    usable: "main",
    usableMinText: 1500,
  });
  const hosts = [ours, plain].map((address) => new URL(address).host);
  const file = join(folder, "scenarios.json");
  writeFileSync(
    file,
    JSON.stringify({
      map: Object.fromEntries(hosts.map((host) => [host, host.replace("localhost", "127.0.0.1")])),
      scenarios: [scenario("plain-html", `${plain}/`), scenario("baraza", ours)],
    }),
  );
  const out = join(folder, "results.json");
  const words = [
    join(place, "weigh.mjs"),
    file,
    "--profiles",
    "none,2g,gprs",
    "--runs",
    "3",
    "--emulate",
    "relay",
    "--baseline",
    "plain-html",
    "--json",
    out,
    "--chromium",
    browser,
  ];
  // Not synchronously: the two servers are in this process.
  const run = spawn(process.execPath, words, { stdio: ["ignore", "inherit", "inherit"], timeout: 300_000 });
  const [status, signal]: unknown[] = await once(run, "close");
  if (status !== 0) throw new Error(`The harness ended with ${status ?? signal}.`);
  return Measured.parse(JSON.parse(readFileSync(out, "utf8")));
}

function tell(results: z.infer<typeof Measured>): number {
  let past = 0;
  const said: string[] = [];
  for (const ours of results.filter((one) => one.system === "baraza")) {
    const plain = results.find((one) => one.system === "plain-html" && one.profile === ours.profile);
    if (!plain) continue;
    const beside = ours.cold.down - plain.cold.down;
    const times = ours.cold.usable / plain.cold.usable;
    if (beside > BYTES_BESIDE || ours.cold.requests > plain.cold.requests) past++;
    said.push(
      `${ours.profile}: ${beside} B beside plain HTML (at most ${BYTES_BESIDE}), usable in ${times.toFixed(2)} times its time, ${ours.cold.requests} request (at most ${plain.cold.requests})`,
    );
  }
  console.log(`bench:line: ${said.join("; ")}`);
  return past === 0 && said.length > 0 ? 0 : 1;
}
