/** What the parsed document keeps beyond the tree: who changed and said what, for those who will read that. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { type OoxmlDocument, readOoxmlDocument } from "./ooxml-document.ts";
import { docxOf, p } from "./ooxml-samples.ts";
import type { OoxmlInline, OoxmlParagraph } from "./ooxml-text.ts";

const paragraphs = (document: OoxmlDocument): OoxmlParagraph[] =>
  document.blocks.filter((block) => block.kind === "paragraph");

const said = (inline: OoxmlInline): unknown[] =>
  inline.kind === "run"
    ? [inline.text, ...inline.changes.map((change) => `${change.kind} by ${change.author} at ${change.at}`)]
    : inline.kind === "break"
      ? ["break"]
      : [inline.kind, inline.id];

const by = (author: string): string => `w:id="1" w:author="${author}" w:date="2031-03-02T10:00:00Z"`;
const run = (text: string, tag = "t"): string => `<w:r><w:${tag} xml:space="preserve">${text}</w:${tag}></w:r>`;

test("who inserted, deleted and moved what is known, also where one change lies in another", async () => {
  const body =
    `<w:p>${run("We ")}<w:ins ${by("Ines")}>${run("often ")}<w:del ${by("Omar")}>${run("gladly ", "delText")}</w:del></w:ins>` +
    `<w:moveFrom ${by("Noor")}>${run("here")}</w:moveFrom></w:p>` +
    `<w:p><w:pPr><w:rPr><w:ins ${by("Ines")}/></w:rPr></w:pPr><w:moveTo ${by("Noor")}>${run("here")}</w:moveTo></w:p>`;
  const [first, second] = paragraphs(await readOoxmlDocument(docxOf({ body })));
  const at = "at 2031-03-02T10:00:00Z";
  assert.deepEqual(first?.inlines.map(said), [
    ["We "],
    ["often ", `inserted by Ines ${at}`],
    ["gladly ", `inserted by Ines ${at}`, `deleted by Omar ${at}`],
    ["here", `moved-from by Noor ${at}`],
  ]);
  assert.deepEqual(second?.inlines.map(said), [["here", `moved-to by Noor ${at}`]]);
  assert.deepEqual(
    second?.endChanges.map((change) => [change.kind, change.author]),
    [["inserted", "Ines"]],
  );
});

test("a comment is kept with its author and day and with the words that it is about", async () => {
  const body =
    `<w:p>${run("The ")}<w:commentRangeStart w:id="4"/>${run("third")}<w:commentRangeEnd w:id="4"/>` +
    `<w:r><w:commentReference w:id="4"/></w:r></w:p>`;
  const comments = `<w:comment w:id="4" w:author="Omar" w:initials="O" w:date="2031-03-02T10:00:00Z">${p("The fourth?")}</w:comment>`;
  const document = await readOoxmlDocument(docxOf({ body, comments }));
  assert.deepEqual(paragraphs(document)[0]?.inlines.map(said), [
    ["The "],
    ["comment-start", "4"],
    ["third"],
    ["comment-end", "4"],
    ["comment-mark", "4"],
  ]);
  const [comment] = document.comments;
  assert.deepEqual([comment?.author, comment?.initials, comment?.at], ["Omar", "O", "2031-03-02T10:00:00Z"]);
  const words = comment?.blocks[0];
  assert.deepEqual(words?.kind === "paragraph" ? words.inlines.map(said) : [], [["The fourth?"]]);
});

test("what stands twice for programs of two ages is read once, and text boxes follow their paragraph", async () => {
  const box = (text: string): string => `<w:pict><w:txbxContent>${p(text)}</w:txbxContent></w:pict>`;
  const body =
    `<w:p><w:r><mc:AlternateContent><mc:Choice Requires="wps">${box("aside")}</mc:Choice><mc:Fallback>${box("aside")}</mc:Fallback>` +
    `</mc:AlternateContent><w:t>text</w:t></w:r></w:p>`;
  const document = await readOoxmlDocument(docxOf({ body }));
  assert.deepEqual(
    paragraphs(document).map((paragraph) => [paragraph.number, ...paragraph.inlines.flatMap(said)]),
    [
      [1, "text"],
      [2, "aside"],
    ],
  );
});

test("text taken in from another file is not read, and that is said", async () => {
  const { docxTree } = await import("./docx.ts");
  const tree = docxTree(await readOoxmlDocument(docxOf({ body: `${p("Notes")}<w:altChunk/>` })));
  assert.deepEqual(
    tree.faults.map((fault) => [fault.line, fault.words]),
    [[1, "w:altChunk"]],
  );
});
