import assert from "node:assert/strict";
import { createServer } from "node:http";
import { after, test } from "node:test";
import { Hono } from "hono";
import { answer } from "./answer.ts";
import { setHeaders } from "./headers.ts";
import { keepPages } from "./keep-pages.ts";
import { PageCache } from "./page-cache.ts";
import { guardOf } from "./protection.ts";
import { webListener } from "./web-listener.ts";

/** A site with one page that counts how often it was rendered, and another process that may write. */
async function site() {
  const world = { rendered: 0, words: "first", mark: "0", whileRendering: async () => {} };
  const cache = new PageCache(async () => world.mark);
  const language = (_: string | undefined, wish: string | undefined) => (wish === "fr" ? "fr" : "en");
  const app = new Hono();
  app.use(setHeaders({ origin: "https://baraza.example", onion: "http://x.onion" }), keepPages(cache, language));
  app.get("/page", async (c) => {
    const { words } = world;
    world.rendered++;
    await world.whileRendering();
    return answer(c, `<p>${c.req.header("accept-language")} ${words}${"<br>".repeat(300)}`, "text/html");
  });
  app.get("/form", (c) => answer(c, `${++world.rendered}${guardOf(c).token}`, "text/html"));
  app.post("/act", (c) => {
    world.words = "second";
    return c.redirect("/page", 303);
  });
  const server = createServer(webListener(app, cache, language)).listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  after(() => server.close());
  const address = server.address();
  const origin = `http://127.0.0.1:${typeof address === "object" ? address?.port : 0}`;
  const read = (path: string, headers: Record<string, string> = {}) =>
    fetch(origin + path, { headers: { "accept-language": "en", ...headers } });
  return { world, origin, read };
}

test("a page is rendered once for all visitors, in each language", async () => {
  const { world, read } = await site();
  const first = await (await read("/page")).text();
  assert.equal(await (await read("/page")).text(), first);
  assert.equal(world.rendered, 1);
  await read("/page", { "accept-language": "fr" });
  assert.equal(world.rendered, 2);
});

test("after an act nobody gets the page as it was before", async () => {
  const { world, origin, read } = await site();
  await read("/page");
  await fetch(`${origin}/act`, { method: "POST", redirect: "manual" });
  assert.match(await (await read("/page")).text(), /second/);
  assert.equal(world.rendered, 2);
});

test("what another process writes is seen within a second", async () => {
  const { world, read } = await site();
  await read("/page");
  world.words = "imported";
  world.mark = "1";
  await new Promise((resolve) => setTimeout(resolve, 300));
  assert.match(await (await read("/page")).text(), /imported/);
});

test("a page that was overtaken by an act while it was rendered is not kept", async () => {
  const { world, origin, read } = await site();
  await read("/page");
  await fetch(`${origin}/act`, { method: "POST", redirect: "manual" });
  world.words = "old";
  world.whileRendering = async () => {
    world.whileRendering = async () => {};
    await fetch(`${origin}/act`, { method: "POST", redirect: "manual" });
  };
  assert.match(await (await read("/page")).text(), /old/);
  assert.match(await (await read("/page")).text(), /second/);
});

test("nothing is kept for who is signed in, for a question with a query, or with a form's token inside", async () => {
  const { world, read } = await site();
  for (const [path, headers] of [
    ["/page", { cookie: "__Host-baraza=x" }],
    ["/page?x=1", {}],
    ["/form", {}],
  ] as const) {
    const before = world.rendered;
    await read(path, headers);
    await read(path, headers);
    assert.equal(world.rendered, before + 2, path);
  }
});

test("a kept page comes compressed, with its fingerprint, and not twice", async () => {
  const { world, read } = await site();
  const fresh = await read("/page", { "accept-encoding": "br" });
  const kept = await read("/page", { "accept-encoding": "br" });
  assert.equal(world.rendered, 1);
  for (const name of ["etag", "content-encoding", "content-type", "cache-control", "vary"])
    assert.equal(kept.headers.get(name), fresh.headers.get(name), name);
  assert.equal(kept.headers.get("onion-location"), "http://x.onion/page");
  assert.equal(kept.headers.get("referrer-policy"), "no-referrer");
  assert.equal(await kept.text(), await fresh.text());
  const again = await read("/page", { "accept-encoding": "br", "if-none-match": fresh.headers.get("etag") ?? "" });
  assert.equal(again.status, 304);
});
