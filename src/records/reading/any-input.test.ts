/** Whatever is read, a report comes back: never an exception, never a line that is not there. */
import assert from "node:assert/strict";
import test from "node:test";
import fc from "fast-check";
import { readText } from "../../platform/formats/read-text.ts";
import { readTree } from "../../platform/formats/read-tree.ts";
import type { ReadReport } from "../report.ts";
import { readChecked } from "./read-files.ts";

/** Pieces of which minutes are made, in every order and depth. */
const PIECES = [
  "# Minutes of the meeting, 5 May 2023",
  "## Attendees",
  "Present: Asha Mwangi (The Mill), Ben Ode; Chi Lee",
  "Apologies:",
  "- [x] Asha Mwangi, The Mill",
  "- [ ] ~~Ben Ode~~",
  "  - Chi Lee @chi (TSC)",
  "1. Opening",
  "2) Budget: how much?",
  "   a) sub-point",
  "| Name | Present |",
  "|---|---|",
  "| Asha | Yes |",
  "**Next meeting:** 31 June, 25:99 UTC",
  "ACTION: Ben to write to the Dam by 30 Feb.",
  "Agenda",
  "======",
  "> quoted",
  "<table><tr><td>Asha<td>Yes</table>",
  "[link](http://x.y/ 'z",
  "```",
  "IV. Fourth",
  "E) Letter",
  "\u200b\u202eAsha\u0000",
  "It was agreed that it was agreed that",
  "---",
  "",
];
const line = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...PIECES) },
  { weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 60 }) },
);
const indented = fc
  .tuple(fc.constantFrom("", "", "  ", "    ", "\t", "> "), line)
  .map(([indent, text]) => indent + text);

const check = (source: string, fileName: string): ReadReport =>
  readChecked(readText(source), fileName, new TextEncoder().encode(source));

test("any text gives a report whose lines are lines of the text", () => {
  fc.assert(
    fc.property(fc.array(indented, { maxLength: 30 }), (lines) => {
      const source = lines.join("\n");
      const report = check(source, "2023-05-05.md");
      const last = source.split(/\r\n|\r|\n|\u2028|\f/).length;
      const places = [
        ...report.participants,
        ...report.agenda_items,
        ...report.actions,
        ...report.links,
        ...report.sections,
      ];
      for (const { line: at } of places) assert.ok(at >= 1 && at <= last, `line ${at} of ${last}`);
      assert.doesNotThrow(() => JSON.stringify(report));
    }),
    { numRuns: 300 },
  );
});

test("any bytes give a tree or one sentence on why they are none", async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), async (bytes) => {
      const outcome = await readTree(bytes);
      if (outcome.kind === "refused") assert.match(outcome.sentence, /\S/);
      else readChecked(outcome.tree, "soup", bytes);
    }),
    { numRuns: 150 },
  );
});

test("deep nesting, long lines and many headings are read like any other text", () => {
  const hostile = [
    "> ".repeat(3000),
    "- ".repeat(3000),
    "[".repeat(20_000),
    `${"* ".repeat(500)}x`,
    "word ".repeat(40_000),
    "# Heading\n".repeat(10_000),
    `|a|b|\n|-|-|\n${"|c|d|\n".repeat(2000)}`,
    "<div>".repeat(2000),
    Array.from({ length: 400 }, (_, depth) => `${" ".repeat(depth * 2)}- x`).join("\n"),
  ];
  for (const source of hostile) assert.equal(check(source, "hostile.md").faults.length, 0);
});
