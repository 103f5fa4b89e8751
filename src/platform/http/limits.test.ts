import assert from "node:assert/strict";
import { test } from "node:test";
import { Hono } from "hono";
import { countIn, Limits, neighbourhoodOf, withLimits } from "./limits.ts";

const at = { now: new Date("2026-03-05T14:00:00Z") };
const ALLOWED = { place: 60, second: 5, all: 500 };
const limits = () => new Limits(() => at.now);

test("an address is cut to its neighbourhood before it is counted", () => {
  assert.equal(neighbourhoodOf("203.0.113.77"), "203.0.113");
  assert.equal(neighbourhoodOf("::ffff:203.0.113.9"), "203.0.113");
  assert.equal(neighbourhoodOf("2001:db8:7:1::1"), neighbourhoodOf("2001:0db8:0007:ffff:0:0:0:9"));
  assert.notEqual(neighbourhoodOf("2001:db8:7::1"), neighbourhoodOf("2001:db8:8::1"));
  assert.equal(neighbourhoodOf("fe80::1%eth0"), "fe80:0:0");
  assert.equal(neighbourhoodOf("::1"), "0:0:0");
  assert.equal(neighbourhoodOf("nonsense"), null);
});

test("fifty people behind one address wait for nothing and are not looked at", () => {
  const counts = limits();
  const verdicts = Array.from({ length: 50 }, (_, who) =>
    counts.count("sign-in", { address: "203.0.113.7", second: `account ${who}` }, ALLOWED),
  );
  assert.ok(verdicts.every(({ waitMs, review }) => waitMs === 0 && !review));
});

test("a neighbourhood that sends without end is slowed, and never held back or looked at for that alone", () => {
  const counts = limits();
  let last = counts.count("form", { address: "203.0.113.7" }, ALLOWED);
  for (let i = 0; i < 400; i++) last = counts.count("form", { address: `203.0.113.${i % 250}` }, ALLOWED);
  assert.equal(last.waitMs, 2_000);
  assert.equal(last.review, false);
  assert.deepEqual(counts.count("form", { address: "198.51.100.7" }, ALLOWED), { waitMs: 0, review: false });
  assert.deepEqual(counts.count("other form", { address: "203.0.113.7" }, ALLOWED), { waitMs: 0, review: false });
});

test("one account or link that sends without end, and a flood from everywhere, lead to a look by a person", () => {
  const counts = limits();
  const second = Array.from({ length: 6 }, () => counts.count("form", { address: null, second: "link 1" }, ALLOWED));
  assert.deepEqual(
    second.map(({ review }) => review),
    [false, false, false, false, false, true],
  );
  for (let i = 0; i < 500; i++) counts.count("form", { address: `10.${i % 200}.${i % 7}.1` }, ALLOWED);
  assert.equal(counts.count("form", { address: "192.0.2.1" }, ALLOWED).review, true);
});

test("after its window, and after a day, nothing is remembered", () => {
  const counts = limits();
  const began = at.now;
  for (let i = 0; i < 100; i++) counts.count("form", { address: "203.0.113.7" }, ALLOWED);
  at.now = new Date(began.getTime() + 10 * 60_000);
  assert.equal(counts.count("form", { address: "203.0.113.7" }, ALLOWED).waitMs, 0);
  at.now = began;
});

function site(behindProxy: boolean) {
  const waits: number[] = [];
  const counts = new Limits(
    () => at.now,
    async (ms) => void waits.push(ms),
  );
  const app = new Hono();
  app.use(withLimits(counts, behindProxy));
  app.get("/", async (c) => c.json(await countIn(c, "form", { place: 1, all: 1_000 })));
  const ask = async (remoteAddress: string, forwarded?: string) => {
    const headers: Record<string, string> = forwarded === undefined ? {} : { "x-forwarded-for": forwarded };
    await app.request("/", { headers }, { incoming: { socket: { remoteAddress } } });
    return waits.splice(0).length > 0;
  };
  return ask;
}

test("the address is that of the socket; a header is believed only where a proxy was set up", async () => {
  const plain = site(false);
  assert.equal(await plain("203.0.113.1", "198.51.100.1"), false);
  assert.equal(await plain("203.0.113.2", "192.0.2.1"), true, "the same neighbourhood, whatever the header says");
  const proxied = site(true);
  assert.equal(await proxied("10.0.0.1", "203.0.113.1"), false);
  assert.equal(await proxied("10.0.0.1", "203.0.113.9, 198.51.100.1"), false, "the last one is the proxy's word");
  assert.equal(await proxied("10.0.0.1", "1.2.3.4, 198.51.100.2"), true);
});
