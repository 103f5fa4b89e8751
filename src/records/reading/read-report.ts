/** The pipeline: one document tree in, one report out. Recognisers stand in the order in which each needs the others. */
import type { DocumentTree } from "../../platform/formats/tree.ts";
import type { ReadReport } from "../report.ts";
import { acronymsOf } from "./acronyms.ts";
import { agendaOf } from "./agenda.ts";
import { disclosureOf } from "./disclosure.ts";
import { headOf } from "./head.ts";
import { labelledIn } from "./labelled.ts";
import { linksOf } from "./links.ts";
import { momentOf } from "./meeting-moment.ts";
import { chairOf, rolesOf } from "./meeting-roles.ts";
import { nextMeetingOf } from "./next-meeting.ts";
import { type Outline, outlineOf } from "./outline.ts";
import { attendanceOf } from "./participants.ts";
import { peopleOf, samePersonOf } from "./people.ts";
import { bodiesMissing, reportSections } from "./report-sections.ts";
import { statementsOf } from "./statements.ts";

/** `fileName` tells the day where the text does not; it decides nothing else. */
export function readReport(tree: DocumentTree, { fileName }: { fileName: string }): ReadReport {
  return reportOf(outlineOf(tree), fileName);
}

/** The same from an outline, where the caller needs the outline too. */
export function reportOf(outline: Outline, fileName: string): ReadReport {
  const labelled = labelledIn(outline);
  const head = headOf(outline, labelled);
  const moment = momentOf(outline, head, labelled, fileName);
  const { listed, participants, apologies } = attendanceOf(outline, labelled);
  const roles = rolesOf(head, labelled, participants, outline.lines);
  const people = peopleOf(outline, { participants, apologies, roles });
  const agenda_items = agendaOf(outline, labelled);
  const known = { person: (words: string) => people.resolve(words)?.name ?? null };
  const { turns, kinds, faults, ...statements } = statementsOf(outline, { known, meetingOn: moment.date });
  return {
    title: head.title,
    group: head.group,
    ...moment,
    chair: chairOf(roles),
    roles,
    participants_listed: listed,
    participants,
    apologies,
    bodies_not_represented: bodiesMissing(outline),
    agenda_items,
    sections: reportSections(outline, agenda_items, { turns, kinds }),
    ...statements,
    ...nextMeetingOf(outline, labelled, moment.date),
    disclosure: disclosureOf(outline),
    links: linksOf(outline),
    same_person: samePersonOf(people),
    acronyms: acronymsOf(outline),
    lint: [],
    faults: [...outline.tree.faults, ...faults],
  };
}
