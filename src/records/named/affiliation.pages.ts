import { AFFILIATION_KINDS, type Affiliation, type AffiliationKind, stateOf } from "../../people/affiliation.ts";
import {
  button,
  errorSummary,
  type FieldErrors,
  type FormGuard,
  form,
  hidden,
  press,
  select,
  textField,
} from "../../ui/form.ts";
import { bdi, type Fill, type Html, html } from "../../ui/html.ts";
import { row, rows } from "../../ui/parts.ts";
import { shortDay } from "../../ui/time.ts";
import { toSay, type Words } from "../../ui/words.ts";

export const AFFILIATION_SENTENCES: Record<string, string> = {
  "person.affiliation added": toSay("The affiliation is noted."),
  "person.affiliation changed": toSay("The affiliation is changed."),
  "person.affiliation ended": toSay("The affiliation ended today."),
  "person.affiliation removed": toSay("The affiliation is taken away."),
};

const KINDS: Record<AffiliationKind, string> = {
  affiliation: toSay("Affiliation"),
  "stakeholder group": toSay("Stakeholder group"),
  elsewhere: toSay("Standing elsewhere"),
};

/** Fields as they were sent; `id` null where it is a new one. */
export type WrongAffiliation = { id: number | null; typed: Typed; errors: FieldErrors };
type Typed = { kind: string; words: string; since: string; until: string };
/** What whoever may say what this person was needs for it. */
export type AffiliationDesk = { guard: FormGuard; wrong: WrongAffiliation | null };

/** What a person was and is, over time; the newest first. */
export function affiliationsPart(
  words: Words,
  at: string,
  affiliations: readonly Affiliation[],
  desk: AffiliationDesk | null,
): Fill {
  if (affiliations.length === 0 && desk === null) return null;
  const list = affiliations.map((one) =>
    row({
      what: bdi(one.words),
      more: [one.kind !== "affiliation" && words.t(KINDS[one.kind]), periodWords(words, one)],
      presses: desk && pressesOn(words, `${at}/affiliations/${one.id}`, one, desk),
    }),
  );
  return html`<h2>${words.t("Affiliations")}</h2>${list.length > 0 && rows(list)}${desk && addingPart(words, `${at}/affiliations`, desk)}`;
}

/** A day as inexact as it was said; what a report said counts from the day of its meeting. */
function periodWords(words: Words, one: Affiliation): Fill {
  const since = one.sinceSaid ?? one.sinceOn;
  const [from, to] = [since && saidDay(words, since), one.untilSaid && saidDay(words, one.untilSaid)];
  if (from && to) return words.rich("from {since} until {until}", { since: from, until: to });
  if (from) return words.rich("since {day}", { day: from });
  return to && words.rich("until {day}", { day: to });
}

const saidDay = (words: Words, said: string): Html =>
  said.length === 10 ? shortDay(words, said) : html`<time datetime="${said}">${said}</time>`;

function pressesOn(words: Words, at: string, one: Affiliation, { guard, wrong }: AffiliationDesk): Html {
  const { t } = words;
  const mine = wrong?.id === one.id ? wrong : null;
  const kept = {
    ...{ kind: one.kind, words: one.words },
    ...{ since: one.sinceSaid ?? one.sinceOn ?? "", until: one.untilSaid ?? "" },
  };
  const fields = fieldsOf(words, mine?.typed ?? kept, mine?.errors ?? {}, `a${one.id}`);
  return html`${one.untilOn === null && press(`${at}/end`, guard, t("Ended today"))}${press(`${at}/removal`, guard, t("Take away"))}<details${mine !== null && html` open`}><summary>${t("Change")}</summary>${form(at, guard, html`${hidden("seen", stateOf(one))}${fields}<p>${button(t("Keep the change"))}</p>`)}</details>`;
}

function addingPart(words: Words, at: string, { guard, wrong }: AffiliationDesk): Html {
  const mine = wrong?.id === null ? wrong : null;
  const empty = { kind: "affiliation", words: "", since: "", until: "" };
  return html`<details${mine !== null && html` open`}><summary>${words.t("Add an affiliation or a standing")}</summary>${form(
    at,
    guard,
    html`${fieldsOf(words, mine?.typed ?? empty, mine?.errors ?? {}, "f")}<p>${button(words.t("Add it"))}</p>`,
  )}</details>`;
}

function fieldsOf({ t }: Words, typed: Typed, errors: FieldErrors, id: string): Html {
  const inexact = t("A year is enough: 2021, 2021-05 or 2021-05-03.");
  const field = (name: keyof Typed) => ({ name, id: `${id}-${name}`, value: typed[name], error: errors[name] });
  const choices = AFFILIATION_KINDS.map((kind) => ({ value: kind, label: t(KINDS[kind]) }));
  return html`${id === "f" && errorSummary(t("Please look at this again:"), errors)}${select({ ...field("kind"), label: t("What it is"), choices })}${textField({ ...field("words"), label: t("In words"), hint: t("For example: past MAG member."), required: true })}
    <div class="line">${textField({ ...field("since"), label: t("Since when"), hint: inexact })}${textField({ ...field("until"), label: t("Until when"), hint: inexact })}</div>`;
}
