import assert from "node:assert/strict";
import { test } from "node:test";
import { readDocx } from "./docx.ts";
import { docxOf, p, relation } from "./ooxml-samples.ts";
import type { Block, DocumentTree, Item } from "./tree.ts";

const read = (body: string, more: Omit<Parameters<typeof docxOf>[0], "body"> = {}): Promise<DocumentTree> =>
  readDocx(docxOf({ body, ...more }));

const words = (block: Block): string =>
  "lines" in block ? block.lines.map((line) => line.spans.map((span) => span.text).join("")).join(" / ") : block.kind;

const outline = (items: Item[]): unknown[] =>
  items.map((item) => [
    item.marker,
    ...item.blocks.map((block) => (block.kind === "list" ? outline(block.items) : words(block))),
  ]);

const listAt = (tree: DocumentTree, at: number): unknown[] => {
  const block = tree.blocks[at];
  return block?.kind === "list" ? outline(block.items) : [];
};

const style = (id: string, name: string, inside: string): string =>
  `<w:style w:type="paragraph" w:styleId="${id}"><w:name w:val="${name}"/>${inside}</w:style>`;

test("headings are known by their style in any language, by what it is based on, and by their outline level", async () => {
  const styles =
    style("berschrift2", "heading 2", "") +
    style("Titre1", "Titre 1", "") +
    style("Eigen", "Mein Kapitel", '<w:basedOn w:val="berschrift2"/>') +
    style("Plan", "Plan", '<w:pPr><w:outlineLvl w:val="3"/></w:pPr>') +
    style("Ring", "Ring", '<w:basedOn w:val="Ring"/>') +
    style("Title", "Title", "");
  const body = ["Title", "Titre1", "berschrift2", "Eigen", "Plan", "Ring", "Missing"]
    .map((id) => p(id, `<w:pStyle w:val="${id}"/>`))
    .join("");
  const tree = await read(body + p("Direct", '<w:outlineLvl w:val="2"/>'), { styles });
  assert.deepEqual(
    tree.blocks.map((block) => (block.kind === "heading" ? block.level : block.kind)),
    [1, 1, 2, 2, 4, "paragraph", "paragraph", 3],
  );
});

const level = (at: number, format: string, text: string, more = ""): string =>
  `<w:lvl w:ilvl="${at}"><w:start w:val="1"/><w:numFmt w:val="${format}"/><w:lvlText w:val="${text}"/>${more}<w:pPr><w:ind w:left="${720 * (at + 1)}"/></w:pPr></w:lvl>`;

const numbering =
  `<w:abstractNum w:abstractNumId="1">${level(0, "decimal", "%1.")}${level(1, "lowerLetter", "%2)")}${level(2, "lowerRoman", "%1.%2.%3")}</w:abstractNum>` +
  `<w:abstractNum w:abstractNumId="2">${level(0, "bullet", "\uf0b7")}</w:abstractNum>` +
  `<w:abstractNum w:abstractNumId="3">${level(0, "upperRoman", "Part %1")}${level(1, "decimal", "%1.%2", "<w:isLgl/>")}</w:abstractNum>` +
  `<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="2"/></w:num>` +
  `<w:num w:numId="3"><w:abstractNumId w:val="3"/></w:num>` +
  `<w:num w:numId="4"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/></w:lvlOverride></w:num>`;

const item = (text: string, id: number, at = 0, more = ""): string =>
  p(text, `<w:numPr><w:ilvl w:val="${at}"/><w:numId w:val="${id}"/></w:numPr>${more}`);

test("numbers, letters and roman numerals are counted as the page shows them", async () => {
  const body =
    item("one", 1) + item("a", 1, 1) + item("b", 1, 1) + item("i", 1, 2) + item("two", 1) + item("a again", 1, 1);
  assert.deepEqual(listAt(await read(body, { numbering }), 0), [
    [
      "1.",
      "one",
      [
        ["a)", "a"],
        ["b)", "b", [["1.b.i", "i"]]],
      ],
    ],
    ["2.", "two", [["a)", "a again"]]],
  ]);
});

test("a list that states a start of its own counts from there, and legal numbering shows plain figures", async () => {
  const body = item("one", 1) + p("Between") + item("seven", 4) + p("And") + item("First", 3) + item("Under", 3, 1);
  const tree = await read(body, { numbering });
  assert.deepEqual(listAt(tree, 2), [["7.", "seven"]]);
  assert.deepEqual(listAt(tree, 4), [["Part I", "First", [["1.1", "Under"]]]]);
});

test("a list goes on after a paragraph and keeps its count; a bullet that stands further in lies in the item above", async () => {
  const body =
    item("one", 1) +
    item("bullet", 2, 0, '<w:ind w:left="1440"/>') +
    p("more of one", '<w:ind w:left="720"/>') +
    item("two", 1) +
    p("Outside") +
    item("three", 1);
  const tree = await read(body, { numbering });
  assert.deepEqual(listAt(tree, 0), [
    ["1.", "one", [["-", "bullet"]], "more of one"],
    ["2.", "two"],
  ]);
  assert.deepEqual(listAt(tree, 2), [["3.", "three"]]);
});

test("a heading that Word numbers carries its number", async () => {
  const styles = style("H", "heading 1", '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>');
  const tree = await read(p("Welcome", '<w:pStyle w:val="H"/>') + p("Dates", '<w:pStyle w:val="H"/>'), {
    styles,
    numbering,
  });
  assert.deepEqual(tree.blocks.map(words), ["1. Welcome", "2. Dates"]);
});

const by = 'w:id="9" w:author="Lena Haddad" w:date="2031-03-02T10:00:00Z"';

test("what was inserted stands, what was deleted or moved away does not, and a deleted paragraph end joins two", async () => {
  const run = (text: string, tag = "t"): string => `<w:r><w:${tag} xml:space="preserve">${text}</w:${tag}></w:r>`;
  const body =
    `<w:p>${run("We meet ")}<w:del ${by}>${run("monthly", "delText")}</w:del><w:ins ${by}>${run("weekly")}</w:ins>` +
    `<w:moveFrom ${by}>${run(" here")}</w:moveFrom></w:p>` +
    `<w:p><w:pPr><w:rPr><w:del ${by}/></w:rPr></w:pPr>${run("First half, ")}</w:p><w:p>${run("second half.")}</w:p>` +
    `<w:p><w:moveTo ${by}>${run("here")}</w:moveTo></w:p>` +
    `<w:tbl><w:tr><w:trPr><w:del ${by}/></w:trPr><w:tc>${p("gone")}</w:tc><w:tc>${p("gone")}</w:tc></w:tr></w:tbl>`;
  assert.deepEqual((await read(body)).blocks.map(words), ["We meet weekly", "First half, second half.", "here"]);
});

test("links lead where the package or the field says, and words keep their look", async () => {
  const field = (kind: string): string => `<w:r><w:fldChar w:fldCharType="${kind}"/></w:r>`;
  const body =
    `<w:p><w:hyperlink r:id="l1"><w:r><w:t>notes</w:t></w:r></w:hyperlink>` +
    `${field("begin")}<w:r><w:instrText> HYPERLINK "https://b.example/x" </w:instrText></w:r>${field("separate")}` +
    `<w:r><w:rPr><w:b/></w:rPr><w:t>field</w:t></w:r>${field("end")}` +
    `<w:r><w:rPr><w:i/><w:strike/></w:rPr><w:t>out</w:t></w:r><w:r><w:br/><w:rPr><w:b w:val="0"/></w:rPr><w:t>next</w:t></w:r></w:p>`;
  const tree = await read(body, { relations: relation("l1", "hyperlink", "https://a.example/notes", "External") });
  assert.deepEqual(tree.blocks, [
    {
      kind: "paragraph",
      line: 1,
      lines: [
        {
          line: 1,
          spans: [
            { text: "notes", href: "https://a.example/notes" },
            { text: "field", bold: true, href: "https://b.example/x" },
            { text: "out", italic: true, struck: true },
          ],
        },
        { line: 1, spans: [{ text: "next" }] },
      ],
    },
  ]);
});

test("a box is a box, whether drawn, typed or made as a control", async () => {
  const control = (state: number): string =>
    `<w:p><w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val="${state}"/></w14:checkbox></w:sdtPr><w:sdtContent><w:r><w:t>?</w:t></w:r></w:sdtContent></w:sdt><w:r><w:t xml:space="preserve"> Ines</w:t></w:r></w:p>`;
  const symbol = `<w:p><w:r><w:sym w:font="Wingdings" w:char="F0FE"/><w:t xml:space="preserve"> Omar</w:t></w:r></w:p>`;
  const tree = await read(control(1) + control(0) + symbol + p("☐ Noor"));
  const list = tree.blocks[0];
  assert.deepEqual(list?.kind === "list" ? list.items.map((each) => each.checked) : [], [true, false, true, false]);
  assert.deepEqual(listAt(tree, 0), [
    ["-", "Ines"],
    ["-", "Ines"],
    ["-", "Omar"],
    ["-", "Noor"],
  ]);
});

test("a line is a paragraph in document order, those of tables included; a note stands at the end", async () => {
  const cell = (text: string, more = ""): string => `<w:tc><w:tcPr>${more}</w:tcPr>${p(text)}</w:tc>`;
  const body =
    p("Who") +
    `<w:tbl><w:tr>${cell("Name")}${cell("Body")}</w:tr><w:tr>${cell("wide", '<w:gridSpan w:val="2"/>')}</w:tr>` +
    `<w:tr>${cell("x")}${cell("y", "<w:vMerge/>")}</w:tr></w:tbl>` +
    `<w:p><w:r><w:t>Noted</w:t><w:footnoteReference w:id="5"/></w:r></w:p>`;
  const tree = await read(body, { footnotes: `<w:footnote w:id="5">${p("By letter.")}</w:footnote>` });
  const table = tree.blocks[1];
  assert.deepEqual(
    table?.kind === "table"
      ? table.rows.map((row) => row.map((each) => [each.line, each.lines[0]?.spans[0]?.text]))
      : [],
    [
      [
        [2, "Name"],
        [3, "Body"],
      ],
      [
        [4, "wide"],
        [4, undefined],
      ],
      [
        [5, "x"],
        [6, undefined],
      ],
    ],
  );
  assert.deepEqual(
    tree.blocks.slice(2).map((block) => [block.line, words(block)]),
    [
      [7, "Noted[^1]"],
      [7, "[^1]: By letter."],
    ],
  );
});

test("title and author of the file are its fields; a table of contents is not text", async () => {
  const core = `<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Summary</dc:title><dc:creator>Lena</dc:creator></cp:coreProperties>`;
  const styles = style("T1", "toc 1", "");
  const tree = await read(p("Welcome ..... 3", '<w:pStyle w:val="T1"/>') + p("Text"), { core, styles });
  assert.deepEqual(tree.fields, { title: "Summary", author: "Lena" });
  assert.deepEqual(tree.blocks.map(words), ["Text"]);
});
