import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import { lacking } from "../../src/ui/words.ts";
import { crawl } from "../crawl.ts";
import { testDatabase } from "../database.ts";
import { type Site, sampleSite } from "../site.ts";
import { assertAccessible, assertAccessibleAtThisWidth, assertFits, openBrowser } from "./browser.ts";

const { db } = await testDatabase();
const open = await openBrowser();
let site: Site;
beforeEach(async () => {
  site = await sampleSite(db);
});
afterEach(() => site.close());

test("no link leads nowhere, for a visitor or for an office holder", async () => {
  for (const cookie of [undefined, await site.signedIn()]) {
    const broken = (await crawl(site.origin, cookie)).filter((page) => page.status !== 200);
    assert.deepEqual(
      broken.map((page) => `${page.status} ${page.path}`),
      [],
    );
  }
});

test("in French and in Arabic nothing that the program says stays English", async () => {
  const cookie = await site.signedIn();
  for (const language of ["fr", "ar"])
    for (const page of await crawl(site.origin, cookie, language))
      assert.match(page.html, new RegExp(`lang="${language}"`));
  assert.deepEqual([...lacking], []);
});

for (const who of ["a visitor", "an office holder"] as const) {
  test(`every page passes axe for ${who}, wide and at 320 px, and asks nothing of any other site`, async () => {
    const cookie = who === "a visitor" ? undefined : await site.signedIn();
    const { page, offences } = await open(site.origin, { cookie });
    for (const path of await onePageOfEachForm(cookie)) {
      await page.setViewportSize({ width: 1280, height: 800 });
      await page.goto(site.origin + path);
      await assertAccessible(page);
      await page.setViewportSize({ width: 320, height: 640 });
      await assertFits(page);
      await assertAccessibleAtThisWidth(page);
    }
    assert.deepEqual(offences, []);
  });
}

test("the pages pass axe in dark, and in Arabic from right to left", async () => {
  for (const view of [{ colorScheme: "dark" }, { locale: "ar" }] as const) {
    const { page, offences } = await open(site.origin, view);
    for (const path of await onePageOfEachForm()) {
      await page.goto(site.origin + path);
      await assertAccessible(page);
      assert.equal(await page.getAttribute("html", "dir"), "locale" in view ? "rtl" : null);
    }
    assert.deepEqual(offences, []);
  }
});

test("without script every page is the same page", async () => {
  const { page } = await open(site.origin, { javaScriptEnabled: false });
  await page.goto(`${site.origin}${site.group}`);
  await page.click("main a[href*='/meetings/']");
  assert.match((await page.textContent("h1")) ?? "", /\S/);
});

/** One page of each form is enough where they differ only in what they are about. */
async function onePageOfEachForm(cookie?: string): Promise<string[]> {
  const forms = new Map<string, string>();
  for (const { path, status } of await crawl(site.origin, cookie)) {
    const form = path.replace(/\d[\d-]*/g, "N").replace(/^(\/[^/]+\/(?:headings|people|persons|bodies)\/).+/, "$1NAME");
    if (status === 200 && !forms.has(form)) forms.set(form, path);
  }
  return [...forms.values()];
}
