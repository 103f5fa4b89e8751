import assert from "node:assert/strict";
import { after, afterEach } from "node:test";
import axe from "axe-core";
import { type Browser, type BrowserContext, chromium as driver, type Page } from "playwright-core";
import { progressOn } from "../../src/platform/progress.ts";
import { chromium } from "../chromium.ts";

export type Reader = {
  page: Page;
  context: BrowserContext;
  /** What a page must never do: ask another origin, break its own policy, throw. Emptied by nobody. */
  offences: string[];
};

type View = {
  cookie?: string | undefined;
  width?: number;
  colorScheme?: "light" | "dark";
  locale?: string;
  javaScriptEnabled?: boolean;
};

/** One browser a test file; each reader has a profile of his own, and is watched for requests that leave the site. */
export async function openBrowser(): Promise<(origin: string, view?: View) => Promise<Reader>> {
  const browser: Browser = await driver.launch({
    executablePath: await chromium(progressOn(process.stderr)),
    args: ["--no-sandbox"],
  });
  const opened: BrowserContext[] = [];
  afterEach(async () => {
    for (const context of opened.splice(0)) await context.close();
  });
  after(() => browser.close());
  return async (origin, { width = 1280, cookie, ...view } = {}) => {
    const context = await browser.newContext({ viewport: { width, height: 800 }, ...view });
    opened.push(context);
    if (cookie !== undefined) await context.addCookies([asCookie(cookie)]);
    const offences: string[] = [];
    context.on("request", (request) => {
      const url = request.url();
      if (!url.startsWith(`${origin}/`) && !url.startsWith("data:")) offences.push(`asked ${url}`);
    });
    context.on("console", (message) => {
      if (message.type() === "error" && !/status of 4\d\d/.test(message.text())) offences.push(message.text());
    });
    context.on("weberror", (error) => offences.push(String(error.error())));
    const page = await context.newPage();
    return { page, context, offences };
  };
}

function asCookie(header: string) {
  const [name = "", value = ""] = header.split("=");
  return { name, value, domain: "localhost", path: "/", secure: true, httpOnly: true, sameSite: "Lax" } as const;
}

/** No finding of axe for WCAG 2.2 A and AA and its good practice. */
export const assertAccessible = (page: Page): Promise<void> => runAxe(page, TAGS);
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** The rules of axe whose answer changes with the width of a page that passed them all at another width. */
export const assertAccessibleAtThisWidth = (page: Page): Promise<void> =>
  runAxe(page, ["target-size", "scrollable-region-focusable", "link-in-text-block", "color-contrast"]);

async function runAxe(page: Page, runOnly: readonly string[]): Promise<void> {
  await page.evaluate(AXE);
  const found: unknown = await page.evaluate(
    `axe.run(document, { runOnly: ${JSON.stringify(runOnly)}, resultTypes: ["violations"] }).then((result) => result.violations.map((violation) => violation.id + ": " + violation.nodes.map((node) => node.target + " " + node.failureSummary).join(" | ")))`,
  );
  assert.deepEqual(found, [], page.url());
}

/** WCAG 1.4.10: at 320 px, which is 1280 px at 400 %, nothing needs scrolling in two directions. */
export async function assertFits(page: Page): Promise<void> {
  const [whole, shown] = [
    await page.evaluate("document.documentElement.scrollWidth"),
    await page.evaluate("innerWidth"),
  ];
  assert.ok(Number(whole) <= Number(shown), `${page.url()} is ${whole} px wide on ${shown} px`);
}

const AXE = axe.source;
