import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { disclosureOfWord, LIST_DISCLOSURES, RECORDING_DISCLOSURES } from "../access/disclosure.ts";
import { readMarkdown } from "../platform/formats/markdown.ts";
import { canonicalJson } from "../platform/journal/journal.ts";
import { BLOCK_KINDS, type Block } from "../texts/text.ts";
import { words } from "../ui/words.ts";
import { readReport } from "./reading/read-report.ts";
import { readRecordFile } from "./record-file.reader.ts";
import { recordFile } from "./record-file.ts";
import { reportOfFile } from "./record-report.ts";
import type { ShownReport } from "./shown-report.ts";

/** Lines that look like marks of Markdown, of reports, and of the form itself. */
const LOOKALIKES = [
  "# a heading",
  "- a point",
  "1. first",
  "Action: Ana will write",
  "Decision: none",
  "| a | b |",
  "> quoted",
  "---",
  "***",
  "<!-- 3 paragraph -->",
  "<!-- actions -->",
  "\\<!-- actions -->",
  "<!-- end of text -->",
  "```",
  "Next meeting: 4 August",
  "baraza: record 2",
  "a; b \\; c",
  "=HYPERLINK(1)",
  "\\n\\s\\|",
  "  indented",
  "[x](#)",
  "مرحبا",
  "Ana: yes",
];
const line = fc.oneof(fc.constantFrom(...LOOKALIKES), fc.string({ unit: "grapheme", minLength: 1, maxLength: 30 }));
const oneLine = line.map((words) => words.replace(/\s+/g, " ").trim()).filter((words) => words !== "");
const maybe = fc.option(oneLine, { nil: null });
const body = fc
  .array(line, { minLength: 1, maxLength: 4 })
  .map((lines) => lines.join("\n").replace(/\r/g, ""))
  .filter((words) => words.trim() !== "");
const list = fc.constantFrom(...LIST_DISCLOSURES).map(disclosureOfWord);
const recording = fc.constantFrom(...RECORDING_DISCLOSURES).map(disclosureOfWord);
const day = fc
  .date({ min: new Date("1990-01-01"), max: new Date("2090-01-01"), noInvalidDate: true })
  .map((at) => at.toISOString().slice(0, 10));
const block = fc.record({ kind: fc.constantFrom(...BLOCK_KINDS), body, label: maybe }).map(
  ({ kind, body, label }): Omit<Block, "number"> => ({
    id: 1,
    revision: 1,
    kind,
    body: kind === "heading" ? body.replace(/\s+/g, " ").trim() : body,
    attributes: kind === "heading" && label !== null ? { label } : {},
    withdrawn: false,
    hiddenFor: null,
  }),
);
const from = (blockNumber: number | null) => ({ textId: 1, title: "", address: "", blockNumber, published: true });

const report: fc.Arbitrary<ShownReport> = fc
  .record({
    blocks: fc.array(block, { maxLength: 8 }),
    title: maybe,
    number: fc.option(fc.nat(), { nil: null }),
    heldOn: fc.option(day, { nil: null }),
    list,
    recording,
    people: fc.array(
      fc.tuple(
        fc.constantFrom("present" as const, "apologies" as const, "not represented" as const),
        oneLine,
        maybe,
        maybe,
      ),
      { maxLength: 5 },
    ),
    listed: fc.boolean(),
    agenda: fc.array(fc.tuple(maybe, oneLine), { maxLength: 4 }),
    actions: fc.array(
      fc.record({
        title: oneLine,
        owners: fc.array(
          oneLine.filter((name) => name.trim() === name),
          { maxLength: 3 },
        ),
        recipient: maybe,
        dueOn: fc.option(day, { nil: null }),
        dueWords: maybe,
        state: fc.constantFrom("open" as const, "done" as const),
      }),
      { maxLength: 3 },
    ),
    outcomes: fc.array(oneLine, { maxLength: 3 }),
    next: fc.option(day, { nil: null }),
  })
  .map((given) => ({
    group: { id: 1, slug: "g", name: "Group", shortName: null, timeZone: "UTC" },
    meeting: {
      id: 1,
      groupId: 1,
      handle: "1",
      number: given.number,
      numberWords: null,
      title: given.title,
      heldOn: given.heldOn,
      startsAt: null,
      endsAt: null,
      timeWords: "14:00 UTC",
      timeZone: "UTC",
      joiningLink: null,
      state: "published",
      list: given.list,
      recording: given.recording,
      recordingAddress: null,
      attribution: "named",
      namesGone: false,
      disclosureWords: null,
      nextOn: given.next,
      nextWords: null,
      nextCertainty: null,
      textId: 1,
    },
    text: {
      id: 1,
      groupId: 1,
      kind: "report",
      title: "",
      address: "/g/meetings/1",
      language: "en",
      direction: "ltr",
      heldOn: given.heldOn,
      publishedAt: null,
    },
    blocks: given.blocks.map((one, at) => ({ ...one, number: at + 1 })),
    roles: [{ id: 1, role: "moderator", words: "Ana", personId: null, bodyId: null }],
    agenda: given.agenda.map(([label, title], at) => ({ id: at + 1, parentId: null, label, title, blockNumber: null })),
    attachments: given.outcomes.map((title) => ({
      id: 1,
      title,
      address: null,
      from: null,
      to: null,
      blockNumber: null,
    })),
    unnamed: 0,
    counts: null,
    withheld: [],
    attendance: given.listed
      ? given.people.map(([standing, name, affiliation, role], at) => ({
          id: at,
          standing,
          name,
          affiliation,
          role,
          stakeholderGroup: null,
          personId: null,
          personSlug: null,
          bodyId: null,
        }))
      : null,
    actions: given.actions.map((one, at) => ({
      ...one,
      id: at,
      groupId: 1,
      number: at + 1,
      marked: true,
      evidence: null,
      statedOn: null,
      closedOn: null,
      owners: one.owners.map((name) => ({
        words: name,
        personId: null,
        personSlug: null,
        bodyId: null,
        bodySlug: null,
      })),
      from: from(null),
    })),
    decisions: given.outcomes.map((title, at) => ({ number: at, title, blockNumber: null })),
    recommendations: given.outcomes.map((title, at) => ({
      number: at,
      title,
      blockNumber: null,
      addressees: given.outcomes,
    })),
    questions: given.outcomes.map((title, at) => ({ number: at, title, blockNumber: null, askedBy: null })),
    edition: null,
    checkpoint: null,
  }));

/** What a record says, freed of how it is kept: trailing line breaks of a block are not words. */
const said = (shown: ShownReport) => ({
  title: shown.meeting.title,
  number: shown.meeting.number,
  date: shown.meeting.heldOn,
  next: shown.meeting.nextOn,
  list: shown.meeting.list,
  recording: shown.meeting.recording,
  blocks: shown.blocks.map(({ kind, body }) => ({ kind, body: body.replace(/\n+$/, "") })),
  agenda: shown.agenda.map(({ label, title }) => ({ label, title })),
  people: ["present", "apologies", "not represented"].map((standing) =>
    (shown.attendance ?? [])
      .filter((one) => one.standing === standing)
      .map(({ name, affiliation, role }) => (standing === "not represented" ? name : { name, affiliation, role })),
  ),
  actions: shown.actions.map((one) => ({
    text: one.title,
    owners: one.owners.map((owner) => owner.words),
    recipient: one.recipient,
    due: one.dueOn,
    dueWords: one.dueWords,
    done: one.state === "done",
  })),
  decisions: shown.decisions.map((one) => one.title),
  recommendations: shown.recommendations.map(({ title, addressees }) => ({ title, to: addressees })),
  documents: shown.attachments.map((one) => one.title),
});

function readBack(source: string): unknown {
  const file = readRecordFile(source);
  assert.ok(file, "the file is of our own form");
  const report = reportOfFile(readReport(readMarkdown(source), { fileName: "report.md" }), file);
  const disclosed = (one: typeof report.disclosure.list) =>
    one && { audience: one.audience, how: one.counts ? "counts" : one.on_request ? "on request" : "at once" };
  assert.ok(report.disclosure.list && report.disclosure.recording);
  return {
    title: report.title,
    number: report.meeting_number,
    date: report.date,
    next: report.next_meeting,
    list: disclosed(report.disclosure.list) ?? { audience: "nobody", how: "at once" },
    recording: disclosed(report.disclosure.recording) ?? { audience: "nobody", how: "at once" },
    blocks: report.sections.flatMap((section) => section.blocks.map(({ kind, body }) => ({ kind, body }))),
    agenda: report.agenda_items.map(({ label, title }) => ({ label, title })),
    people: [report.participants, report.apologies]
      .map((list): unknown[] => list.map(({ name, affiliation, role }) => ({ name, affiliation, role })))
      .concat([report.bodies_not_represented.map((one) => one.body)]),
    actions: report.actions.map((one) => ({
      text: one.text,
      owners: one.owners,
      recipient: one.recipient,
      due: one.due,
      dueWords: one.due_words,
      done: one.done,
    })),
    decisions: report.decisions.map((one) => one.text),
    recommendations: report.recommendations.map((one) => ({ title: one.text, to: one.to })),
    documents: report.documents.map((one) => one.title),
  };
}

const json = (value: unknown): string => canonicalJson(value);

test("a report written as Markdown and read back is the same record, whatever its lines look like", () => {
  fc.assert(
    fc.property(report, fc.constantFrom("en" as const, "fr" as const, "ar" as const), (shown, locale) => {
      assert.equal(json(readBack(recordFile(words(locale), shown))), json(said(shown)));
    }),
    { numRuns: 300 },
  );
});

test("a file of the earlier form says the same who may have what: members at once, those who took part upon request", () => {
  const earlier = (list: string, recording: string): string =>
    `---\nbaraza: record 1\ngroup: "G"\nlist: "${list}"\nrecording: "${recording}"\n---\n\n# G\n`;
  const read = (source: string) => {
    const file = readRecordFile(source);
    assert.ok(file);
    const { list, recording } = reportOfFile(readReport(readMarkdown(source), { fileName: "" }), file).disclosure;
    return [list?.audience, list?.on_request, recording?.audience, recording?.on_request];
  };
  assert.deepEqual(read(earlier("participants", "participants on request")), ["members", false, "participants", true]);
  assert.deepEqual(read(earlier("public on request", "nobody on request")), ["public", true, "nobody", true]);
});
