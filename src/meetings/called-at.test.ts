import assert from "node:assert/strict";
import { test } from "node:test";
import { instantIn, zoneOf } from "./called-at.ts";

const at = (words: string, on: string, clock: string) => {
  const zone = zoneOf(words);
  return zone === null ? null : (instantIn(zone, on, clock)?.toISOString() ?? null);
};

test("a time is the instant of the zone it was called in, summer or winter", () => {
  assert.equal(at("UTC", "2022-07-21", "14:00"), "2022-07-21T14:00:00.000Z");
  assert.equal(at("US Eastern Time", "2022-07-21", "10:00"), "2022-07-21T14:00:00.000Z");
  assert.equal(at("ET", "2022-01-20", "10:00"), "2022-01-20T15:00:00.000Z");
  assert.equal(at("CEST", "2022-07-21", "16:00"), "2022-07-21T14:00:00.000Z");
  assert.equal(at("UTC+5:30", "2022-07-21", "19:30"), "2022-07-21T14:00:00.000Z");
  assert.equal(at("Africa/Nairobi", "2022-07-21", "17:00"), "2022-07-21T14:00:00.000Z");
});

test("words that name no one zone give no instant", () => {
  assert.equal(zoneOf("IST"), null);
  assert.equal(zoneOf("local time"), null);
  assert.equal(zoneOf("Mars/Olympus"), null);
  assert.equal(at("UTC", "2022-02-31", "nonsense"), null);
});
