import assert from "node:assert/strict";
import test from "node:test";
import { readMarkdown } from "../../platform/formats/markdown.ts";
import { readReport } from "./read-report.ts";

const report = `## **River Basin Working Group**

**Online Meeting XII
3 May 2023 at 2 p.m. UTC**

The twelfth virtual meeting of the River Basin Working Group was held on 3 May 2023. The meeting was hosted and moderated by the Group's co-chair Asha Mwangi and the chat moderated by Benny Ode. The list of participants is annexed to this report. The recording is available only to the meeting participants upon request.

#### Agenda

1. Fish ladders
2. Water levels (Dam Authority)
3. AOB

#### A) Fish ladders

Asha Mwangi opened the item.

**Next meeting:** planned for **May 17 - 2 PM UTC**.

### Annex 1

#### List of participants

1. Asha Mwangi, Group's Co-Chair, The Mill
2. Benjamin (Benny) Ode, Government of Utopia, member
3. Chi Lee Government of Atlantis
4. Dora Fisk (FAO)
5. ~~Emil Gone, The Mill~~
`;

test("the head of a report says which meeting it was, when, and who led it", () => {
  const read = readReport(readMarkdown(report), { fileName: "x.md" });
  assert.equal(read.title, "River Basin Working Group");
  assert.deepEqual([read.date, read.date_source, read.meeting_number], ["2023-05-03", "text", 12]);
  assert.deepEqual([read.time, read.timezone, read.chair], ["14:00", "UTC", "Asha Mwangi"]);
  assert.deepEqual(
    read.roles.map(({ role, name }) => `${role}: ${name}`),
    ["chat moderator: Benny Ode", "moderator: Asha Mwangi", "host: Asha Mwangi"],
  );
  assert.deepEqual([read.next_meeting, read.next_meeting_time], ["2023-05-17", "14:00"]);
});

test("each participant has a name, an affiliation and a role, and who is struck out was not there", () => {
  const read = readReport(readMarkdown(report), { fileName: "x.md" });
  assert.deepEqual(
    read.participants.map(({ name, affiliation, role }) => [name, affiliation, role]),
    [
      ["Asha Mwangi", "The Mill", "Group's Co-Chair"],
      ["Benjamin Ode", "Government of Utopia", "member"],
      ["Chi Lee", "Government of Atlantis", null],
      ["Dora Fisk", "FAO", null],
    ],
  );
  assert.equal(read.participants[1]?.alias, "Benny");
});

test("the report's own sentence decides who may have the list and the recording", () => {
  const { list, recording } = readReport(readMarkdown(report), { fileName: "x.md" }).disclosure;
  assert.deepEqual([list?.annexed, list?.on_request], [true, false]);
  assert.deepEqual([recording?.audience, recording?.on_request], ["participants", true]);
});

test("where the text gives no day, the file's name gives it", () => {
  const read = readReport(readMarkdown("# Notes\n\n- all well\n"), { fileName: "2024-02-29-notes.md" });
  assert.deepEqual([read.date, read.date_source], ["2024-02-29", "filename"]);
});

test("a day alone above the title, as some programs set it, is not the title", () => {
  const source = "# 2023-05-03\n\n# River Basin Working Group meeting\n\n## Fish ladders\n\nAsha opened.";
  assert.equal(readReport(readMarkdown(source), { fileName: "x.md" }).title, "River Basin Working Group meeting");
});

test("an entry that looks like a formula stays in the list, each in its own words", () => {
  const names = "- Ana Lima (Radio Sur)\n- =HYPERLINK(1) (Org A)\n- =HYPERLINK(2) (Org B)\n- Ben Okafor (City)";
  const report = readReport(readMarkdown(`# Group\n\n## Participants\n\n${names}\n`), { fileName: "" });
  assert.deepEqual(
    report.participants.map((one) => one.name),
    ["Ana Lima", "=HYPERLINK(1) (Org A)", "=HYPERLINK(2) (Org B)", "Ben Okafor"],
  );
});

test("an annex that is a list of names is who was there, though its title does not say so", () => {
  const annex = (lines: string) =>
    readReport(readMarkdown(`# Group\n\n## Notes\n\nAna Lima noted it.\n\n## Annex\n\n${lines}\n`), { fileName: "" })
      .participants.length;
  assert.equal(annex("1. Ana Lima, Radio Sur\n2. Ben Okafor, City\n3. Cid Moreno, Lake Office"), 3);
  assert.equal(annex("1. Draft budget\n2. Letter to the board\n3. Map of the lake"), 0);
});

test("someone on the list who opens a marked action owns it, in any language", () => {
  const people = "## Présents\n\n- Ahmed Zerrouki, Ville\n- Solène Kerguelen, Port\n";
  const source = `# Groupe\n\n${people}\n## 1. Registre\n\nAction : Ahmed Zerrouki vérifiera le registre.\n`;
  assert.deepEqual(readReport(readMarkdown(source), { fileName: "" }).actions[0]?.owners, ["Ahmed Zerrouki"]);
});

test("people listed under a label beside those present were there too", () => {
  const lists =
    "* Committee Attendees:\n    * Ana Lima (@ana)\n    * Ben Okafor\n* Friends of the Lake:\n    * Cid Moreno\n    * Dora Ng\n    * Eva Sato (@eva)\n* Topics:\n    * Budget of the year\n    * New Boats\n    * Old Map\n";
  const report = readReport(readMarkdown(`# Group\n\n${lists}`), { fileName: "" });
  assert.deepEqual(
    report.participants.map((one) => one.name),
    ["Ana Lima", "Ben Okafor", "Cid Moreno", "Dora Ng", "Eva Sato"],
  );
});

test("a sentence further on that says when the session was held gives day, hours and number", () => {
  const held =
    "The ninth session of the Task Force on River Data took place on 14 March 2024 in Geneva, from 10:00 to 13:00 CET.";
  const source = `# Task Force on River Data\n\n## Summary of the session\n\n${held}\n\n## I. Opening\n\n1. The Chair welcomed participants.\n\n## II. Data\n\n2. Ana Lima noted it.\n`;
  const { date, time, end_time, timezone, meeting_number } = readReport(readMarkdown(source), { fileName: "" });
  assert.deepEqual([date, time, end_time, timezone, meeting_number], ["2024-03-14", "10:00", "13:00", "CET", 9]);
});
