import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import fc from "fast-check";
import { Parser } from "htmlparser2";
import { bdi, html, join, webAddress } from "./html.ts";

test("whatever a person typed comes out as text, between tags and in attributes", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), (typed) => {
      const seen: string[] = [];
      let text = "";
      const parser = new Parser({
        onopentag: (name, attributes) => void seen.push(name, ...Object.keys(attributes), attributes.title ?? ""),
        ontext: (words) => {
          text += words;
        },
      });
      parser.end(html`<p title="${typed}">${typed}</p>`.markup);
      assert.deepEqual(seen.slice(0, 2), ["p", "title"]);
      assert.equal(seen.length, 3);
      assert.equal(seen[2], text);
    }),
  );
});

test("nothing is shown for what is not there, lists are joined, markup stays markup", () => {
  assert.equal(html`<p>${null}${undefined}${false}${0}${["a", html`<b>b</b>`]}</p>`.markup, "<p>0a<b>b</b></p>");
  assert.equal(join(["a", "<"], ", ").markup, "a, &lt;");
});

test("a name cannot turn the writing of its neighbours, nor hide characters in itself", () => {
  assert.equal(bdi("Ada\u202e\u200b Lovelace\u0000\u2066").markup, "<bdi>Ada Lovelace</bdi>");
  assert.equal(bdi("नेपाल\u200d क\u200c").markup, "<bdi>नेपाल\u200d क\u200c</bdi>", "joiners belong to scripts");
});

test("only addresses of the web and of mailboxes become links", () => {
  for (const good of ["https://example.org/a?b#c", "http://example.org", "mailto:a@example.org"])
    assert.equal(webAddress(good), good);
  for (const bad of [
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "data:text/html,x",
    "vbscript:x",
    "https://a:b@example.org",
    "//x",
    "file:///etc/passwd",
    "",
  ])
    assert.equal(webAddress(bad), null, bad);
});

test("in the source every attribute with a value put in stands in quotes", () => {
  const sources = new URL("../", import.meta.url);
  for (const file of readdirSync(sources, { recursive: true, encoding: "utf8" }))
    if (file.endsWith(".ts"))
      assert.doesNotMatch(readFileSync(new URL(file, sources), "utf8"), /html`[^`]*<[a-z][^`>]*\s[\w-]+=\$\{/, file);
});
