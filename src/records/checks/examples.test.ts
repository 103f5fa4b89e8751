import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { DOCX_EXPECTS, RULES } from "./check-report.ts";
import { checkedMarkdown } from "./checked.fixture.ts";
import { checksPage } from "./checks-page.ts";
import type { CheckContext } from "./rule.ts";

/** The meeting before that of the examples, for the rules that look back. */
const BEFORE: CheckContext = {
  earlier: [{ date: "2026-02-18", meeting_number: 11, next_meeting: "2026-03-04" }],
  people: [],
};

for (const { name, example } of RULES.flatMap(({ rules }) => rules))
  test(`the example of "${name}" is found to be faulty as its page says`, () => {
    const found = checkedMarkdown(
      example.report,
      "example.md",
      name === "date-of-earlier-meeting" ? BEFORE : undefined,
    );
    const said = found.filter(({ rule }) => rule === name).map(({ message }) => message);
    assert.ok(said.includes(example.said), `expected "${example.said}", found ${JSON.stringify(found, null, 1)}`);
  });

test("no two rules have one name", () => {
  const names = RULES.flatMap(({ rules }) => rules).map(({ name }) => name);
  assert.deepEqual(names, [...new Set(names)]);
});

test("docs/checks.md tells the rules as they are", () => {
  const page = readFileSync(new URL("../../../docs/checks.md", import.meta.url), "utf8");
  assert.equal(page, checksPage(), 'run "npm run docs:checks"');
});

test("what the docx reader expects where a part is not read is known to the translators", () => {
  const docx = readFileSync(new URL("../../platform/formats/docx.ts", import.meta.url), "utf8");
  assert.ok(docx.includes(`expected: "${DOCX_EXPECTS}"`));
});
