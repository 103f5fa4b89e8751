import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import { crawl } from "../crawl.ts";
import { testDatabase } from "../database.ts";
import { type Site, sampleSite } from "../site.ts";
import { assertFits, openBrowser } from "./browser.ts";

const { db } = await testDatabase();
const open = await openBrowser();
let site: Site;
beforeEach(async () => {
  site = await sampleSite(db);
});
afterEach(() => site.close());

const REPORT = `# <script>document.title="taken"</script> Meeting

Online Meeting 66
11 November 2026 at 13:00 UTC

## Agenda

1. <img src=x onerror=alert(1)>
2. Any other business

## 1. <img src=x onerror=alert(1)>

Eve\u202e\u2066 Mallory\u200b said "><svg onload=alert(1)> and shared [a page](javascript:alert(document.cookie)),
[another](data:text/html;base64,PHNjcmlwdD4=), ![a pixel](https://tracker.example/p.gif) and https://user:pass@evil.example/.

Action: Eve Mallory will send \`</textarea><script>alert(1)</script>\` to the list by 18 November 2026.

## 2. Any other business

${"W".repeat(3000)}

## Participants

1. =HYPERLINK("https://evil.example";"Wanjiru"), "><script>alert(1)</script>
2. Eve\u202e Mallory, @SUM(1+1)
3. Wanjiru Odhiambo, Lakeside Community Networks
`;

test("a hostile report is shown harmless on every page, and asks nothing of any other site", async () => {
  const cookie = await site.signedIn();
  const { page, offences } = await open(site.origin, { cookie });
  page.on("dialog", (dialog) => offences.push(`a dialog said ${dialog.message()}`));
  await page.goto(`${site.origin}${site.group}/import`);
  await page.fill("textarea", REPORT);
  await page.click("button:has-text('Read')");
  await page.waitForURL(/\/import\/\d+/);
  await assertFits(page);
  await page.click("button:has-text('Accept')");
  await page.waitForURL(/\/meetings\//);
  const address = new URL(page.url()).pathname.replace(/#.*/, "");
  await page.click("button:has-text('Publish')");
  for (const { path, html } of await crawl(site.origin, cookie)) {
    // The page of passkeys has one script of the program's own.
    const foreign = html.replaceAll(/<script src="\/[\w./-]+" type="module"><\/script>/g, "");
    assert.doesNotMatch(foreign, /<script|<img|<svg onload|<a [^>]*href="(?:javascript|data):|\u202e|\u2066/i, path);
  }
  await page.setViewportSize({ width: 320, height: 640 });
  for (const path of [address, `${address}.html`, site.group, `${site.group}/actions`, `${site.group}/meetings`]) {
    await page.goto(site.origin + path);
    if (!path.endsWith(".html")) await assertFits(page);
    assert.doesNotMatch(await page.title(), /^taken/);
  }
  assert.deepEqual(offences, []);
});
