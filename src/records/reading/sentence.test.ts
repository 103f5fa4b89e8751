import assert from "node:assert/strict";
import { test } from "node:test";
import { sentencesOf } from "./sentence.ts";

const parts = (text: string): string[] => sentencesOf(text).map((sentence) => sentence.text);

test("abbreviations, initials and numbers do not end a sentence", () => {
  assert.deepEqual(parts("Dr. Okoro, e.g. from Kano, came at 3 p.m. on Monday. J. Lima left."), [
    "Dr. Okoro, e.g. from Kano, came at 3 p.m. on Monday.",
    "J. Lima left.",
  ]);
  assert.deepEqual(parts("Version 1.2 is out! Really? Yes."), ["Version 1.2 is out!", "Really?", "Yes."]);
});

test("a sentence knows where it stands", () => {
  const text = "  One is short. Two is not.";
  for (const sentence of sentencesOf(text))
    assert.equal(text.slice(sentence.at, sentence.at + sentence.text.length), sentence.text);
});
