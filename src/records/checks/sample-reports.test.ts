import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { checkedMarkdown } from "./checked.fixture.ts";

const REPORTS = new URL("../../../sample/reports/", import.meta.url);
const printed = (name: string): string[] =>
  checkedMarkdown(readFileSync(new URL(name, REPORTS), "utf8"), name)
    .filter(({ level }) => level !== "style")
    .map(({ line, rule }) => `${line}: ${rule}`);

/** The faults of the sample group's reports, as real reports have them; the three others are clean. */
const FAULTS: Record<string, string[]> = {
  "2025-04-02.md": ["8: meeting-number", "8: meeting-date", "35: promise-not-marked"],
  "2025-06-04.md": ["14: item-without-section", "16: closing-item", "26: promise-not-marked", "34: numbering"],
  "2025-11-05.md": [
    "22: action-without-owner",
    "24: action-without-due-date",
    "28: open-question",
    "36: nobody-there",
    "40: speaker-not-listed",
  ],
  "2026-01-14.md": [
    "4: weekday",
    "4: zone-season",
    "16: dead-link",
    "20: open-question",
    "24: link-open-to-edit",
    "30: deadline-year",
  ],
  "2026-02-18.md": [
    "6: disclosure-against-annex",
    "18: speaker-not-listed",
    "45: entry-with-one-name",
    "45: entry-without-affiliation",
    "48: entry-without-affiliation",
  ],
  "2026-06-10.md": [
    "20: deadline-on-next-meeting",
    "20: two-owners",
    "28: role-with-two-names",
    "34: section-without-item",
  ],
  "2026-09-09.md": ["17: one-person-two-names", "21: owner-not-there", "25: cut-link", "43: next-meeting-order"],
};

for (const name of readdirSync(REPORTS).sort()) {
  const expected = FAULTS[name] ?? [];
  test(`the sample report ${name} has ${expected.length || "no"} faults`, () =>
    assert.deepEqual(printed(name), expected));
}
