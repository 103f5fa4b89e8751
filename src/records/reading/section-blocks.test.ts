import assert from "node:assert/strict";
import { test } from "node:test";
import { readMarkdown } from "../../platform/formats/markdown.ts";
import { readReport } from "./read-report.ts";

const blocks = (markdown: string) =>
  readReport(readMarkdown(`# Harbour Group\n\n## Notes\n\n${markdown}\n`), { fileName: "notes.md" }).sections.at(-1)
    ?.blocks ?? [];

test("each piece of a section says what it is", () => {
  const words = [
    "Ada Okoro noted that it rains.",
    "Action: Bruno Lima will bring umbrellas.",
    "It was agreed to stay in.",
    "Next steps: the hosts will be told.",
    "Recommendation: the Board should buy a roof.",
    "We talked about tea.",
  ];
  assert.deepEqual(
    blocks(words.join("\n\n")).map((block) => block.kind),
    ["intervention", "action", "decision", "next-step", "recommendation", "paragraph"],
  );
});

test("marked items of a list stand alone and those between them stay a list", () => {
  assert.deepEqual(
    blocks("- one\n- two\n- ACTION: Ada Okoro to write\n- three").map((block) => [block.kind, block.line]),
    [
      ["list", 5],
      ["action", 7],
      ["list", 8],
    ],
  );
});

test("nothing of a section is lost, whatever its kinds", () => {
  const found = blocks("- one\n  - ACTION: Ada Okoro to write\n    - below\n- two\n\nAO: yes\nBL: no\n\n> quoted");
  const text = found.map((block) => block.body).join("\n");
  for (const word of ["one", "ACTION", "below", "two", "yes", "no", "quoted"]) assert.match(text, new RegExp(word));
});
