import { type DisclosureWord, LIST_DISCLOSURES, RECORDING_DISCLOSURES } from "../access/disclosure.ts";
import { type FieldErrors, select } from "../ui/form.ts";
import { type Html, html } from "../ui/html.ts";
import { toSay, type Words } from "../ui/words.ts";

const CHOICES: Record<DisclosureWord, string> = {
  public: toSay("everyone"),
  "public on request": toSay("everyone, upon request"),
  "public counts": toSay("everyone, as counts without names"),
  members: toSay("members of the group"),
  "members on request": toSay("members of the group, upon request"),
  participants: toSay("those who were there"),
  "participants on request": toSay("those who were there, upon request"),
  nobody: toSay("nobody"),
};

/** Who may have the list, and who the recording: the same two fields on every form that sets it. */
export function disclosureFields({ t }: Words, typed: Record<string, string>, errors: FieldErrors): Html {
  const one = (name: "list" | "recording", label: string, choices: readonly DisclosureWord[]): Html =>
    select({
      name,
      label,
      value: typed[name] ?? "",
      error: errors[name],
      choices: choices.map((value) => ({ value, label: t(CHOICES[value]) })),
    });
  return html`${one("list", t("The list of participants is for"), LIST_DISCLOSURES)}
    ${one("recording", t("The recording is for"), RECORDING_DISCLOSURES)}`;
}
