import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import type { Page } from "playwright-core";
import { testDatabase } from "../database.ts";
import { type Site, sampleSite } from "../site.ts";
import { assertAccessible, assertFits, openBrowser } from "./browser.ts";

const { db } = await testDatabase();
const open = await openBrowser();
let site: Site;
beforeEach(async () => {
  site = await sampleSite(db);
});
afterEach(() => site.close());

const REPORT = `# Working Group on Local Content

Online Meeting 11
14 October 2026 at 13:00 UTC

## Agenda

1. Opening
2. Any other business

## 1. Opening

Wanjiru Odhiambo opened the meeting and thanked the hosts.

Action: Farid Rahimov will send the calendar to the mailing list by 21 October 2026.

## 2. Any other business

There was no other business.

## Participants

1. Wanjiru Odhiambo, Lakeside Community Networks
2. Farid Rahimov, WFCC Secretariat
`;

test("with the keyboard alone one searches and comes to the very block", async () => {
  const { page, offences } = await open(site.origin);
  await page.goto(site.origin + site.group);
  await page.keyboard.press("Tab");
  assert.equal(await focused(page), "A Skip to the page");
  await page.keyboard.press("Enter");
  await page.goto(`${site.origin}/search`);
  await tabTo(page, "INPUT");
  await page.keyboard.type("questionnaire");
  await page.keyboard.press("Enter");
  await page.waitForURL(/q=questionnaire/);
  await page.waitForSelector("mark");
  await tabToOne(page, ".rows a[href*='/meetings/']");
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/meetings\/[^/]+#\d+$/);
  assert.deepEqual(offences, []);
});

test("with the keyboard alone one signs in, brings a report in, and publishes it", async () => {
  const { page, offences } = await open(site.origin);
  await page.goto(await site.invite());
  await tabTo(page, "BUTTON");
  await page.keyboard.press("Enter");
  await page.waitForURL((url) => !url.search.includes("link="));
  await page.goto(`${site.origin}${site.group}/import`);
  await tabTo(page, "TEXTAREA");
  await page.keyboard.insertText(REPORT);
  await tabTo(page, "BUTTON");
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/import\/\d+/);
  await assertAccessible(page);
  await page.setViewportSize({ width: 320, height: 640 });
  await assertFits(page);
  await tabTo(page, "BUTTON Accept");
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/meetings\//);
  await tabTo(page, "BUTTON Publish this report");
  await page.keyboard.press("Enter");
  await page.waitForSelector("article");
  const visitor = await open(site.origin);
  await visitor.page.goto(`${site.origin}${site.group}/meetings/11`);
  assert.match((await visitor.page.textContent("article")) ?? "", /Farid Rahimov will send the calendar/);
  assert.deepEqual([...offences, ...visitor.offences], []);
});

/** Presses Tab until what has the focus begins with these words ("BUTTON Accept"). */
const tabTo = (page: Page, words: string): Promise<void> =>
  tabUntil(
    page,
    `(document.activeElement.tagName + ' ' + document.activeElement.textContent.trim()).startsWith(${JSON.stringify(words)})`,
  );

const tabToOne = (page: Page, selector: string): Promise<void> =>
  tabUntil(page, `document.activeElement.matches(${JSON.stringify(selector)})`);

async function tabUntil(page: Page, condition: string): Promise<void> {
  for (let pressed = 0; pressed < 80; pressed++) {
    await page.keyboard.press("Tab");
    if (await page.evaluate(condition)) return assertVisibleFocus(page);
  }
  assert.fail(`Tab never came there on ${page.url()}: ${condition}`);
}

const focused = async (page: Page): Promise<string> =>
  String(await page.evaluate("document.activeElement.tagName + ' ' + document.activeElement.textContent.trim()"));

/** WCAG 2.4.7 and 2.4.11: the focus is seen, and nothing lies over it. */
async function assertVisibleFocus(page: Page): Promise<void> {
  const style = String(await page.evaluate("getComputedStyle(document.activeElement).outlineStyle"));
  assert.notEqual(style, "none", page.url());
}
