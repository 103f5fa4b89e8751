import assert from "node:assert/strict";
import test from "node:test";
import { datesIn, dayAfter, isoDay } from "./written-date.ts";
import { numberOf } from "./written-number.ts";
import { timesIn } from "./written-time.ts";

const days = (text: string): (string | null)[] => datesIn(text).map((date) => isoDay(date));

test("a day is read however it is written", () => {
  for (const text of [
    "22 April 2021",
    "April 22nd, 2021",
    "Apr. 22, 2021",
    "2021-04-22",
    "2021/04/22",
    "22.04.2021",
    "22-Apr-2021",
    "22 avril 2021",
    "22 de abril de 2021",
    "Thursday, the 22nd of April 2021",
    "20210422",
    "2021 04 22",
  ])
    assert.deepEqual(days(text), ["2021-04-22"], text);
});

test("what is no day is read as none", () => {
  for (const text of ["31 February 2021", "version 1.2.3", "may 2 or 3 people come", "May 2018", "14:30", "item 4.5.6"])
    assert.deepEqual(days(text), [], text);
});

test("a day without a year is the next such day after the meeting", () => {
  const [date] = datesIn("until January 12");
  assert.equal(date === undefined ? null : dayAfter(date, "2020-12-15"), "2021-01-12");
});

test("hours are read with their zone and their end, and days are not taken for hours", () => {
  const read = (text: string): unknown[] => timesIn(text).map(({ time, endTime, zone }) => [time, endTime, zone]);
  assert.deepEqual(read("22 April 2021 at 1 p.m. UTC"), [["13:00", null, "UTC"]]);
  assert.deepEqual(read("8:00am - 9:00am PT"), [["08:00", "09:00", "PT"]]);
  assert.deepEqual(read("14h30"), [["14:30", null, null]]);
  assert.deepEqual(read("May 6 - 1 PM UTC"), [["13:00", null, "UTC"]]);
  assert.deepEqual(read("3 - 4pm"), [["15:00", "16:00", null]]);
});

test("the number of a meeting may be a figure, a word or Roman", () => {
  assert.deepEqual(["41", "41st", "XVII", "eighteenth", "twenty-first", "huitième", "weekly"].map(numberOf), [
    41,
    41,
    17,
    18,
    21,
    8,
    null,
  ]);
});
