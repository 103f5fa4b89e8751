import assert from "node:assert/strict";
import { test } from "node:test";
import { dueIn } from "./due.ts";

const on = (words: string) => dueIn(words, "2031-03-10")?.on ?? null;

test("a day that is announced is a due day, its year taken from the meeting", () => {
  assert.equal(on("Ada will send it by 28 July."), "2031-07-28");
  assert.equal(on("comments until May 6"), "2031-05-06");
  assert.equal(on("due by Friday, March 14th"), "2031-03-14");
  assert.equal(on("by 2031-04-02"), "2031-04-02");
  assert.equal(on("before 1 January 2032"), "2032-01-01");
  assert.equal(on("vote on 3/24"), "2031-03-24");
});

test("early in the year comes after late in the year", () => {
  assert.equal(dueIn("by 10 January", "2031-11-20")?.on, "2032-01-10");
});

test("words that give no day stay words", () => {
  for (const words of [
    "after the call",
    "by the end of May",
    "in two weeks",
    "before the next meeting",
    "next week",
    "ASAP",
  ]) {
    const due = dueIn(`Ada will send it ${words}.`, "2031-03-10");
    assert.deepEqual([due?.on, due?.words.toLowerCase()], [null, words.toLowerCase()], words);
  }
});

test("a day that no calendar has stays words", () => {
  const due = dueIn("by 31 February", "2031-03-10");
  assert.deepEqual([due?.on, due?.impossible], [null, true]);
});

test("an action without a time has none", () => {
  assert.equal(dueIn("Ada will send the letter to the Board", "2031-03-10"), null);
  assert.equal(dueIn("Ada may march in", "2031-03-10"), null);
});
