import assert from "node:assert/strict";
import test from "node:test";
import { readMarkdown } from "../../platform/formats/markdown.ts";
import { outlineOf } from "./outline.ts";

const report = `# River Forum, Online Meeting 7

**Participants:**

- [x] Asha Mwangi
- [ ] Ben Ode

Agenda:

1. Opening
2. Fish ladders

Discussion:

1. Opening

The chair opened.

2. Fish ladders

All agreed.

**Next meeting**

5 May 2023
`;

test("each part of a report knows its role, however its heading is written", () => {
  const sections = outlineOf(readMarkdown(report)).sections;
  assert.deepEqual(
    sections.map(({ line, form, role, label, title }) => [line, form, role, label, title]),
    [
      [1, "none", "preface", null, ""],
      [1, "marked", "title", null, "River Forum, Online Meeting 7"],
      [3, "bold", "participants", null, "Participants"],
      [8, "label", "agenda", null, "Agenda"],
      [13, "label", "discussion", null, "Discussion"],
      [15, "numbered", "item", "1", "Opening"],
      [19, "numbered", "item", "2", "Fish ladders"],
      [23, "bold", "next-meeting", null, "Next meeting"],
    ],
  );
});

test("a box is read as ticked or not, and every line keeps its number", () => {
  const outline = outlineOf(readMarkdown(report));
  const people = outline.sections.find((section) => section.role === "participants");
  assert.deepEqual(
    people?.entries.map(({ line, text, checked }) => [line, text, checked]),
    [
      [5, "Asha Mwangi", true],
      [6, "Ben Ode", false],
    ],
  );
  assert.deepEqual(outline.lines.find((line) => line.text === "All agreed.")?.line, 21);
});

test("front matter is fields, and lines are counted in the file", () => {
  const tree = readMarkdown('---\ntitle: "Notes"\nlayout: page\n---\n\n# First\n');
  assert.deepEqual(tree.fields, { title: "Notes", layout: "page" });
  assert.equal(outlineOf(tree).sections[1]?.line, 6);
});

test("hard breaks, soft breaks and HTML breaks all end a line", () => {
  const tree = readMarkdown("one  \ntwo\nthree<br>four\n");
  assert.deepEqual(
    outlineOf(tree).lines.map(({ line, text }) => [line, text]),
    [
      [1, "one"],
      [2, "two"],
      [3, "three"],
      [3, "four"],
    ],
  );
});
