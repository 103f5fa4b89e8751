/**
 * What each page weighs, as a browser loads it that was never here: heads and bodies of the page and of all it loads,
 * compressed as served. Source of the budgets: DESIGN §6.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brotliCompressSync, constants } from "node:zlib";
import { Parser } from "htmlparser2";
import { holdInstance } from "../src/platform/database/instance.ts";
import { progressOn } from "../src/platform/progress.ts";
import { crawl, type Fetched, fetchOnce } from "../test/crawl.ts";
import { sampleSite } from "../test/site.ts";

const ANY_PAGE = 14_000;
const BESIDE_TEXT = 3_500;

type Weighed = { who: string; path: string; status: number; bytes: number; budget: number };

const folder = mkdtempSync(join(tmpdir(), "baraza-weigh-"));
const instance = await holdInstance(
  { dataFolder: folder, databaseUrl: undefined },
  "weigh",
  progressOn(process.stderr),
);
try {
  process.exitCode = await weigh();
} finally {
  await instance.close();
  rmSync(folder, { recursive: true, force: true });
}

async function weigh(): Promise<number> {
  const site = await sampleSite(instance.db);
  const weighed: Weighed[] = [];
  const readers = [["visitor"], ["office", await site.signedIn()]] as const;
  for (const [who, cookie] of readers)
    for (const page of await crawl(site.origin, cookie))
      weighed.push(await weighPage(site.origin, who, page, cookie === undefined ? {} : { cookie }));
  await site.close();
  return tell(weighed);
}

async function weighPage(
  origin: string,
  who: string,
  page: Fetched,
  headers: Record<string, string>,
): Promise<Weighed> {
  let bytes = page.bytes;
  for (const path of page.loads) bytes += (await fetchOnce(origin, path, headers)).bytes;
  const article = /<article[\s\S]*<\/article>/.exec(page.html)?.[0];
  const budget = article === undefined ? ANY_PAGE : plainBytes(article) + BESIDE_TEXT;
  return { who, path: page.path, status: page.status, bytes, budget };
}

/** The same text as one plain HTML file, compressed as the page is: elements and links, no style, no head to speak of. */
function plainBytes(article: string): number {
  const bare = new Set([
    "h1",
    "h2",
    "h3",
    "h4",
    "p",
    "ul",
    "ol",
    "li",
    "blockquote",
    "pre",
    "code",
    "table",
    "tr",
    "th",
    "td",
    "b",
    "strong",
    "em",
  ]);
  let plain = "";
  let inNumber = false;
  const parser = new Parser(
    {
      onopentag(name, { href, class: style }) {
        inNumber ||= name === "a" && style === "no";
        if (inNumber) return;
        if (name === "a") plain += `<a href="${href}">`;
        else if (bare.has(name)) plain += `<${name}>`;
      },
      ontext(text) {
        if (!inNumber) plain += text;
      },
      onclosetag(name) {
        if (inNumber) inNumber = name !== "a";
        else if (name === "a" || bare.has(name)) plain += `</${name}>`;
      },
    },
    { decodeEntities: false },
  );
  parser.end(article);
  const file = `<!doctype html><html lang=en><meta charset=utf-8><meta name=viewport content="width=device-width"><title>Summary report</title><main>\n${plain}</main></html>`;
  return brotliCompressSync(file, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }).length;
}

function tell(weighed: Weighed[]): number {
  weighed.sort((a, b) => a.bytes / a.budget - b.bytes / b.budget);
  for (const { who, path, status, bytes, budget } of weighed)
    console.log(
      `${who.padEnd(8)}${String(bytes).padStart(7)} B of ${String(budget).padStart(7)}  ${`${Math.round((100 * bytes) / budget)} %`.padStart(6)}  ${path}${status === 200 ? "" : `  (status ${status})`}`,
    );
  const over = weighed.filter(({ bytes, budget }) => bytes > budget).length;
  const broken = weighed.filter(({ status }) => status !== 200).length;
  console.log(`weigh: ${weighed.length} pages, ${over} over their budget, ${broken} links that lead nowhere`);
  return over + broken === 0 && weighed.length > 20 ? 0 : 1;
}
