import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { Parser } from "htmlparser2";
import { markdown, markdownInline } from "./markdown.ts";

const PASSED = new Set(
  "p h3 h4 h5 h6 ul ol li em strong s a code pre blockquote hr br table thead tbody tr th td div".split(" "),
);

test("a report's Markdown stays text, links and tables; nothing in it runs, loads or styles", () => {
  const fragment = fc.constantFrom(
    "<script>",
    "[a](javascript:x)",
    "![x](https://t.example/p.gif)",
    "**",
    "`",
    "\n",
    "|a|b|\n|:-|-:|\n",
    "# ",
    "> ",
    "<img src=x onerror=y>",
    "&#106;avascript:",
    "[b](data:text/html,x)",
    "a",
    " ",
    "\t",
    "- ",
    "1. ",
    "https://e.example",
    "\u202e",
  );
  fc.assert(
    fc.property(fc.array(fragment, { maxLength: 30 }), (pieces) => {
      const parser = new Parser({
        onopentag: (name, attributes) => {
          assert.ok(PASSED.has(name), name);
          for (const [key, value] of Object.entries(attributes)) {
            assert.ok(["href", "rel", "class", "tabindex", "start"].includes(key), key);
            if (key === "href") assert.match(value, /^(https?:|mailto:|#|\/)/);
          }
        },
        ontext: (text) => assert.doesNotMatch(text, /\u202e/),
      });
      parser.end(markdown(pieces.join("")).markup);
    }),
  );
});

test("a picture from elsewhere becomes a link, so that reading tells nobody", () => {
  assert.equal(
    markdownInline("See ![the plan](https://example.org/plan.png).").markup,
    'See <a href="https://example.org/plan.png" rel="nofollow noopener">the plan</a>.',
  );
});

test("a plain line is shown the same whether or not the parser looked at it", () => {
  for (const line of [
    "Brazil shares the feeling: it was agreed.",
    'She said "no" & left; 7 June-11?',
    "A (b) c! d.",
    "**Bo** said *no* to [it](https://e.example).",
    "*a* b",
    "A | b `c`",
    "**a",
    "a\\*b  c",
  ])
    assert.equal(markdown(line).markup, markdown(`${line}\n`).markup);
});

test("headings of a text fall in under those of the page", () => {
  assert.match(markdown("# One\n\n## Two", 3).markup, /<h3>One<\/h3>\n<h4>Two<\/h4>/);
});
