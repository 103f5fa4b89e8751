import type { Action } from "../actions/action.ts";
import type { AgendaItem, Attachment, ListedAttendance, Meeting, RoleAtMeeting } from "../meetings/meeting.ts";
import type { Block, Text } from "../texts/text.ts";

/** Something that came out of an item: a decision, a recommendation, an open question. */
export type Outcome = { number: number; title: string; blockNumber: number | null };

/** A report as this reader may see it; what is withheld is not in it. */
export type ShownReport = {
  group: { id: number; slug: string; name: string; shortName: string | null; timeZone: string };
  meeting: Meeting;
  text: Text;
  blocks: Block[];
  roles: RoleAtMeeting[];
  agenda: AgendaItem[];
  attachments: Attachment[];
  /** null where the list is not for this reader. */
  attendance: ListedAttendance[] | null;
  /** How many on the list are not named to this reader. */
  unnamed: number;
  /** How many were there, where this reader gets counts in place of the list. */
  counts: { stakeholderGroup: string | null; count: number }[] | null;
  /** What this reader may not have and can ask for. */
  withheld: readonly ("list" | "recording")[];
  actions: Action[];
  decisions: Outcome[];
  recommendations: (Outcome & { addressees: string[] })[];
  questions: (Outcome & { askedBy: string | null })[];
  /** Number and fingerprint of the last edition; null before the first press that publishes. */
  edition: { number: number; fingerprint: string; at: string } | null;
  /** The signed note of the log that holds the publication; null before it, and for the seconds until it is sealed. */
  checkpoint: string | null;
};

/** A heading block begins an item; what stands before the first one opens the report. */
export type Section = { heading: Block | null; blocks: Block[] };

/** The blocks by their headings, in order; withdrawn ones stay in their place. */
export function sectionsOf(blocks: readonly Block[]): Section[] {
  const sections: Section[] = [{ heading: null, blocks: [] }];
  for (const block of blocks) {
    if (block.kind === "heading" && !block.withdrawn) sections.push({ heading: block, blocks: [] });
    else sections.at(-1)?.blocks.push(block);
  }
  return sections.filter((section) => section.heading !== null || section.blocks.length > 0);
}

/** Where a report stands: "/group/meetings/41", a block of it under "#4". */
export const blockAddress = (report: { text: Text }, number: number): string => `${report.text.address}#${number}`;
