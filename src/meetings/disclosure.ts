import { type Attribution, type Disclosure, type DisclosureWord, disclosureWord } from "../access/disclosure.ts";
import { toSay, type Words } from "../ui/words.ts";

/** Written by the settings, so that it cannot contradict them: of list and recording, or of both in one. */
export function disclosureSentences(
  { t }: Words,
  { list, recording, attribution }: { list: Disclosure; recording: Disclosure; attribution?: Attribution },
): string[] {
  // Where nobody is named there is no list to be had, whatever was set for it.
  const ofList = attribution === "chatham house" ? "nobody" : disclosureWord(list);
  const ofRecording = disclosureWord(recording);
  const together = ofList === ofRecording ? BOTH[ofList] : undefined;
  return together === undefined ? [t(LIST[ofList]), t(RECORDING[ofRecording])] : [t(together)];
}

const BOTH: Partial<Record<DisclosureWord, string>> = {
  "public on request": toSay("The list of participants and the recording of the meeting are available upon request."),
  "members on request": toSay(
    "The list of participants and the recording of the meeting are available only to members of the group upon request.",
  ),
  "participants on request": toSay(
    "The list of participants and the recording of the meeting are available only to the meeting participants upon request.",
  ),
};
const LIST: Record<DisclosureWord, string> = {
  public: toSay("The list of participants is annexed to this report."),
  "public on request": toSay("The list of participants is available upon request."),
  "public counts": toSay("Of the list of participants, only counts by stakeholder group are published."),
  members: toSay("The list of participants is available to members of the group."),
  "members on request": toSay("The list of participants is available only to members of the group upon request."),
  participants: toSay("The list of participants is available only to the meeting participants."),
  "participants on request": toSay(
    "The list of participants is available only to the meeting participants upon request.",
  ),
  nobody: toSay("The list of participants is not available."),
};
const RECORDING: Record<DisclosureWord, string> = {
  public: toSay("The recording of the meeting is available to everyone."),
  "public on request": toSay("The recording of the meeting is available upon request."),
  "public counts": toSay("The recording of the meeting is not available."),
  members: toSay("The recording of the meeting is available to members of the group."),
  "members on request": toSay("The recording of the meeting is available only to members of the group upon request."),
  participants: toSay("The recording of the meeting is available only to the meeting participants."),
  "participants on request": toSay(
    "The recording of the meeting is available only to the meeting participants upon request.",
  ),
  nobody: toSay("The recording of the meeting is not available."),
};
