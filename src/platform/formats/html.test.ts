import assert from "node:assert/strict";
import { test } from "node:test";
import { readHtml } from "./html.ts";
import { readMarkdown } from "./markdown.ts";
import type { Block, Item } from "./tree.ts";

const words = (block: Block): string =>
  "lines" in block ? block.lines.map((line) => line.spans.map((span) => span.text).join("")).join(" / ") : block.kind;

const outline = (items: Item[]): unknown[] =>
  items.map((item) => [
    item.marker,
    ...(item.checked === null ? [] : [item.checked]),
    ...item.blocks.map((block) => (block.kind === "list" ? outline(block.items) : words(block))),
  ]);

const read = (source: string): Block[] => readHtml(source).blocks;

const shapes = (source: string): unknown[] =>
  read(source).map((block) => (block.kind === "list" ? outline(block.items) : [block.kind, block.line, words(block)]));

test("headings, paragraphs and breaks carry the line on which their words begin", () => {
  assert.deepEqual(shapes("<h2>Plan\n of work</h2>\n<p>\n One  <b>two</b><br>\nthree\n<p>four<br><br>five"), [
    ["heading", 1, "Plan of work"],
    ["paragraph", 4, "One two / three"],
    ["paragraph", 6, "four"],
    ["paragraph", 6, "five"],
  ]);
});

test("lists count as the page shows them, in letters and roman numerals, from where they say", () => {
  const source =
    '<ol start=3><li>c<ol type="a"><li>x<li>y</ol><li value=9>i</ol><ul><li>p<p>q</ul><ol style="list-style-type: upper-roman"><li>R</ol>';
  assert.deepEqual(shapes(source), [
    [
      [
        "3.",
        "c",
        [
          ["a.", "x"],
          ["b.", "y"],
        ],
      ],
      ["9.", "i"],
    ],
    [["-", "p", "q"]],
    [["I.", "R"]],
  ]);
});

test("a list that stands in a list without an item belongs to the item before it", () => {
  assert.deepEqual(shapes("<ul><li>a</li><ul><li>b</li></ul><li>c</li></ul>"), [
    [
      ["-", "a", [["-", "b"]]],
      ["-", "c"],
    ],
  ]);
});

test("lists that stand one after the other and name their level lie in one another", () => {
  const list = (tag: string, level: number, items: string, more = ""): string =>
    `<${tag} class="x lst-kix_ab1-${level}"${more}>${items}</${tag}>`;
  const source =
    list("ol", 0, "<li>one") +
    list("ul", 1, "<li>a<li>b") +
    list("ul", 2, "<li>deep") +
    list("ul", 1, "<li>c") +
    list("ol", 0, "<li>two", " start=2") +
    list("ol", 0, "<li>new");
  assert.deepEqual(shapes(source), [
    [
      [
        "1.",
        "one",
        [
          ["-", "a"],
          ["-", "b", [["-", "deep"]]],
          ["-", "c"],
        ],
      ],
      ["2.", "two"],
    ],
    [["1.", "new"]],
  ]);
});

test("a task box is a box, as a form field and as it is typed", () => {
  assert.deepEqual(
    shapes('<ul><li><input type="checkbox" checked> Ines</li><li><p><input type=checkbox>Omar<li>[x] Noor</ul>'),
    [
      [
        ["-", true, "Ines"],
        ["-", false, "Omar"],
        ["-", true, "Noor"],
      ],
    ],
  );
});

test("minutes in terms and utterances give one line each, with the speaker's name and colon", () => {
  const source =
    "<dl><dt>Present</dt><dl>Ines, Omar</dl><dt>Chair:<dd>Noor<dt>Scribe</dl>" +
    "<p class='phone'><cite>Omar:</cite> we should\n meet</p><p class='irc'>&lt;<cite>ines</cite>&gt; +1</p>";
  assert.deepEqual(
    shapes(source).map((each) => (Array.isArray(each) ? each[2] : each)),
    ["Present: Ines, Omar", "Chair: Noor", "Scribe:", "Omar: we should meet", "<ines> +1"],
  );
});

test("words keep their look and their links, and nothing else of the page is kept", () => {
  const source =
    '<body onload=x()><b style="font-weight:normal"><span style="font-weight:700">B</span> <del>out</del></b>' +
    ' <a href=" https://a.example ">notes</a><img src="https://t.example/pixel.gif" alt="pixel"><script>alert(1)</script>' +
    '<style>p{}</style><p hidden>no<p style="display: none">no<nav>Menu</nav><template>no</template>';
  assert.deepEqual(read(source), [
    {
      kind: "paragraph",
      line: 1,
      lines: [
        {
          line: 1,
          spans: [
            { text: "B", bold: true },
            { text: " " },
            { text: "out", struck: true },
            { text: " " },
            { text: "notes", href: "https://a.example" },
          ],
        },
      ],
    },
  ]);
});

test("a table has rows and a header; one that only lays out a page or a mail is text", () => {
  const table = read(
    "<table><thead><tr><th>Who<th>What<tbody><tr><td>Ines<td><ul><li>a<li>b</ul><tr><td colspan=2>all</table>",
  )[0];
  assert.deepEqual(
    table?.kind === "table"
      ? [table.header, table.rows.map((row) => row.map((cell) => words({ kind: "code", ...cell })))]
      : [],
    [
      true,
      [
        ["Who", "What"],
        ["Ines", "- a / - b"],
        ["all", ""],
      ],
    ],
  );
  const mail =
    "<table role=presentation><tr><td><table><tr><td><h1>Notes</h1></table><tr><td><p>Dear all,<td>!</table>";
  assert.deepEqual(
    shapes(mail).map((each) => (Array.isArray(each) ? each[2] : each)),
    ["Notes", "Dear all,", "!"],
  );
});

test("preformatted text is code where it says so, else paragraphs of lines; quotations keep their blocks", () => {
  assert.deepEqual(shapes("<pre><code>a\n  b</code></pre><pre>\nDate: 2 May\nPresent: Ines\n\nText</pre>"), [
    ["code", 1, "a /   b"],
    ["paragraph", 3, "Date: 2 May / Present: Ines"],
    ["paragraph", 6, "Text"],
  ]);
  const quote = read("<blockquote><p>a<p>b</blockquote><hr>");
  assert.deepEqual(
    quote.map((block) => (block.kind === "quote" ? block.blocks.length : block.kind)),
    [2, "rule"],
  );
});

test("title, author and date of the page are its fields, whatever the page calls its fields", () => {
  const source =
    '<html lang=fr><title>Notes\n of May</title><meta name="author" content="Ines"><meta name="__proto__" content="x"><meta name="dcterms.date" content="2031-05-02">';
  assert.deepEqual(readHtml(source).fields, {
    language: "fr",
    title: "Notes of May",
    author: "Ines",
    date: "2031-05-02",
  });
});

test("a name of a file is no title, and a table in Markdown is a table", () => {
  assert.deepEqual(readHtml("<title>notes-2031-05</title>").fields, {});
  const source = "# Notes\n\n<table>\n<tr><td>Ines</td>\n<td><br/></td></tr>\n<tr><td>Omar<td>Yes</table>\n\nText";
  const [, table] = readMarkdown(source).blocks;
  assert.deepEqual(
    table?.kind === "table" ? [table.line, ...table.rows.map((row) => row.map((cell) => cell.line))] : [],
    [3, [4, 5], [6, 6]],
  );
});

test("notes stand under the numbers by which the text cites them", () => {
  const source =
    '<p>Noted<a href="#fn1" role="doc-noteref"><sup>1</sup></a>.</p><section role="doc-endnotes"><hr><ol><li id="fn1"><p>By letter.<a role="doc-backlink" href="#r">back</a></p></li></ol></section>';
  assert.deepEqual(
    shapes(source).map((each) => (Array.isArray(each) ? each[2] : each)),
    ["Noted[^1].", "[^1]: By letter."],
  );
});

test("ten thousand elements in one another, or a cell that spans all columns, are read like any others", () => {
  const deep = read(`${"<div><ul><li>".repeat(10_000)}deep${"</ul></div>".repeat(10_000)}<p>after`);
  assert.match(JSON.stringify(deep), /deep.*after/);
  const wide = read(`<table><tr>${"<td colspan=63>x<td>y".repeat(20_000)}</table>`)[0];
  assert.ok(wide?.kind === "table" && (wide.rows[0]?.length ?? 0) <= 50_000);
});
