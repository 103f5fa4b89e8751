import assert from "node:assert/strict";
import { test } from "node:test";
import { read } from "./statements.fixture.ts";

const speakers = (markdown: string, people?: readonly string[]): string[] =>
  read(`## Rules\n\n${markdown}\n`, people).speakers_by_section.at(-1)?.speakers ?? [];
const turns = (markdown: string, people?: readonly string[]) =>
  [...read(`## Rules\n\n${markdown}\n`, people).turns.values()].flat();

test("who is the subject of a verb of speech speaks, who is only mentioned does not", () => {
  assert.deepEqual(speakers("Ada Okoro noted that Bruno had sent the draft to Chen."), ["Ada Okoro"]);
  assert.deepEqual(speakers("The draft that Bruno prepared was circulated, and Chen has it."), []);
  assert.deepEqual(speakers("It was observed that Dina is away."), []);
});

test("a first name alone is resolved to the person who bears it", () => {
  assert.deepEqual(speakers("Ada supported this. Mark was supportive too."), ["Ada Okoro", "Mark Eriksen"]);
});

test("a first name is resolved to a full name that was heard before, though no list has it", () => {
  assert.deepEqual(
    speakers("Farid Nasser explained the plan.\n\nAda asked why.\n\nFarid replied that it is cheap.", ["Ada Okoro"]),
    ["Farid Nasser", "Ada Okoro", "Farid Nasser"],
  );
});

test("somebody whom no list names speaks all the same, and a common noun does not", () => {
  assert.deepEqual(speakers("Yusuf underlined the cost. Discussion focused on rooms. Slides showed the plan."), [
    "Yusuf",
  ]);
});

test("he and she go on with the last speaker, who counts once", () => {
  const said = turns("Ada reported on the fund.\n\nShe added that it is nearly spent. She stressed the need for more.");
  assert.deepEqual(
    said.map((turn) => turn.speaker),
    ["Ada Okoro", "Ada Okoro"],
  );
  assert.deepEqual(speakers("Ada reported on the fund.\n\nShe added that it is nearly spent."), ["Ada Okoro"]);
});

test("one who comes back after another is named again", () => {
  assert.deepEqual(speakers("Ada asked for a date. Bruno suggested June. Ada agreed."), [
    "Ada Okoro",
    "Bruno Lima",
    "Ada Okoro",
  ]);
});

test("a remark in brackets or after a comma has its own speaker", () => {
  assert.deepEqual(
    speakers("Ada asked who pays (Bruno noted that the fund does). Chen agreed, and Dina proposed a vote."),
    ["Ada Okoro", "Bruno Lima", "Chen Wei", "Dina Haddad"],
  );
});

test("a lead-in before the subject does not hide it", () => {
  assert.deepEqual(speakers("On the budget, Dina said that nothing is left."), ["Dina Haddad"]);
});

test("what was done is kept as a kind of act", () => {
  const acts = turns(
    "Ada asked whether it rains. Bruno replied that it does. Chen supported him. Dina was reluctant.",
  ).map((turn) => turn.act);
  assert.deepEqual(acts, ["asked", "answered", "supported", "reserved"]);
});

test("a person speaks on behalf of the body that shares, supports or wants", () => {
  const [turn] = turns("Ada Okoro noted that, as to the text, Kenya shares the view that it is too long.");
  assert.equal(turn?.speaker, "Ada Okoro");
  assert.equal(turn?.on_behalf, "Kenya");
  assert.equal(turns("Bruno, on behalf of the Harbour Forum, thanked the hosts.")[0]?.on_behalf, "Harbour Forum");
  assert.equal(turns("Chen Wei (Lake Union) welcomed the text.")[0]?.on_behalf, "Lake Union");
  assert.equal(turns("Chen Wei welcomed the text.")[0]?.on_behalf, null);
});

test("a delegation or body may be the speaker itself", () => {
  assert.deepEqual(
    turns(
      "The representative of Norway stated that the text is fine. The Harbour Secretariat informed that it will rain.",
    ).map((turn) => [turn.speaker, turn.on_behalf]),
    [
      ["Norway", "Norway"],
      ["Harbour Secretariat", "Harbour Secretariat"],
    ],
  );
});

test("lines with a name or initials and a colon are turns", () => {
  assert.deepEqual(speakers("AO: Who will write it?\nBL: I would rather not.\n… but I can read it.\nAO: Thanks."), [
    "Ada Okoro",
    "Bruno Lima",
    "Ada Okoro",
  ]);
  assert.deepEqual(speakers("- Chen: not sure\n- Dina - neither am I\n- Deadline: Friday"), [
    "Chen Wei",
    "Dina Haddad",
  ]);
});

test("a record in French or Spanish has speakers too", () => {
  assert.deepEqual(speakers("Ada a souligné l'importance du texte. Bruno señaló que falta tiempo."), [
    "Ada Okoro",
    "Bruno Lima",
  ]);
});
