/** Names, bodies and titles as lists of people write them: invented, a few lines each. */
import assert from "node:assert/strict";
import test from "node:test";
import { readText } from "../../platform/formats/read-text.ts";
import type { ReadReport } from "../report.ts";
import { readReport } from "./read-report.ts";

const read = (text: string): ReadReport => readReport(readText(text), { fileName: "x.txt" });
const names = (text: string): string[] => read(text).participants.map((each) => each.name);
const bodies = (text: string): (string | null)[] => read(text).participants.map((each) => each.affiliation);

test("a name and a body are told apart in every order and mark", () => {
  const three = [
    ["Asha Mwangi", "Fisher Institute"],
    ["Ben Ode", "North Mill"],
    ["Chi Lee", "University of Salt"],
  ];
  for (const people of [
    "Participants:\n\nAsha Mwangi\nFisher Institute\nBen Ode\nNorth Mill\nChi Lee\nUniversity of Salt",
    "Present:\n\nAsha Mwangi, Fisher Institute\nBen Ode, North Mill\nChi Lee, University of Salt",
    "PRESENT:     Asha Mwangi (Chair)    Fisher Institute\n             Ben Ode                North Mill\n             Chi Lee                University of Salt",
    "Present: Asha Mwangi (AM) – Fisher Institute, Ben Ode (BO) – North Mill, Chi Lee (CL) – University of Salt",
    "Present: Asha Mwangi/Fisher Institute, Ben Ode/North Mill, Chi Lee/University of Salt",
    "Present:\n\n1. Ms. Asha Mwangi, Director, Fisher Institute - Chairperson\n2. Mr. Ben Ode, Chief Engineer, North Mill - Member\n3. Dr. Chi Lee, University of Salt - Member",
    "Present:\n  Fisher Institute: Asha Mwangi (chair)\n  Mill: Ben Ode\n  University of Salt: Chi Lee",
  ]) {
    const found = read(`Minutes of the Harbour Board\n\n${people}\n`).participants;
    const wanted = people.includes("  Mill:")
      ? three.map(([name, body]) => [name, body === "North Mill" ? "Mill" : body])
      : three;
    assert.deepEqual(
      found.map((each) => [each.name, each.affiliation]),
      wanted,
      people,
    );
  }
});

test("a body may stand before its people, with a dash or with the people in brackets", () => {
  for (const people of [
    "# Minutes\n\n## Attendees\n\n- North Mill – Asha Mwangi, Ben Ode\n- The Dam – Chi Lee, Dora Fisk\n",
    "Minutes\n\nParticipants: North Mill (Asha Mwangi, Ben Ode), The Dam (Chi Lee, Dora Fisk)\n",
  ]) {
    assert.deepEqual(names(people), ["Asha Mwangi", "Ben Ode", "Chi Lee", "Dora Fisk"], people);
    assert.deepEqual(bodies(people), ["North Mill", "North Mill", "The Dam", "The Dam"], people);
  }
});

test("an office before a name is none of it, and a name may hide in the bracket after an account", () => {
  assert.deepEqual(
    names("Minutes\n\nPresent: City Clerk Asha Mwangi, Engineer Ben Ode of North Mill Works, @chi (Chi Lee)\n"),
    ["Asha Mwangi", "Ben Ode", "Chi Lee"],
  );
});

test("a cell of a table may name several people", () => {
  const table =
    "# Minutes\n\n| Organisation | Representative | Attendance |\n|---|---|---|\n| Mill | Asha Mwangi, Ben Ode | P |\n| Dam | Chi Lee | A |\n";
  assert.deepEqual(names(table), ["Asha Mwangi", "Ben Ode"]);
});

test("bodies may stand first, persons below their titles, and surnames before given names", () => {
  for (const people of [
    "North Mill, Asha Mwangi\nSalt Institute, Ben Ode\nOWD, Chi Lee",
    "North Mill: Asha Mwangi\nSalt Institute: Ben Ode\nOWD: Chi Lee",
    "- North Mill - Asha Mwangi\n- Salt Institute - Ben Ode\n- OWD - Chi Lee",
    "Name\nOrganisation\nAsha Mwangi\nNorth Mill\nBen Ode\nSalt Institute\nChi Lee\nOWD",
    "Asha Mwangi\n\nNorth Mill\n\nBen Ode\n\nSalt Institute\n\nChi Lee\n\nOWD",
    "Asha Mwangi\nDirector\nNorth Mill\n\nBen Ode\nEngineer\nSalt Institute\n\nChi Lee\nTreasurer\nOWD",
    "Mwangi, Asha (North Mill)\nOde, Ben (Salt Institute)\nLee, Chi (OWD)",
    "Asha Mwangi, North Mill, Ben Ode, Salt Institute, Chi Lee, OWD",
    "1 Asha Mwangi, North Mill\n2 Ben Ode, Salt Institute\n3 Chi Lee, OWD",
    "Asha Mwangi @ North Mill\nBen Ode @ Salt Institute\nChi Lee @ OWD",
  ])
    assert.deepEqual(
      read(`# Minutes\n\n## Participants\n\n${people}\n\n## Nets\n\nText.\n`).participants.map((each) => [
        each.name,
        each.affiliation,
      ]),
      [
        ["Asha Mwangi", "North Mill"],
        ["Ben Ode", "Salt Institute"],
        ["Chi Lee", "OWD"],
      ],
      people,
    );
});

test("many words say who was there", () => {
  for (const label of [
    "The meeting was attended by",
    "The following members attended the meeting",
    "On the phone",
    "Participants in the meeting",
    "Board of Directors",
    "Present in person",
  ])
    assert.deepEqual(
      names(
        `# Minutes\n\n## ${label}\n\n- Asha Mwangi, The Mill\n- Ben Ode, The Dam\n- Chi Lee, The Pier\n\n## Nets\n\nText.\n`,
      ),
      ["Asha Mwangi", "Ben Ode", "Chi Lee"],
      label,
    );
});

test("a sentence of the opening says who was there where no list does", () => {
  for (const words of [
    "The meeting opened at 6 pm. Members present were Asha Mwangi, Ben Ode and Chi Lee. Dora Fisk was absent.",
    "Asha Mwangi, Ben Ode and Chi Lee attended the meeting.",
  ])
    assert.deepEqual(
      names(`Harbour Committee Minutes\n4 May 2021\n\n${words}\n\nNothing else.\n`),
      ["Asha Mwangi", "Ben Ode", "Chi Lee"],
      words,
    );
  assert.deepEqual(
    names("Harbour Committee Minutes\n\nThe Harbour Board and the Mill Council attended the fair.\n"),
    [],
  );
});
