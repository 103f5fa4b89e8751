import type { Attribution } from "../access/disclosure.ts";
import { button, errorSummary, type FieldErrors, type FormGuard, form, hidden, radios, textField } from "../ui/form.ts";
import { bdi, type Fill, type Html, html } from "../ui/html.ts";
import { type Place, page } from "../ui/page.ts";
import { row, rows } from "../ui/parts.ts";
import { moment, shortDay } from "../ui/time.ts";
import { toSay, type Words } from "../ui/words.ts";
import { disclosureFields } from "./disclosure.pages.ts";
import { ATTRIBUTION_WORDS, type NamesGone, type OwnMeeting, type PlannedMeeting } from "./group-disclosure.ts";

type Frame = { words: Words; place: Place; path: string };
export const DISCLOSURE_SENTENCES = {
  "group.disclosure set": toSay("What meetings disclose is changed from now on."),
  "group.disclosure taken back": toSay("Taken back."),
};

export type DisclosureShown = {
  at: string;
  typed: Record<string, string>;
  planned: readonly PlannedMeeting[];
  gone: readonly NamesGone[];
  told: Fill;
  errors: FieldErrors;
};

/** What the meetings of the group disclose from now on; each report can say otherwise. */
export function groupDisclosurePage(frame: Frame, shown: DisclosureShown, guard: () => FormGuard): Html {
  const { words } = frame;
  const { t } = words;
  const title = t("What the group discloses");
  const { at, typed, errors } = shown;
  return page({
    ...frame,
    title,
    robots: "noindex",
    main: html`<h1>${title}</h1>${shown.told}
      <p>${t("This holds for meetings from now on, where their reports say nothing else. What is set for a meeting already stays.")}</p>
      ${errorSummary(t("Please look at this again:"), errors)}
      ${form(
        at,
        guard(),
        html`${disclosureFields(words, typed, errors)}
        ${radios({ name: "attribution", label: t("What the record names"), value: typed.attribution ?? "named", error: errors.attribution, choices: attributions(words) })}
        ${textField({ name: "namesForMonths", label: t("Months after which names give way to counts"), value: typed.namesForMonths ?? "", error: errors.namesForMonths, hint: t("Empty: never. A list that everyone had by name stays as it is."), size: 5 })}
        <p>${button(t("Save"), { main: true })}</p>`,
      )}
      ${shown.planned.length > 0 && html`<h2>${t("Meetings that have not opened")}</h2>${rows(shown.planned.map((one) => plannedRow(words, at, one, guard())))}`}
      ${shown.gone.length > 0 && html`<h2>${t("Names that gave way to counts")}</h2>${rows(shown.gone.map((one) => row({ what: t("Meeting {number}", { number: one.handle }), more: [moment(words, one.goneAt, null)] })))}`}`,
  });
}

const attributions = ({ t }: Words) =>
  (["named", "chatham house"] as const).map((value) => ({ value, label: t(ATTRIBUTION_WORDS[value]) }));

function plannedRow(words: Words, at: string, one: PlannedMeeting, guard: FormGuard): Html {
  const other: Attribution = one.attribution === "named" ? "chatham house" : "named";
  const label =
    other === "named" ? words.t("Name people in its record") : words.t("Put it under the Chatham House Rule");
  return row({
    what: words.t("Meeting {number}", { number: one.handle }),
    more: [one.heldOn && shortDay(words, one.heldOn), words.t(ATTRIBUTION_WORDS[one.attribution])],
    presses: form(`${at}/meetings/${one.id}`, guard, html`${hidden("attribution", other)}${button(label)}`, {
      quiet: true,
    }),
  });
}

/** One's own name: everywhere that everyone reads, or at single meetings. */
export function ownNamesPage(
  frame: Frame,
  own: { everywhere: boolean; meetings: readonly OwnMeeting[] },
  guard: () => FormGuard,
): Html {
  const { words } = frame;
  const { t } = words;
  const title = t("Where my name stands");
  const choose = (meeting: string, withheld: boolean): Html =>
    form(
      "/account/names",
      guard(),
      html`${hidden("meeting", meeting)}${hidden("withheld", withheld ? "no" : "yes")}${button(withheld ? t("Name me again") : t("Do not name me where everyone reads"))}`,
      { quiet: true },
    );
  return page({
    ...frame,
    title,
    robots: "noindex",
    main: html`<h1>${title}</h1>
      <p>${t("Where you choose not to be named, lists of participants and the register of who said what leave you out for whoever is not a member of the group and was not there. The list says that somebody is not named. The words of a report stay as they were written: if your name is in them, ask an office holder of the group to correct them.")}</p>
      ${rows([
        row({
          what: t("Everywhere"),
          more: [own.everywhere && t("not named where everyone reads")],
          presses: choose("", own.everywhere),
        }),
        ...own.meetings.map((one) =>
          row({
            what: html`<a href="${one.address}">${bdi(one.groupName)}</a>`,
            more: [one.heldOn && shortDay(words, one.heldOn), one.withheld && t("not named where everyone reads")],
            presses: choose(String(one.id), one.withheld),
          }),
        ),
      ])}`,
  });
}
