import assert from "node:assert/strict";
import { test } from "node:test";
import { read } from "./statements.fixture.ts";

const about = (words: string) => read(`## Rules\n\n${words}\n`);

test("an action that only urges others is a recommendation to them", () => {
  const { recommendations, actions } = about("Action: Urge the Board and Treasury to publish the accounts.");
  assert.deepEqual(
    recommendations.map((each) => each.to),
    [["Board", "Treasury"]],
  );
  assert.deepEqual(
    actions.map((action) => action.owners),
    [[]],
  );
});

test("what the group urges or what is recommended is a recommendation, what one person suggests is not", () => {
  assert.deepEqual(about("The working group urges the Board to publish its accounts.").recommendations[0]?.to, [
    "Board",
  ]);
  assert.deepEqual(about("It was recommended that the Treasury should publish early.").recommendations[0]?.to, [
    "Treasury",
  ]);
  assert.deepEqual(about("Ada suggested that the Board should publish.").recommendations, []);
});

test("a question that nobody answers stays open, with who asked it", () => {
  const { open_questions } = about(
    "Ada asked whether there is a timeline. Bruno asked who will write it. Chen replied that he will.",
  );
  assert.deepEqual(
    open_questions.map((question) => [question.asked_by, question.text]),
    [["Ada Okoro", "Ada asked whether there is a timeline."]],
  );
});

test("a question in an item with nothing below it is open, with an answer below it is not", () => {
  assert.deepEqual(
    about("- Which hall shall we take?\n- Who pays for tea?\n  - The fund does").open_questions.map(
      (question) => question.text,
    ),
    ["Which hall shall we take?"],
  );
});

test("asking for something, and asking for other business, are no questions", () => {
  assert.deepEqual(about("Ada asked for comments.\n\n- Any other business?").open_questions, []);
});

test("a link to a document tells who made it, for whom, and what it is", () => {
  const words =
    "The draft charter prepared by Bruno Lima to be sent to the Board:\n\n<https://docs.google.com/document/d/1abc/edit>";
  assert.deepEqual(about(words).documents, [
    {
      title: "draft charter",
      by: "Bruno Lima",
      to: "Board",
      href: "https://docs.google.com/document/d/1abc/edit",
      line: 5,
    },
  ]);
});

test("somebody who circulated a paper shared a document without a link", () => {
  const [document] = about("Dina circulated the concept note to the members.").documents;
  assert.deepEqual([document?.title, document?.by, document?.to], ["concept note", "Dina Haddad", "members"]);
});

test("what stands under a heading of documents is one, even where its link is dead", () => {
  assert.deepEqual(
    read("## Documents shared\n\n[Charter](#)\n").documents.map((each) => [each.title, each.href]),
    [["Charter", null]],
  );
});

test("a link to a page or a call is no document", () => {
  assert.deepEqual(about("See <https://example.org/news> for more.").documents, []);
});

test("an event has its name, its days and how sure they are", () => {
  const events = (words: string) =>
    about(words).events.map((each) => [each.title, each.date, each.date_end, each.certainty]);
  assert.deepEqual(events("HarbourCon is scheduled for June 7-11."), [
    ["HarbourCon", "2031-06-07", "2031-06-11", "fixed"],
  ]);
  assert.deepEqual(events("The union will hold a public consultation on 7 May."), [
    ["public consultation", "2031-05-07", null, "fixed"],
  ]);
  assert.deepEqual(events("The Lake Forum Summit is expected by 3 October."), [
    ["Lake Forum Summit", "2031-10-03", null, "expected"],
  ]);
  assert.deepEqual(
    events("Ada proposed to hold the workshop on 2 June.").map((each) => each[3]),
    ["proposed"],
  );
  assert.deepEqual(events("The next meeting will be held on 4 April."), []);
});

test("a due day that no calendar has is a fault, and stays words", () => {
  const { faults, actions } = about("Ada will send it by 31 February.");
  assert.deepEqual([actions[0]?.due, actions[0]?.due_words], [null, "by 31 February"]);
  assert.equal(faults[0]?.words, "by 31 February");
});
