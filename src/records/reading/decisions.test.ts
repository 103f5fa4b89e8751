import assert from "node:assert/strict";
import { test } from "node:test";
import { read } from "./statements.fixture.ts";

const decisions = (words: string): string[] =>
  read(`## Rules\n\n${words}\n`).decisions.map((decision) => decision.text);

test("what the group agreed, voted or cancelled is a decision", () => {
  for (const words of [
    "It was agreed to meet in June.",
    "The committee voted unanimously to accept the charter.",
    "The group agreed that the text is ready.",
    "RESOLVED: the charter is adopted.",
    "AGREED: meet in June.",
    "VOTE: approved by all",
    "Motion carried.",
    "Minutes of the last meeting approved.",
    "The meeting of 3 May is cancelled.",
    "Consensus that the text should be short.",
    "We decided to move the date.",
    "Se acordó publicar el texto.",
  ]) {
    assert.deepEqual(decisions(words), [words], words);
  }
});

test("a decision within a sentence begins where it is taken", () => {
  assert.deepEqual(
    decisions("Ada liked the idea, and there was some talk of how - it was agreed that the chairs write."),
    ["it was agreed that the chairs write."],
  );
});

test("Agreed alone says yes to the sentence before it", () => {
  assert.deepEqual(decisions("Proposal to meet monthly. Agreed."), ["Proposal to meet monthly. Agreed."]);
});

test("one person who agrees, a wish and a question are no decisions", () => {
  for (const words of [
    "Ada agreed with Bruno.",
    "The text should be approved soon.",
    "Has this been agreed?",
    "There was no consensus on the date.",
  ]) {
    assert.deepEqual(decisions(words), [], words);
  }
});

test("a motion is told with what was moved, wherever its result stands", () => {
  assert.deepEqual(
    decisions("We talked a while. Ada moved to paint the hall. Bruno seconded. The motion carried 5-0."),
    ["Ada moved to paint the hall. Bruno seconded. The motion carried 5-0."],
  );
  assert.deepEqual(decisions("- Paint the hall blue\n  - Approved unanimously."), [
    "Paint the hall blue Approved unanimously.",
  ]);
});

test("who was elected is a decision", () => {
  assert.deepEqual(decisions("Ada Okoro was unanimously elected chair."), ["Ada Okoro was unanimously elected chair."]);
});
