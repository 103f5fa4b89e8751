/** Takes pictures of the sample group's pages, to be looked at: `node test/pictures.ts FOLDER [PATH …]`. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium as driver } from "playwright-core";
import { holdInstance } from "../src/platform/database/instance.ts";
import { progressOn } from "../src/platform/progress.ts";
import { chromium } from "./chromium.ts";
import { sampleSite } from "./site.ts";

const [folder = "tmp/pictures", ...paths] = process.argv.slice(2);
const VIEWS = [
  { view: "wide", width: 1280, colorScheme: "light", locale: "en" },
  { view: "narrow", width: 320, colorScheme: "light", locale: "en" },
  { view: "dark", width: 1280, colorScheme: "dark", locale: "en" },
  { view: "arabic", width: 900, colorScheme: "light", locale: "ar" },
] as const;

mkdirSync(folder, { recursive: true });
const progress = progressOn(process.stderr);
const data = mkdtempSync(join(tmpdir(), "baraza-pictures-"));
const instance = await holdInstance({ dataFolder: data, databaseUrl: undefined }, "pictures", progress);
const browser = await driver.launch({ executablePath: await chromium(progress), args: ["--no-sandbox"] });
try {
  const site = await sampleSite(instance.db);
  for (const who of ["visitor", "office"] as const)
    await take(site.origin, who, who === "office" ? await site.invite() : null, site.group);
  await site.close();
} finally {
  await browser.close();
  await instance.close();
  rmSync(data, { recursive: true, force: true });
}

async function take(origin: string, who: string, link: string | null, group: string): Promise<void> {
  for (const { view, width, ...look } of VIEWS) {
    const context = await browser.newContext({ viewport: { width, height: 900 }, ...look });
    const page = await context.newPage();
    if (link !== null && view === "wide") await page.goto(link).then(() => page.click("main button"));
    const shown =
      paths.length > 0
        ? paths
        : ["", "/meetings", "/meetings/9", "/actions", "/decisions", "/people", "/import", "/search"];
    if (link === null || view === "wide")
      for (const path of shown) {
        await page.goto(origin + (path.startsWith("/search") ? path : group + path));
        const name = `${folder}/${who}${path.replaceAll(/[^\w]+/g, "-") || "-group"}-${view}`;
        await page.screenshot({ path: `${name}.png`, fullPage: true });
        if (view === "wide" && who === "visitor") writeFileSync(`${name}.pdf`, await page.pdf({ format: "A4" }));
      }
    await context.close();
  }
}
