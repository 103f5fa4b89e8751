import assert from "node:assert/strict";
import test from "node:test";
import { readPlainText } from "./plain-text.ts";
import { looksLikeMarkdown } from "./sniff.ts";
import type { Block } from "./tree.ts";

const shape = (block: Block): unknown =>
  block.kind === "heading"
    ? `h${block.level} ${block.lines.map((line) => line.spans[0]?.text).join("/")}`
    : block.kind === "paragraph"
      ? block.lines.map((line) => `${line.line}:${line.spans[0]?.text}`).join("/")
      : block.kind === "list"
        ? block.items.map((item) => [item.marker, ...item.blocks.map(shape)])
        : block.kind;

test("underlined, overlined and capital lines are headings of plain text", () => {
  const source = "=====\nRiver Forum\n=====\n\nAgenda\n------\n\nOTHER BUSINESS\n\nNothing.\n";
  assert.deepEqual(readPlainText(source).blocks.map(shape), [
    "h1 River Forum",
    "h3 Agenda",
    "h2 OTHER BUSINESS",
    "10:Nothing.",
  ]);
});

test("bullets of all kinds and numbers make lists, indentation makes lists in lists", () => {
  const source = "• Fish\n  – ladders\n  – weirs\n• Water\n\n1) First\n   goes on\n2) Second\n";
  assert.deepEqual(readPlainText(source).blocks.map(shape), [
    [
      [
        "•",
        "1:Fish",
        [
          ["–", "2:ladders"],
          ["–", "3:weirs"],
        ],
      ],
      ["•", "4:Water"],
    ],
    [
      ["1)", "6:First/7:goes on"],
      ["2)", "8:Second"],
    ],
  ]);
});

test("the head of a mail is no part of the text, and its day is when it was sent", () => {
  const tree = readPlainText("From: Asha\nTo: list\nSubject: Minutes\nDate: 3 Feb 2020\n\nHello\n");
  assert.deepEqual(tree.fields, { from: "Asha", to: "list", subject: "Minutes", sent: "3 Feb 2020" });
  assert.deepEqual(tree.blocks.map(shape), ["6:Hello"]);
});

test("a quoted mail is read without its marks", () => {
  assert.deepEqual(readPlainText("> one\n> two\n").blocks.map(shape), ["1:one/2:two"]);
});

test("marks of Markdown tell Markdown, and stars or underscores alone do not", () => {
  assert.equal(looksLikeMarkdown("# Title\n"), true);
  assert.equal(looksLikeMarkdown("see [here](https://x.y)"), true);
  assert.equal(looksLikeMarkdown("* one\n* two_three_four\n5 * 6 * 7"), false);
});
