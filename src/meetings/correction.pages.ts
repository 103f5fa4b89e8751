import type { PastAct } from "../platform/journal/journal.queries.ts";
import { button, errorSummary, type FieldErrors, type FormGuard, form, press, select, textField } from "../ui/form.ts";
import { bdi, type Fill, type Html, html } from "../ui/html.ts";
import { type Place, page } from "../ui/page.ts";
import { row, rows } from "../ui/parts.ts";
import { moment } from "../ui/time.ts";
import { toSay, type Words } from "../ui/words.ts";
import { disclosureFields } from "./disclosure.pages.ts";
import type { Attendance } from "./meeting.ts";

export type Frame = { words: Words; place: Place; path: string };
/** What the form holds, as typed. */
export type Typed = Record<string, string>;

export const STANDINGS: { value: Attendance["standing"]; label: string }[] = [
  { value: "present", label: toSay("was there") },
  { value: "apologies", label: toSay("excused themselves") },
  { value: "not represented", label: toSay("was not represented") },
];

/** All that can be corrected of a report: the facts of the meeting, who was there, each block; and what was done so far. */
export function correctionPage(
  frame: Frame,
  shown: {
    address: string;
    title: string;
    typed: Typed;
    attendance: readonly Attendance[];
    blocks: Fill;
    past: readonly PastAct[];
    names: ReadonlyMap<number, string>;
  },
  guard: FormGuard,
  errors: FieldErrors = {},
): Html {
  const { t } = frame.words;
  const title = t("Correct the report");
  return page({
    ...frame,
    title,
    robots: "noindex",
    breadcrumb: [{ href: shown.address, label: shown.title }],
    main: html`<h1>${title}</h1>
      ${errorSummary(t("Please look at this again:"), errors)}
      ${factsForm(frame.words, shown.address, shown.typed, guard, errors)}
      ${shown.attendance.length > 0 && html`<h2>${t("Participants")}</h2>${rows(shown.attendance.map((one) => entryRow(frame.words, shown.address, one)))}`}
      <h2>${t("The text, block by block")}</h2>${shown.blocks}
      ${shown.past.length > 0 && html`<h2>${t("What was corrected")}</h2>${rows(shown.past.map((act) => actRow(frame.words, `${shown.address}/correction/undoing`, act, shown.names, guard)))}`}`,
  });
}

function factsForm(words: Words, address: string, typed: Typed, guard: FormGuard, errors: FieldErrors): Html {
  const { t } = words;
  const field = (
    name: string,
    label: string,
    extra: { type?: "text" | "date" | "number" | "url"; hint?: string } = {},
  ): Html => textField({ name, label, value: typed[name] ?? "", error: errors[name], ...extra });
  return form(
    `${address}/correction`,
    guard,
    html`${field("number", t("Number"), { type: "number" })}
    ${field("title", t("Title"))}
    ${field("heldOn", t("Day"), { type: "date" })}
    ${field("time", t("Start"), { hint: t("As 14:00, in the time zone below.") })}
    ${field("timeZone", t("Time zone"))}
    ${disclosureFields(words, typed, errors)}
    ${field("recordingAddress", t("Address of the recording"), { type: "url", hint: t("Shown only to those whom the recording is for.") })}
    <p>${button(t("Save the correction"), { main: true })}</p>`,
  );
}

const entryRow = ({ t }: Words, address: string, entry: Attendance): Html =>
  row({
    what: html`<a href="${address}/attendance/${entry.id}">${bdi(entry.name)}</a>`,
    more: [
      entry.affiliation !== null && bdi(entry.affiliation),
      entry.standing !== "present" && t(STANDINGS.find((one) => one.value === entry.standing)?.label ?? ""),
    ],
  });

/** One past act, with the press that takes it back. */
export function actRow(
  { t, ...words }: Words,
  undoing: string,
  act: PastAct,
  names: ReadonlyMap<number, string>,
  guard: FormGuard,
): Html {
  return row({
    what: html`<p>${changes(act)}</p>`,
    more: [
      moment({ t, ...words }, act.at, null),
      act.accountId !== null && bdi(names.get(act.accountId) ?? ""),
      act.undoneBy !== null && t("taken back"),
    ],
    presses: act.undoneBy === null && act.undoes === null && press(`${undoing}/${act.id}`, guard, t("Take this back")),
  });
}

/** "41 → 42" for each field that differs. */
function changes(act: PastAct): Fill {
  const [before, after] = [entriesOf(act.before), entriesOf(act.after)];
  const changed = [...after].filter(([name, value]) => before.get(name) !== value);
  return changed.map(([name, value]) => html`${bdi(before.get(name) || "–")} → ${bdi(value || "–")}. `);
}

const entriesOf = (kept: unknown): Map<string, string> =>
  new Map(
    typeof kept === "object" && kept !== null
      ? Object.entries(kept).map(([name, value]) => [name, String(value ?? "")])
      : [],
  );

/** One entry of the list. */
export function entryPage(
  frame: Frame,
  shown: {
    address: string;
    entryId: number;
    typed: Typed;
    past: readonly PastAct[];
    names: ReadonlyMap<number, string>;
  },
  guard: FormGuard,
  errors: FieldErrors = {},
): Html {
  const { t } = frame.words;
  const title = t("Correct an entry of the list");
  const at = `${shown.address}/attendance/${shown.entryId}`;
  const field = (name: string, label: string): Html =>
    textField({ name, label, value: shown.typed[name] ?? "", error: errors[name] });
  return page({
    ...frame,
    title,
    robots: "noindex",
    breadcrumb: [{ href: `${shown.address}/correction`, label: t("Correct the report") }],
    main: html`<h1>${title}</h1>
      ${form(
        at,
        guard,
        html`${field("name", t("Name"))}${field("affiliation", t("Affiliation"))}${field("role", t("Role"))}
        ${select({ name: "standing", label: t("That day"), value: shown.typed.standing ?? "", choices: STANDINGS.map(({ value, label }) => ({ value, label: t(label) })) })}
        <p>${button(t("Save the correction"), { main: true })}</p>`,
      )}
      ${rows(shown.past.map((act) => actRow(frame.words, `${at}/undoing`, act, shown.names, guard)))}`,
  });
}
