import type { Attendance } from "../../meetings/meeting.ts";

/** A person in the list of a group: what of them this reader may see, counted. */
export type NamedPerson = {
  slug: string;
  name: string;
  /** As of the last meeting whose list this reader may see. */
  affiliation: string | null;
  attended: number;
  spoke: number;
  openActions: number;
};

export type NamedBody = { slug: string; name: string; spoke: number; openActions: number; attended: number };

/** Once at a meeting, as named and affiliated that day. */
export type AtMeeting = {
  name: string;
  affiliation: string | null;
  role: string | null;
  standing: Attendance["standing"];
  heldOn: string | null;
  handle: string;
  groupSlug: string;
  groupName: string;
};
