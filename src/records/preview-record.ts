import type { Group } from "../groups/group.ts";
import { handleOf, meetingAddress } from "../meetings/meeting.ts";
import type { ShownReport } from "./shown-report.ts";
import type { MeetingRecord } from "./taking-in.ts";

/** A record as the report that it would be: its blocks and rows carry the numbers that they would get. */
export function asShownReport(group: Group, record: MeetingRecord): ShownReport {
  const { title, language, direction, meeting } = record;
  const address = meetingAddress(group.slug, handleOf(meeting));
  const numberOf = (block: number | null): number | null => (block === null ? null : block + 1);
  return {
    group,
    meeting: {
      ...meeting,
      id: 0,
      groupId: group.id,
      handle: handleOf(meeting),
      joiningLink: null,
      state: "closed",
      textId: 0,
      recordingAddress: null,
      namesGone: false,
    },
    text: {
      id: 0,
      groupId: group.id,
      kind: "report",
      title,
      address,
      language,
      direction,
      heldOn: meeting.heldOn,
      publishedAt: null,
    },
    blocks: record.blocks.map(({ kind, body, attributes }, place) => ({
      id: place,
      number: place + 1,
      revision: 1,
      kind,
      body,
      attributes,
      withdrawn: false,
      hiddenFor: null,
    })),
    roles: record.roles.map(({ role, words }, id) => ({ id, role, words, personId: null, bodyId: null })),
    agenda: record.agenda.map(({ label, title: item, parent, block }, place) => ({
      id: place + 1,
      parentId: parent === null ? null : parent + 1,
      label,
      title: item,
      blockNumber: numberOf(block),
    })),
    attachments: record.attachments.map((one, id) => ({ ...one, id, blockNumber: numberOf(one.block) })),
    attendance: record.attendance.map((one, id) => ({ ...one, id, personId: null, personSlug: null, bodyId: null })),
    unnamed: 0,
    counts: null,
    withheld: [],
    actions: [],
    decisions: [],
    recommendations: [],
    questions: [],
    edition: null,
    checkpoint: null,
  };
}
