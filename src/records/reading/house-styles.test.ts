/** How secretaries of many houses write: invented minutes, a few lines each. */
import assert from "node:assert/strict";
import test from "node:test";
import { readText } from "../../platform/formats/read-text.ts";
import type { ReadReport } from "../report.ts";
import { readReport } from "./read-report.ts";

const read = (text: string): ReadReport => readReport(readText(text), { fileName: "x.txt" });
const names = (text: string): string[] => read(text).participants.map((each) => each.name);
const bodies = (text: string): (string | null)[] => read(text).participants.map((each) => each.affiliation);

test("members, staff and others under words of their own were there, those who excused themselves were not", () => {
  const text = `Minutes of the Harbour Committee, 4 May 2021

**Members:** Asha Mwangi; Ben Ode; Chi Lee.

**Staff:** Dora Fisk; Emil Gone.

**Apologies:** Fay Holt.

## Agenda

1. Piers
`;
  assert.deepEqual(names(text), ["Asha Mwangi", "Ben Ode", "Chi Lee", "Dora Fisk", "Emil Gone"]);
});

test("a substitute was there, and not the one stood in for", () => {
  const text = `MINUTES OF THE HARBOUR SENATE
Members Present: A. Mwangi, M. Ode, C. Lee
Substitutes: Dora Fisk for E. Gone, Fay Holt for G. Iyer
Members Absent: H. Jung
`;
  assert.deepEqual(names(text), ["A. Mwangi", "M. Ode", "C. Lee", "Dora Fisk", "Fay Holt"]);
});

test("a group before several people with bodies in brackets leaves each their own", () => {
  const text = `Harbour Forum
Report of the 3rd Meeting

PRESENT
Government: Dr. Asha Mwangi (Ministry of Ports), Ms. Chi Lee (Coast Authority)
Civil society: Prof. Ben Ode (Clean Water Watch)
`;
  assert.deepEqual(names(text), ["Asha Mwangi", "Chi Lee", "Ben Ode"]);
  assert.deepEqual(bodies(text), ["Ministry of Ports", "Coast Authority", "Clean Water Watch"]);
});

test("where each person has a title before the name, the words after a comma are no further person", () => {
  const text = `Minutes of the Harbour Council 4 May 2021

Present: Cllr A Mwangi (Chair), Cllr B Ode & County Cllr C Lee.
In attendance: Mrs D Fisk, Clerk/Finance Officer, Mr E L Gone Deputy Clerk, and Mr F Holt Administrator.
`;
  assert.deepEqual(names(text), ["A Mwangi", "B Ode", "C Lee", "D Fisk", "E L Gone", "F Holt"]);
});

test("a list of people without a word above it opens a report", () => {
  const text = `Minutes of the Harbour Board
4 May 2021
- Asha Mwangi, Chairman
- Ben Ode, Treasurer (remotely)
- Chi Lee, Director of Piers, Harbour Works
`;
  assert.deepEqual(names(text), ["Asha Mwangi", "Ben Ode", "Chi Lee"]);
  assert.equal(read(text).chair, "Asha Mwangi");
});

test("a dash may have lost its space", () => {
  const text = `# Minutes\n\n## Attendance\n\n- Ms. Asha Mwangi-Chairperson - OCB, Coordinator\n- Mr. Ben Ode-OWD, Officer\n- Chi Lee-Kim, The Mill\n`;
  assert.deepEqual(names(text), ["Asha Mwangi", "Ben Ode", "Chi Lee-Kim"]);
});

test("the opening of the meeting tells who chaired it", () => {
  for (const [words, chair] of [
    ["The meeting was chaired by Ms. Asha Mwangi, who opened it at 10.40.", "Asha Mwangi"],
    ["The meeting was called to order by the chairperson of the Senate, Asha Mwangi, at 4 p.m.", "Asha Mwangi"],
    ["President Asha Mwangi called the meeting to order at 7 p.m.", "Asha Mwangi"],
    ["Cllr Asha Mwangi in the chair.", "Asha Mwangi"],
    ["Asha Mwangi was nominated and elected the chair.", "Asha Mwangi"],
    ["Chairperson Mwangi reported that the tide is high.", "Mwangi"],
    ["The Chairman of the Mill was asked to write.", null],
  ] as const)
    assert.equal(read(`Minutes of the Harbour Board\n\nOpening:\n\n${words}\n`).chair, chair, words);
});

test("an ordinal before the name of the body numbers the meeting", () => {
  assert.equal(read("Minutes 97th Harbour Executive Board Meeting\n\nText.\n").meeting_number, 97);
  assert.equal(read("Minutes of the 17th HMB telecon, Wed 2nd March 2016\n\nText.\n").meeting_number, 17);
});

test("the next meeting may stand far behind its words or on the next line", () => {
  for (const words of [
    "The next regularly scheduled Harbour Board of Trustees meeting will be at 7 p.m. Tuesday, June 8, 2021.",
    "The next meeting will be held in the hall\nof the Mill on 8 June 2021.",
  ])
    assert.equal(read(`Minutes of the Harbour Board, 4 May 2021\n\n${words}\n`).next_meeting, "2021-06-08", words);
});

const points = (text: string): string[] => read(text).agenda_items.map((each) => each.title);

test("points may carry the number of the minute, a number without a dot, or a number of several levels", () => {
  const series = `Minutes of the Harbour Council 4 May 2021

AGENDA PART 1

C048/21      1.         APOLOGIES FOR ABSENCE.

Cllr Ode.

C049/21      2.         PUBLIC QUESTIONS.

No questions.

C050/21      3.         MATTERS ARISING.

None.
`;
  assert.deepEqual(points(series), ["PUBLIC QUESTIONS.", "MATTERS ARISING."]);
  const bare = `Minutes of the 3rd Harbour telecon

AGENDA
 1  Piers
 2  Nets
 3  AoB

1  Piers
Asha Mwangi told of the piers.

2  Nets
Nothing new.
`;
  assert.deepEqual(points(bare), ["Piers", "Nets", "AoB"]);
  const levels = `Minutes Harbour Board Meeting
- Asha Mwangi, Chairman
- Ben Ode, Treasurer
- Chi Lee, Member
1. Welcome
1.1 Apologies
2. Piers
2.1 North pier
2.1.1 Stones
3. Nets
The Chairman opened the meeting at 13:10.

Actions:

- Ben Ode to buy nets
`;
  assert.deepEqual(points(levels), ["Welcome", "Piers", "Nets"]);
});

test("a matter may open its paragraph, in bold or in capitals", () => {
  const page = `<h1>Harbour Board</h1><p><b>APPROVAL OF MINUTES:</b> Motion by Ode to approve. Carried.</p>
<p><b>PIERS:</b> The piers were looked at.</p><p><b>NETS:</b> Two bids were opened.</p>`;
  assert.deepEqual(points(page), ["APPROVAL OF MINUTES", "PIERS", "NETS"]);
});

test("short lines alone above sentences are headings where nothing else is", () => {
  const text = `Minutes of the Harbour Board, 4 May 2021

Present: Asha Mwangi, Ben Ode.

State of the piers

Asha said that the north pier is safe.

Nets for the season

Ben told of two offers.

Any other business

Chi asked about reporting.
`;
  assert.deepEqual(points(text), ["State of the piers", "Nets for the season", "Any other business"]);
});

test("what follows the agenda in the same list is no point of it", () => {
  const text = `Harbour Meeting 2021-05-04

Current items

  • roll call
  • Approve last minutes
  • Piers


  • Attending: Asha, Ben, Chi
  • Presiding: Asha
`;
  assert.deepEqual(points(text), ["roll call", "Approve last minutes", "Piers"]);
});

test("a title may end with a stop, and the approval of minutes is no title", () => {
  assert.equal(
    read("Minutes of the HARBOUR COUNCIL held on the 4th May 2021 at 7.30pm in the hall.\n\nPresent: Asha Mwangi\n")
      .title,
    "Minutes of the HARBOUR COUNCIL held on the 4th May 2021 at 7.30pm in the hall.",
  );
  const text =
    "## Time and Location\n\n4 May 2021\n\n## Approval of Previous Meeting's Minutes\n\nDone.\n\n## Piers\n\nText.\n";
  assert.deepEqual([read(text).title, points(text)], [null, ["Approval of Previous Meeting's Minutes", "Piers"]]);
});
