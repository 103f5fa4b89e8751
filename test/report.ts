import { addGroup } from "../src/groups/group.queries.ts";
import type { Group } from "../src/groups/group.ts";
import { addAgenda, addAttachments, addAttendance, addRoles } from "../src/meetings/agenda.queries.ts";
import { addMeeting } from "../src/meetings/meeting.queries.ts";
import { handleOf, type Meeting, meetingAddress } from "../src/meetings/meeting.ts";
import type { Database } from "../src/platform/database/database.ts";
import { addBlocks } from "../src/texts/block.queries.ts";
import { addText, setPublished } from "../src/texts/text.queries.ts";
import type { NewBlock } from "../src/texts/text.ts";

const now = new Date("2026-03-05T14:00:00Z");

export type MadeReport = {
  group: Group;
  meeting: Meeting;
  address: string;
  textId: number;
  blocks: { id: number; number: number }[];
};

/** A group with one report: as plain as can be, or with what is given. */
export async function madeReport(
  db: Database,
  given: {
    number?: number;
    blocks?: NewBlock[];
    people?: string[];
    published?: boolean;
    group?: Group;
    title?: string;
    list?: Meeting["list"];
  } = {},
): Promise<MadeReport> {
  const group =
    given.group ??
    (await addGroup(db, { name: "Working Group on Local Content", shortName: "WG Content", timeZone: "UTC" }, now));
  const place = { number: given.number ?? 4, heldOn: "2026-03-05" };
  const address = meetingAddress(group.slug, handleOf(place));
  const title = given.title ?? "Working Group on Local Content";
  const text = await addText(
    db,
    { groupId: group.id, title, address, language: "en", direction: "ltr", heldOn: place.heldOn },
    now,
  );
  const made = given.blocks ?? [
    { kind: "heading", body: "Opening" },
    { kind: "paragraph", body: "Ana Lima opened the meeting." },
  ];
  const blocks = await addBlocks(db, text.id, made, { accountId: null }, now);
  if (given.published ?? true) await setPublished(db, text.id, now);
  const meeting = await addMeeting(
    db,
    {
      ...EMPTY,
      ...place,
      groupId: group.id,
      title,
      handle: handleOf(place),
      list: given.list ?? EMPTY.list,
      state: (given.published ?? true) ? "published" : "closed",
      textId: text.id,
    },
    now,
  );
  await addRoles(db, meeting.id, [{ role: "moderator", words: "Ana Lima", personId: null, bodyId: null }]);
  await addAgenda(db, meeting.id, [{ parent: null, label: "1", title: "Opening", blockId: blocks[0]?.id ?? null }]);
  await addAttachments(db, meeting.id, [
    { title: "Draft text", address: "https://example.org/draft", from: null, to: null, blockId: null },
  ]);
  const people = given.people ?? ["Ana Lima"];
  await addAttendance(
    db,
    meeting.id,
    people.map((name) => ({
      standing: "present",
      name,
      affiliation: "Radio Sur",
      role: null,
      stakeholderGroup: null,
      personId: null,
      bodyId: null,
    })),
  );
  return { group, meeting, address, textId: text.id, blocks };
}

const EMPTY: Omit<Meeting, "id" | "groupId" | "handle" | "number" | "heldOn"> = {
  numberWords: null,
  title: null,
  startsAt: new Date("2026-03-05T14:00:00Z"),
  endsAt: null,
  timeWords: "14:00 UTC",
  timeZone: "UTC",
  joiningLink: null,
  state: "published",
  list: { audience: "public", how: "at once" },
  recording: { audience: "participants", how: "on request" },
  recordingAddress: null,
  attribution: "named",
  namesGone: false,
  disclosureWords: null,
  nextOn: null,
  nextWords: null,
  nextCertainty: null,
  textId: null,
};
