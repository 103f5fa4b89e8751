import assert from "node:assert/strict";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { after, test } from "node:test";
import { openDatabase } from "../../src/platform/database/database.ts";
import { serverUrl } from "../../src/platform/database/server.ts";
import { makeSampleGroup } from "../../src/records/sample-group.commands.ts";
import { ROOT } from "../architecture.ts";
import { crawl } from "../crawl.ts";
import { baraza, dataFolder, served, stopped } from "./program.ts";

const [old, next] = [dataFolder("move-old"), dataFolder("move-new")];
const file = join(ROOT, "tmp", `boot-move-${process.pid}.baraza`);
after(() => rmSync(file, { force: true }));

/** Without secrets of forms, and without the checkpoint under a report, which is that of the server's own log. */
const plain = (html: string, at: string): string =>
  html
    .replaceAll(at, "")
    .replace(/value="[\w.-]{20,}"/g, "")
    .replace(/<details class="soft"><summary>Checkpoint.*?<\/details\s*>/gs, "");

async function pagesOf(at: string): Promise<Map<string, string>> {
  const pages = await crawl(at);
  const ofGroups = pages.filter(({ path }) => path !== "/log");
  return new Map(ofGroups.map(({ path, status, html }) => [path, `${status} ${plain(html, at)}`]));
}

test("a group is moved to a second instance while both serve, and a visitor finds every page there", async () => {
  const from = await served(old);
  const db = openDatabase(serverUrl(old, "baraza"));
  await makeSampleGroup(db, new Date(), () => ({ step: () => {}, end: () => {} })).finally(() => db.destroy());
  const exported = baraza(["export", "local-content", file], old);
  assert.equal(await exported.ended, 0, exported.said());
  assert.match(exported.said(), /read back and found whole[\s\S]*Nobody's way in goes along/);
  const to = await served(next);
  const imported = baraza(["import", file], next);
  assert.equal(await imported.ended, 0, imported.said());
  assert.match(imported.said(), /is taken in: \/local-content/);
  const [before, here] = [await pagesOf(from.at), await pagesOf(to.at)];
  assert.ok(before.size > 50, `${before.size} pages`);
  assert.deepEqual([...here.keys()].sort(), [...before.keys()].sort());
  assert.deepEqual(
    [...before].filter(([path, html]) => here.get(path) !== html).map(([path]) => path),
    [],
  );
  const again = baraza(["import", file], next);
  assert.equal(await again.ended, 1);
  assert.match(again.said(), /taken in already/);
  const user = baraza(["user", "invite", "Wanjiru Odhiambo", "--group", "local-content"], next);
  assert.equal(await user.ended, 0, user.said());
  const [link = ""] = await user.says(/http:\S+sign-in\S+/);
  const { pathname, search } = new URL(link);
  assert.equal((await fetch(to.at + pathname + search, { redirect: "manual" })).status, 200);
  assert.deepEqual([await stopped(from), await stopped(to)], [0, 0]);
});
