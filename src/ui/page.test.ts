import assert from "node:assert/strict";
import { test } from "node:test";
import { html } from "./html.ts";
import { type PageParts, page } from "./page.ts";
import { words } from "./words.ts";

const parts: PageParts = {
  words: words("en"),
  title: "Report a text",
  place: { name: "Baraza", href: "/", nav: [] },
  path: "/x",
  main: html`<h1>Report a text</h1>`,
};

test("a sensitive page begins with a way out that needs no script and tells the other site nothing", () => {
  const { markup } = page({ ...parts, sensitive: true });
  const way = /<a href="https:\/\/www\.wikipedia\.org\/" rel="noreferrer noopener nofollow">Leave this page<\/a>/;
  assert.match(markup, way);
  assert.ok(markup.search(way) < markup.indexOf("<header"), "before everything else that is seen");
  assert.doesNotMatch(markup, /<script|onclick/);
});

test("other pages lead to no other site", () => {
  assert.doesNotMatch(page(parts).markup, /https?:\/\/(?!www\.w3\.org)/);
});
