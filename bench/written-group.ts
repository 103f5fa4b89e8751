import { addGroup } from "../src/groups/group.queries.ts";
import { addAgenda, addAttendance, addRoles } from "../src/meetings/agenda.queries.ts";
import { addMeeting } from "../src/meetings/meeting.queries.ts";
import { type Database, inTransaction } from "../src/platform/database/database.ts";
import { addBlocks } from "../src/texts/block.queries.ts";
import { addText, setPublished } from "../src/texts/text.queries.ts";
import type { NewBlock } from "../src/texts/text.ts";

const NOW = new Date("2026-03-05T14:00:00Z");
const NOBODY = { accountId: null };

/** A group with so many published reports, each of eight items and some seventy blocks, as real summary reports are. */
export async function writeGroup(db: Database, name: string, reports: number): Promise<string> {
  const group = await addGroup(db, { name, timeZone: "UTC" }, NOW);
  for (let number = 1; number <= reports; number++)
    await inTransaction(db, (trx) => writeReport(trx, { id: group.id, slug: group.slug }, number));
  return group.slug;
}

async function writeReport(trx: Database, group: { id: number; slug: string }, number: number): Promise<void> {
  const heldOn = new Date(Date.UTC(2020, number, 5)).toISOString().slice(0, 10);
  const address = `/${group.slug}/meetings/${number}`;
  const facts = { groupId: group.id, title: `Meeting ${number}`, address, language: "en", heldOn } as const;
  const text = await addText(trx, { ...facts, direction: "ltr" }, NOW);
  const blocks = await addBlocks(trx, text.id, blocksOf(number), NOBODY, NOW);
  await setPublished(trx, text.id, NOW);
  const meeting = await addMeeting(
    trx,
    { ...MEETING, groupId: group.id, handle: String(number), number, heldOn, textId: text.id },
    NOW,
  );
  await addRoles(trx, meeting.id, [{ role: "moderator", words: "Amina Okello", personId: null, bodyId: null }]);
  await addAgenda(
    trx,
    meeting.id,
    ITEMS.map((title, at) => ({ parent: null, label: String(at + 1), title, blockId: blocks[at * 9]?.id ?? null })),
  );
  await addAttendance(
    trx,
    meeting.id,
    NAMES.map((name) => ({ ...ENTRY, name })),
  );
}

const ITEMS = [
  "Opening",
  "Plan of activities",
  "Questionnaire for the basin offices",
  "Parliamentary track",
  "Review of the mandate",
  "Update from the secretariat",
  "Next steps",
  "Any other business",
];
const NAMES = Array.from({ length: 30 }, (_, at) => `Participant ${String.fromCharCode(65 + (at % 26))}${at}`);

const blocksOf = (number: number): NewBlock[] =>
  ITEMS.flatMap((title, item): NewBlock[] => [
    { kind: "heading", body: title },
    ...Array.from(
      { length: 7 },
      (_, at): NewBlock => ({ kind: "paragraph", body: paragraph(number * 64 + item * 8 + at) }),
    ),
    { kind: "action", body: `${NAMES[item]} will send the draft to the secretariat by 18 November.` },
  ]);

const SENTENCES = [
  "Amina Okello walked through the outline that had been drafted for the commission, and asked for remarks by the end of the month.",
  "**Kwame Mensah** noted that the second question overlaps with the [survey of 2024](https://example.org/survey) and suggested to drop it.",
  "Several participants recalled that the form has to work on a slow line, without an account, and in more than one language.",
  "The secretariat confirmed that the list of participants stays with those who took part, and that the recording is available upon request.",
  "It was observed that the offices are busy with their own reports until June; the group may have to wait for their answers.",
];
const paragraph = (seed: number): string =>
  [0, 1, 2].map((at) => SENTENCES[(seed * 7 + at * 3) % SENTENCES.length]).join(" ");

const ENTRY = {
  standing: "present",
  affiliation: "Basin Office",
  role: null,
  stakeholderGroup: "Government",
  personId: null,
  bodyId: null,
} as const;
const OPEN = { audience: "public", how: "at once" } as const;
const MEETING = {
  numberWords: null,
  title: null,
  startsAt: null,
  endsAt: null,
  timeWords: null,
  timeZone: "UTC",
  joiningLink: null,
  state: "published",
  list: OPEN,
  recording: OPEN,
  recordingAddress: null,
  attribution: "named",
  namesGone: false,
  disclosureWords: null,
  nextOn: null,
  nextWords: null,
  nextCertainty: null,
} as const;
