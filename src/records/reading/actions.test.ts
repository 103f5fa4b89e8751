import assert from "node:assert/strict";
import { test } from "node:test";
import type { ReadAction } from "../report.ts";
import { read } from "./statements.fixture.ts";

const actions = (markdown: string, people?: readonly string[]): ReadAction[] => read(markdown, people).actions;
const brief = (markdown: string, people?: readonly string[]) =>
  actions(markdown, people).map((action) => [action.text, action.owners.join("+"), action.explicit]);

test("what stands after a mark is an action, whatever the mark", () => {
  for (const mark of [
    "Action:",
    "**ACTION**:",
    "AI:",
    "TODO:",
    "Action item 3:",
    "**Action Point:**",
    "[Action]:",
    "ACTION-12:",
    "À faire :",
    "Acción:",
  ]) {
    assert.deepEqual(
      brief(`## Rules\n\n${mark} Ada will book a room.\n`),
      [["Ada will book a room.", "Ada", true]],
      mark,
    );
  }
});

test("AI before a topic is no mark", () => {
  assert.deepEqual(actions("## Rules\n\n- AI: ethics of machines\n"), []);
});

test("a mark in capitals counts in the middle of a line", () => {
  assert.deepEqual(brief("## Rules\n\n- Starts on the 3rd.  AI:  Ada & Bruno to set up the list\n"), [
    ["Ada & Bruno to set up the list", "Ada+Bruno", true],
  ]);
});

test("each sentence after Next steps is an action, with an owner or without", () => {
  assert.deepEqual(
    brief(
      "## Rules\n\n**Next steps:** a new draft will be circulated. The group's members will comment until 6 May.\n",
    ),
    [
      ["a new draft will be circulated.", "", true],
      ["The group's members will comment until 6 May.", "group's members", true],
    ],
  );
});

test("each item of a list of actions is one, its owner in any of the usual places", () => {
  const list = [
    "- AO: set the dates",
    "- Bruno - write to the hosts",
    "- Chen to ask the Board",
    "- Print the badges (Dina)",
    "- Fix the door – Ada, Bruno or Chen",
    "- ALL: read the draft",
    "- AO/BL: count the chairs",
    "- [Dina] order tea",
    "- Harbour staff (Ada/Bruno) to sweep",
    "- clean the room",
    "- Dina send the keys",
  ];
  assert.deepEqual(
    actions(`## Action items\n\n${list.join("\n")}\n`).map((action) => action.owners.join("+")),
    ["AO", "Bruno", "Chen", "Dina", "Ada+Bruno+Chen", "ALL", "AO+BL", "Dina", "Ada+Bruno", "", "Dina"],
  );
});

test("the words of an action go without the label of its owner", () => {
  assert.deepEqual(brief("## Actions\n\n- AO: set the dates\n- Bruno - write to the hosts\n"), [
    ["set the dates", "AO", true],
    ["write to the hosts", "Bruno", true],
  ]);
});

test("a list under a label within a list is a list of actions too", () => {
  assert.deepEqual(
    brief("## Agenda\n\n- Vision\n  - Next steps:\n    - Ada to write it down\n    - Vote in June\n- Rooms\n"),
    [
      ["Ada to write it down", "Ada", true],
      ["Vote in June", "", true],
    ],
  );
});

test("where a list of next steps carries marks, only what is marked is an action", () => {
  assert.deepEqual(brief("## Next steps\n\n- Most members liked it\n- **ACTION:** Chen will print it\n"), [
    ["Chen will print it", "Chen", true],
  ]);
});

test("nothing to do is no action", () => {
  assert.deepEqual(actions("## Action items\n\n- None\n"), []);
  assert.deepEqual(actions("## Actions\n\nNo action items this week.\n"), []);
});

test("actions of an earlier meeting that are gone through are not new ones", () => {
  assert.deepEqual(actions("## Review of action items\n\n- Ada to book a room\n- Bruno to write\n"), []);
});

test("a table with columns for task and owner is a list of actions", () => {
  const [first, second] = actions(
    "## Outcome\n\n| # | Action | Owner | Due | Status |\n|---|---|---|---|---|\n| 1 | Book a room | Ada | 3 April | open |\n| 2 | Print badges | Bruno, Chen | | done |\n",
  );
  assert.deepEqual(
    [first?.text, first?.owners, first?.due, first?.done],
    ["Book a room", ["Ada"], "2031-04-03", false],
  );
  assert.deepEqual(
    [second?.text, second?.owners, second?.due, second?.done],
    ["Print badges", ["Bruno", "Chen"], null, true],
  );
});

test("a ticked box or the word done closes an action", () => {
  assert.deepEqual(
    actions("## Actions\n\n- [x] Ada to book a room\n- [ ] Bruno to write\n- Chen to call (done)\n").map(
      (action) => action.done,
    ),
    [true, false, true],
  );
});

test("an action says to whom it goes and by when", () => {
  const [action] = actions("## Rules\n\nAction: Ada will tidy the draft and send it to the Board after the call.\n");
  assert.equal(action?.recipient, "the Board");
  assert.equal(action?.due, null);
  assert.equal(action?.due_words, "after the call");
});

test("what a scribe's tool adds is no part of an action", () => {
  const [action] = actions("## Rules\n\nACTION-7: Draft a reply [on Ada Okoro - due 2031-03-17]\n");
  assert.deepEqual([action?.text, action?.owners, action?.due], ["Draft a reply", ["Ada Okoro"], "2031-03-17"]);
});

test("a commitment in running text is an action without a mark", () => {
  assert.deepEqual(brief("## Rules\n\nThe text is long. Ada will shorten it. Bruno to check the numbers.\n"), [
    ["Ada will shorten it.", "Ada", false],
    ["Bruno to check the numbers.", "Bruno", false],
  ]);
  assert.deepEqual(
    brief("## Rules\n\nIt was agreed that the Harbour co-chairs will write to the port.\n")[0]?.slice(1),
    ["Harbour co-chairs", false],
  );
});

test("will and I belong to who has the floor", () => {
  assert.deepEqual(brief("## Rules\n\n- Chen: The build is slow. Will send a patch.\n- Dina: I can review it.\n"), [
    ["Will send a patch.", "Chen", false],
    ["I can review it.", "Dina", false],
  ]);
});

test("what will happen of itself is nobody's action", () => {
  for (const words of [
    "The meeting will be long.",
    "Prices will rise.",
    "Results will depend on the rain.",
    "Will Ada send it?",
    "Welcome to new members.",
  ]) {
    assert.deepEqual(actions(`## Rules\n\n${words}\n`), [], words);
  }
});

test("a table whose header row is empty takes the names of its columns from the row below", () => {
  const table = "|  |  |  |\n|---|---|---|\n| Item | Description | Resp |\n| 7.01 | Order new chairs | AO |\n";
  assert.deepEqual(brief(`## Outcome 7\n\n${table}`), [["Order new chairs", "AO", true]]);
});

test("a mark after the label of a turn belongs to who has the turn", () => {
  assert.deepEqual(
    brief("## Rules\n\n1. AO - I can do that.\n   - AO - Action-X-2031-05 Arrange a visit to the port\n"),
    [["Arrange a visit to the port", "AO", true]],
  );
});

test("topics for the next agenda are not actions", () => {
  assert.deepEqual(brief("## Actions\n\n- Print badges (Ada)\n- Agenda topics for next week:\n  - Chairs\n  - Tea\n"), [
    ["Print badges (Ada)", "Ada", true],
  ]);
});

test("each owner of a sentence with several deeds is named", () => {
  assert.deepEqual(actions("## Actions\n\n- Ada to write the letter, Bruno to read it\n")[0]?.owners, ["Ada", "Bruno"]);
});

test("what somebody said they would do is their promise", () => {
  assert.deepEqual(brief("## Rules\n\nDina said that she would email the hosts.\n"), [
    ["Dina said that she would email the hosts.", "Dina", false],
  ]);
});

test("a task in the passive has no owner", () => {
  assert.deepEqual(brief("## Rules\n\nThe two vacancies will be advertised.\n"), [
    ["The two vacancies will be advertised.", "", false],
  ]);
});

test("marks of meeting bots, bare marks in capitals and arrows before an owner count", () => {
  for (const mark of [
    "#action Ada to write it",
    "ACTION Ada to write it",
    "→ Ada to write it",
    "ACTION ON Ada to write it",
  ]) {
    const [action] = actions(`## Rules\n\n${mark}\n`);
    assert.deepEqual([action?.explicit, action?.owners], [true, ["Ada"]], mark);
  }
  assert.deepEqual(actions("## Rules\n\n→ blue is nicer than red\n"), []);
});

test("an action that a summary repeats counts once", () => {
  assert.deepEqual(
    brief(
      "## Rules\n\nACTION: Ada to write the letter\n\n## Summary of action items\n\n- Ada to write the letter (ada, 14:03)\n",
    ).length,
    1,
  );
});

test("who is asked by the group, or of whom it was agreed that they should, has an action", () => {
  for (const words of [
    "The committee asked Bruno to contact the port.",
    "It was agreed that Bruno should contact the port.",
    "Bruno was asked to contact the port.",
    "Bruno took an action to contact the port.",
    "Bruno contactará al puerto.",
    "Bruno contactera le port.",
  ]) {
    assert.deepEqual(
      actions(`## Rules\n\n${words}\n`).map((action) => action.owners),
      [["Bruno"]],
      words,
    );
  }
});

test("an item that begins with a deed and ends with a person is that person's", () => {
  assert.deepEqual(brief("## Rules\n\n- Contact the venue (Dina)\n- Update from the hosts (Dina)\n"), [
    ["Contact the venue (Dina)", "Dina", false],
  ]);
});

test("what Ada is to do may follow her name and a colon", () => {
  assert.deepEqual(brief("## Rules\n\n- Ada: to send the keys\n- It is time to go.\n"), [
    ["to send the keys", "Ada", false],
  ]);
});
