/** Files that a bad line, a bad disk or a bad person made: always a tree or a sentence, never an exception. */
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { Unacceptable } from "../refusal.ts";
import { docxTree, readDocx } from "./docx.ts";
import { readHtml } from "./html.ts";
import { docxParts, p, zipOf } from "./ooxml-samples.ts";
import { readText, readTextFile } from "./read-text.ts";
import type { Block, DocumentTree } from "./tree.ts";

const body =
  p("Notes", '<w:pStyle w:val="H"/>') +
  p("one", '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>') +
  `<w:tbl><w:tr><w:tc>${p("a")}</w:tc><w:tc>${p("b")}</w:tc></w:tr></w:tbl>` +
  `<w:p><w:ins w:author="Ines"><w:r><w:t>in</w:t></w:r></w:ins><w:r><w:fldChar w:fldCharType="begin"/></w:r>` +
  `<w:r><w:instrText>HYPERLINK "https://a.example"</w:instrText><w:fldChar w:fldCharType="separate"/><w:t>x</w:t></w:r></w:p>`;
const numbering =
  '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>';
const styles = '<w:style w:styleId="H"><w:name w:val="heading 1"/></w:style>';
const sound = { body, numbering, styles, footnotes: `<w:footnote w:id="2">${p("note")}</w:footnote>` };
const page =
  "<html><title>Notes</title><h1>Notes</h1><ul><li><input type=checkbox>a<li>b</ul><table><tr><th>x<td>y</table><dl><dt>t<dd>d</dl><pre>z</pre><p>&lt;<cite>i</cite>&gt; <a href=x>l</a>";

/** Whatever the reader was given, what it gives is a tree whose lines count from 1 and whose words are words. */
function assertTree(tree: DocumentTree): void {
  const walk = (blocks: Block[]): void => {
    for (const block of blocks) {
      assert.ok(Number.isInteger(block.line) && block.line >= 1);
      if (block.kind === "list") for (const item of block.items) walk(item.blocks);
      else if (block.kind === "quote") walk(block.blocks);
      else if (block.kind === "table") assert.ok(block.rows.every((row) => row.every((cell) => cell.line >= 1)));
      else if (block.kind !== "rule") {
        assert.ok(block.lines.every((line) => line.line >= 1 && line.spans.every((span) => span.text !== "")));
      }
    }
  };
  walk(tree.blocks);
}

async function assertRead(bytes: Buffer): Promise<void> {
  try {
    assertTree(await readDocx(bytes));
  } catch (error) {
    if (!(error instanceof Unacceptable)) throw error;
  }
}

const spoiling = fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 6 });

function spoil(bytes: Buffer, changes: [number, number][]): Buffer {
  const copy = Buffer.from(bytes);
  for (const [at, value] of changes) copy[at % copy.length] = value;
  return copy;
}

test("a Word file with spoilt bytes, or cut anywhere, is read or refused", async () => {
  const file = zipOf(docxParts(sound));
  const cut = fc.nat(file.length);
  await fc.assert(
    fc.asyncProperty(spoiling, (changes) => assertRead(spoil(file, changes))),
    { numRuns: 300 },
  );
  await fc.assert(
    fc.asyncProperty(cut, (length) => assertRead(file.subarray(0, length))),
    { numRuns: 100 },
  );
});

test("a Word file whose parts are spoilt before they are packed is read or refused", async () => {
  const parts = docxParts(sound);
  const one = fc.tuple(fc.nat(parts.length - 1), spoiling);
  await fc.assert(
    fc.asyncProperty(one, ([place, changes]) =>
      assertRead(
        zipOf(parts.map((each, at) => (at === place ? { ...each, bytes: spoil(each.bytes, changes) } : each))),
      ),
    ),
    { numRuns: 300 },
  );
});

const NAMES =
  "p r t tbl tr tc pPr rPr numPr ilvl numId pStyle ins del fldChar instrText hyperlink sdt sdtContent br sym footnoteReference".split(
    " ",
  );
const element = fc.letrec<{ node: string }>((tie) => ({
  node: fc
    .tuple(
      fc.constantFrom(...NAMES),
      fc.constantFrom(
        "",
        ' w:val="1"',
        ' w:val="-9"',
        ' w:val="H"',
        ' w:id="2"',
        ' w:fldCharType="begin"',
        ' w:fldCharType="end"',
      ),
      fc.array(
        fc.oneof({ depthSize: "small", withCrossShrink: true }, fc.constantFrom("", "words", "&amp;"), tie("node")),
        { maxLength: 4 },
      ),
    )
    .map(([name, attributes, inside]) => `<w:${name}${attributes}>${inside.join("")}</w:${name}>`),
})).node;

test("elements of Word in any order and place are read", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(element, { maxLength: 6 }), async (elements) =>
      assertTree(await readDocx(zipOf(docxParts({ ...sound, body: elements.join("") })))),
    ),
    { numRuns: 300 },
  );
});

test("a page with spoilt letters, or cut anywhere, is read", () => {
  fc.assert(
    fc.property(spoiling, fc.nat(page.length), (changes, length) =>
      assertTree(readHtml(spoil(Buffer.from(page), changes).toString("latin1").slice(0, length))),
    ),
    { numRuns: 500 },
  );
});

const TAGS =
  "p div h1 h3 ul ol li dl dt dd table tr td th thead blockquote pre code br hr b a input section nav svg title script".split(
    " ",
  );
const tag = fc
  .tuple(
    fc.constantFrom("<", "</"),
    fc.constantFrom(...TAGS),
    fc.constantFrom(">", " type=checkbox>", " href=x>", " hidden>", " role=doc-endnotes>", " colspan=9 value=3>", ""),
  )
  .map((each) => each.join(""));

test("tags in any order are read, as a page and as whatever the text is taken for", () => {
  const source = fc
    .array(fc.oneof(tag, fc.string(), fc.constantFrom("\n", " ", "words")), { maxLength: 60 })
    .map((each) => each.join(""));
  fc.assert(
    fc.property(source, (text) => {
      assertTree(readHtml(text));
      assertTree(readText(text));
    }),
    { numRuns: 1000 },
  );
});

test("any bytes are a tree or a sentence", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
      const outcome = readTextFile(bytes);
      if (outcome.kind === "tree") assertTree(outcome.tree);
      else assert.match(outcome.sentence, /\.$/);
    }),
    { numRuns: 500 },
  );
});

test("reading gives the same tree again and changes nothing of the document", async () => {
  const { readOoxmlDocument } = await import("./ooxml-document.ts");
  const document = await readOoxmlDocument(zipOf(docxParts(sound)));
  assert.deepEqual(docxTree(document), docxTree(document));
});
