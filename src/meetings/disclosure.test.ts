import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { appOn } from "../../test/app.ts";
import { testDatabase } from "../../test/database.ts";
import { madeReport } from "../../test/report.ts";
import {
  Disclosure,
  disclosureOfWord,
  disclosureWord,
  LIST_DISCLOSURES,
  RECORDING_DISCLOSURES,
} from "../access/disclosure.ts";
import { withoutSmallCells } from "../access/small-cells.ts";
import { addMembers } from "../groups/group.queries.ts";
import { findOrAddPerson } from "../people/person.queries.ts";
import { readMarkdown } from "../platform/formats/markdown.ts";
import { readReport } from "../records/reading/read-report.ts";
import { LOCALES, type Locale, words } from "../ui/words.ts";
import { disclosureSentences } from "./disclosure.ts";

const { db } = await testDatabase();
const program = appOn(db);
const CORPUS = new URL("../../../shared/corpus/igf-wg-strategy/", import.meta.url);

/** The two reports of the corpus, each with the sentence that the setting writes. */
const REPORTS = [
  {
    file: "2021-04-22.md",
    said: "The list of participants is annexed to this report. The recording of the meeting is available only to the meeting participants upon request.",
    set: ["public", "participants on request"],
    written: [
      "The list of participants is annexed to this report.",
      "The recording of the meeting is available only to the meeting participants upon request.",
    ],
  },
  {
    file: "2022-07-21.md",
    said: "The list of participants and the recording of the meeting is available upon request.",
    set: ["public on request", "public on request"],
    // "is" in the report.
    written: ["The list of participants and the recording of the meeting are available upon request."],
  },
] as const;

test("the sentences of both reports of the corpus are read as settings, and the settings write them", (t) => {
  for (const { file, said, set, written } of REPORTS) {
    const at = new URL(file, CORPUS);
    if (existsSync(at)) assert.ok(readFileSync(at, "utf8").includes(said), file);
    else t.diagnostic(`${file} is not here; its sentence is`);
    const { list, recording } = readReport(readMarkdown(`# Group\n\n${said}\n`), { fileName: file }).disclosure;
    assert.ok(list && recording);
    const asSet = [list, recording].map(({ audience, on_request }) =>
      Disclosure.parse({ audience, how: on_request ? "on request" : "at once" }),
    );
    assert.deepEqual(asSet.map(disclosureWord), set, file);
    const [ofList, ofRecording] = asSet;
    assert.ok(ofList && ofRecording);
    assert.deepEqual(disclosureSentences(words("en"), { list: ofList, recording: ofRecording }), written, file);
  }
});

test("every setting writes its own sentence, in every language, and is read back from it in English", () => {
  for (const list of LIST_DISCLOSURES)
    for (const recording of RECORDING_DISCLOSURES) {
      const set = { list: disclosureOfWord(list), recording: disclosureOfWord(recording) };
      const said = (locale: Locale): string => disclosureSentences(words(locale), set).join(" ");
      const english = said("en");
      assert.equal(new Set(LOCALES.map(said)).size, LOCALES.length);
      const read = readReport(readMarkdown(`# Group\n\n${english}\n`), { fileName: "" }).disclosure;
      assert.equal(read.recording?.audience, set.recording.audience, english);
      assert.equal(read.list?.on_request, set.list.how === "on request", english);
      if (list !== "public counts") assert.equal(read.list?.audience, set.list.audience, english);
    }
});

test("what was kept before members were told from those who were there is read as it was meant", () => {
  const read = (audience: string, onRequest: boolean) => disclosureWord(Disclosure.parse({ audience, onRequest }));
  assert.equal(read("participants", false), "members");
  assert.equal(read("participants", true), "participants on request");
  assert.equal(read("public", true), "public on request");
  assert.equal(read("nobody", true), "nobody");
});

/** Who gets the list by name, by what it is set to. A co-chair always does: they keep it. */
const READERS = ["visitor", "member", "present", "co-chair"] as const;
const GETS: Record<(typeof LIST_DISCLOSURES)[number], readonly (typeof READERS)[number][]> = {
  public: ["visitor", "member", "present", "co-chair"],
  "public on request": ["co-chair"],
  "public counts": ["co-chair"],
  members: ["member", "present", "co-chair"],
  "members on request": ["co-chair"],
  participants: ["present", "co-chair"],
  "participants on request": ["co-chair"],
  nobody: ["co-chair"],
};

test("who gets the list follows the setting, by every handle", async () => {
  let number = 10;
  const { group } = await madeReport(db, { number: 1 });
  const member = await program.as("Mia Member", group);
  const present = await program.as("Pia Present", group);
  const chair = await program.as("Carla Chair", group);
  const people = {
    mia: await findOrAddPerson(db, "Mia Member", program.at.now),
    pia: await findOrAddPerson(db, "Pia Present", program.at.now),
  };
  for (const id of [people.mia.id, people.pia.id]) await db.deleteFrom("office").where("person_id", "=", id).execute();
  await addMembers(db, group.id, [people.mia.id], "2026-01-01");
  const readers = { visitor: program, member, present, "co-chair": chair };
  for (const word of LIST_DISCLOSURES) {
    const made = await madeReport(db, {
      group,
      number: number++,
      people: ["Hidden Canary"],
      list: disclosureOfWord(word),
    });
    await db
      .insertInto("attendance")
      .values({
        ...{ meeting_id: made.meeting.id, position: 9, standing: "present", name_words: "Pia" },
        ...{ affiliation_words: null, role_words: null, stakeholder_group: null },
        ...{ person_id: word === "members" ? null : people.pia.id, body_id: null },
      })
      .execute();
    if (word === "members") await addMembers(db, group.id, [people.pia.id], "2026-01-01");
    for (const reader of READERS) {
      const gets = GETS[word].includes(reader);
      for (const form of ["", ".md", ".txt", ".html", ".json"]) {
        const text = await (await readers[reader].get(made.address + form)).text();
        assert.equal(text.includes("Hidden Canary"), gets, `${word}, ${reader}, ${form}`);
      }
      const csv = await readers[reader].get(`${made.address}/participants.csv`);
      assert.equal(csv.status, gets ? 200 : 404, `${word}, ${reader}, csv`);
    }
    if (word === "members") await db.deleteFrom("membership").where("person_id", "=", people.pia.id).execute();
  }
});

test("someone who was there and was suspended since has the list no more", async () => {
  const made = await madeReport(db, { people: ["Hidden Canary"], list: disclosureOfWord("participants") });
  const pia = await program.as("Pia Present", made.group);
  const person = await findOrAddPerson(db, "Pia Present", program.at.now);
  await db.updateTable("attendance").set({ person_id: person.id }).where("meeting_id", "=", made.meeting.id).execute();
  await db.deleteFrom("office").where("person_id", "=", person.id).execute();
  assert.match(await (await pia.get(made.address)).text(), /Hidden Canary/);
  await addMembers(db, made.group.id, [person.id], "2026-01-01");
  await db.updateTable("membership").set({ suspended_at: program.at.now }).execute();
  assert.doesNotMatch(await (await pia.get(made.address)).text(), /Hidden Canary/);
});

test("counts in place of names hold no small cell, by every handle", async () => {
  const people = Array.from({ length: 14 }, (_, at) => `Hidden ${at}`);
  const made = await madeReport(db, { people, list: disclosureOfWord("public counts") });
  const groups = [...Array(7).fill("Government"), ...Array(5).fill("Academia"), ...Array(2).fill("Private sector")];
  const rows = await db.selectFrom("attendance").select("id").orderBy("id").execute();
  for (const [at, { id }] of rows.entries())
    await db.updateTable("attendance").set({ stakeholder_group: groups[at] }).where("id", "=", id).execute();
  for (const form of ["", ".txt", ".json", ".html"]) {
    const text = await (await program.get(made.address + form)).text();
    assert.match(text, /Government/, form);
    assert.doesNotMatch(text, /Hidden|Private sector|Academia/, form);
    assert.match(text, /14/, form);
  }
});

test("no difference of published counts leaves fewer than five people", () => {
  for (let round = 0; round < 2_000; round++) {
    const counts = Array.from({ length: round % 7 }, (_, name) => ({ name, count: (round * (name + 3)) % 11 }));
    const { total, cells, other } = withoutSmallCells(counts);
    assert.equal(total, cells.reduce((sum, one) => sum + one.count, 0) + other);
    for (const { count } of cells) assert.ok(count >= 5);
    assert.ok(cells.length === 0 || other === 0 || other >= 5, JSON.stringify(counts));
    if (total < 10) assert.deepEqual(cells, []);
  }
});

test("where nobody is named the sentence promises no list, whatever was set for it", () => {
  const set = {
    list: { audience: "public", how: "at once" },
    recording: { audience: "nobody", how: "at once" },
  } as const;
  const [ofList] = disclosureSentences(words("en"), { ...set, attribution: "chatham house" });
  assert.equal(ofList, "The list of participants is not available.");
  assert.match(disclosureSentences(words("en"), { ...set, attribution: "named" })[0] ?? "", /annexed/);
});
