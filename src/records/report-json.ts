/** A report as it comes out of JSON: `baraza read` prints it, import keeps it. The shape is report.ts. */
import { z } from "zod";
import { AUDIENCES } from "../access/disclosure.ts";
import { BLOCK_KINDS } from "../texts/text.ts";
import { Said } from "../ui/said.ts";
import { ACTS, type ReadAgendaItem, type ReadReport } from "./report.ts";

const words = z.string().nullable();
const line = z.number();
const said = z.object({ text: z.string(), line });
const certainty = z.enum(["fixed", "expected", "proposed"]);

const Participant = z.object({ name: z.string(), alias: words, affiliation: words, role: words, line });
const Intervention = z.object({
  speaker: z.string(),
  spoken_as: z.string(),
  on_behalf: words,
  act: z.enum(ACTS),
  text: z.string(),
  line,
});
const Block = z.object({
  kind: z.enum(BLOCK_KINDS),
  body: z.string(),
  line,
});
const Section = z.object({
  title: z.string(),
  label: words,
  agenda_item: z.number().nullable(),
  line,
  interventions: z.array(Intervention),
  blocks: z.array(Block),
});
const AgendaItem: z.ZodType<ReadAgendaItem> = z.lazy(() =>
  z.object({ title: z.string(), label: words, line, children: z.array(AgendaItem) }),
);
const Action = z.object({
  text: z.string(),
  owners: z.array(z.string()),
  recipient: words,
  due: words,
  due_words: words,
  explicit: z.boolean(),
  done: z.boolean(),
  line,
});
const Disclosure = z.object({
  audience: z.enum(AUDIENCES),
  on_request: z.boolean(),
  counts: z.boolean().default(false),
  annexed: z.boolean(),
  words: z.string(),
  line,
});
/** A finding's message and remedy for readers of other languages; null where only the English ones are known. */
export const FoundSaying = z.object({ message: Said, remedy: Said }).nullable();

const Found = z.object({
  kind: z.string(),
  rule: z.string(),
  level: z.enum(["error", "warning", "style"]),
  line: line.nullable(),
  lines: z.array(line),
  words: z.string(),
  message: z.string(),
  remedy: z.string(),
  said: FoundSaying.default(null),
});

export const ReportJson: z.ZodType<ReadReport> = z.object({
  title: words,
  group: words,
  date: words,
  date_source: z.enum(["text", "front-matter", "filename"]).nullable(),
  alternatives: z.object({
    dates: z.array(z.object({ date: z.string(), line })),
    meeting_numbers: z.array(z.object({ number: z.number(), line })),
  }),
  meeting_number: z.number().nullable(),
  meeting_number_words: words,
  time: words,
  end_time: words,
  timezone: words,
  chair: words,
  roles: z.array(
    z.object({
      role: z.enum(["moderator", "chat moderator", "host", "rapporteur", "presenter"]),
      name: z.string(),
      words: z.string(),
      line,
    }),
  ),
  participants_listed: z.boolean(),
  participants: z.array(Participant),
  apologies: z.array(Participant),
  bodies_not_represented: z.array(z.object({ body: z.string(), line })),
  agenda_items: z.array(AgendaItem),
  sections: z.array(Section),
  speakers_by_section: z.array(z.object({ section: z.string(), speakers: z.array(z.string()) })),
  actions: z.array(Action),
  recommendations: z.array(said.extend({ to: z.array(z.string()) })),
  decisions: z.array(said),
  open_questions: z.array(said.extend({ asked_by: words })),
  promises: z.array(said.extend({ who: z.array(z.string()) })),
  documents: z.array(z.object({ title: words, by: words, to: words, href: words, line })),
  events: z.array(
    z.object({ title: z.string(), date_words: z.string(), date: words, date_end: words, certainty, href: words, line }),
  ),
  next_meeting: words,
  next_meeting_status: z.enum(["fixed", "proposed"]).nullable(),
  next_meeting_words: words,
  next_meeting_time: words,
  next_meeting_line: line.nullable(),
  disclosure: z.object({ list: Disclosure.nullable(), recording: Disclosure.nullable() }),
  links: z.array(z.object({ href: z.string(), text: words, line })),
  same_person: z.array(z.object({ names: z.tuple([z.string(), z.string()]), why: z.string() })),
  acronyms: z.array(z.object({ letters: z.string(), words, line })),
  lint: z.array(Found),
  faults: z.array(z.object({ line: line.nullable(), words: z.string(), expected: z.string() })),
});

/** JSON that PostgreSQL takes: without NUL and without halves of characters. */
export const asStoredJson = (value: unknown): string =>
  JSON.stringify(value, (_name, entry: unknown) =>
    typeof entry === "string" ? entry.replaceAll("\0", "").toWellFormed() : entry,
  );
