import { actionRow } from "../../actions/action.pages.ts";
import type { Action } from "../../actions/action.ts";
import type { Frame } from "../../groups/place.ts";
import type { Affiliation } from "../../people/affiliation.ts";
import type { Alias, Person } from "../../people/person.queries.ts";
import { button, type FormGuard, form, press, textField } from "../../ui/form.ts";
import { bdi, type Fill, type Html, html, join } from "../../ui/html.ts";
import { page } from "../../ui/page.ts";
import { addressWith, paging, type Slice } from "../../ui/paging.ts";
import { emptyRoom, facts, row, rows } from "../../ui/parts.ts";
import { table } from "../../ui/table.ts";
import { moment, shortDay } from "../../ui/time.ts";
import { toSay, type Words } from "../../ui/words.ts";
import { saidRow } from "../said/said.pages.ts";
import type { Said } from "../said/said.ts";
import { AFFILIATION_SENTENCES, type AffiliationDesk, affiliationsPart } from "./affiliation.pages.ts";
import type { AtMeeting, NamedPerson } from "./named.ts";

export const PERSON_SENTENCES: Record<string, string> = {
  "person.alias confirmed": toSay("The two names are one person now."),
  "person.alias declined": toSay("Noted as two persons."),
  "person.alias added": toSay("The other name is noted."),
  "person.alias removed": toSay("The other name is taken away."),
  "person.renamed": toSay("The name is written anew."),
  "person.merged": toSay("The two are one now."),
  ...AFFILIATION_SENTENCES,
  "person.undone": toSay("Taken back."),
};

/** Where an act on a person is taken back; null for what took something back. */
export function undoOnPersonAt(at: string, line: number, kind: string): string | null {
  if (kind === "person.undone") return null;
  if (kind in AFFILIATION_SENTENCES) return `${at}/affiliations/undoing/${line}`;
  return kind === "person.merged" ? `${at}/merging/${line}/undoing` : `${at}/undoing/${line}`;
}

/** Who is named in the record of a group; for its members. */
export function peoplePage(frame: Frame, at: string, slice: Slice<NamedPerson>): Html {
  const { words } = frame;
  const title = words.t("People");
  return page({
    ...frame,
    title,
    robots: "noindex",
    main: html`<h1>${title}</h1>
      ${slice.items.length === 0 ? emptyRoom(words.t("Who is named in the reports will stand here, with what they said and promised.")) : rows(slice.items.map((one) => personRow(words, one)))}
      ${paging(words, at, {}, slice)}
      <p class="soft as"><a href="/bodies">${words.t("Bodies")}</a> · <a href="${at}.csv">.csv</a></p>`,
  });
}

const personRow = (words: Words, one: NamedPerson): Html =>
  row({
    what: html`<a href="/people/${one.slug}">${bdi(one.name)}</a>`,
    more: [
      one.affiliation !== null && bdi(one.affiliation),
      one.attended > 0 && words.t("{count, plural, one {# meeting} other {# meetings}}", { count: one.attended }),
      one.spoke > 0 && words.t("{count, plural, one {spoke once} other {spoke # times}}", { count: one.spoke }),
      one.openActions > 0 &&
        words.t("{count, plural, one {# open action} other {# open actions}}", { count: one.openActions }),
    ],
  });

export type PersonView = {
  person: Person;
  aliases: readonly Alias[];
  affiliations: readonly Affiliation[];
  meetings: Slice<AtMeeting>;
  said: readonly Said[];
  /** Where all that they said is: a list for each group. */
  allSaid: readonly { href: string; name: string }[];
  actions: readonly (Action & { groupSlug: string })[];
  today: string;
};
export type PersonLine = {
  id: number;
  at: Date;
  kind: string;
  who: string | null;
  undone: boolean;
};
export type PersonTools = {
  guard: FormGuard;
  history: readonly PersonLine[];
  /** Whether this office holder also decides who is who. */
  decides: boolean;
  wrong: WrongName | null;
};
/** For whoever may say what this person was: office holders, and the person. */
export type OwnTools = AffiliationDesk & { told: Fill; history: readonly PersonLine[] };
/** A name that could not be taken as it was typed: of the person, or another one. */
export type WrongName = { field: "name" | "alias"; error: string; typed: string };

export function personPage(frame: Frame, view: PersonView, own: OwnTools | null, tools: PersonTools | null): Html {
  const { words } = frame;
  const { person, aliases, meetings } = view;
  const known = aliases.filter((alias) => alias.state === "confirmed");
  const at = `/people/${person.slug}`;
  return page({
    ...frame,
    title: person.name,
    robots: "noindex",
    main: html`${own?.told}<h1>${bdi(person.name)}</h1>
      ${facts([
        [
          words.t("Also named"),
          known.length > 0 &&
            join(
              known.map((alias) => bdi(alias.name)),
              ", ",
            ),
        ],
      ])}
      ${tools && proposals(words, at, aliases, tools)}
      ${affiliationsPart(words, at, view.affiliations, own)}
      ${view.actions.length > 0 && html`<h2>${words.t("Actions")}</h2>${rows(view.actions.map((one) => actionRow(words, one.groupSlug, one, view.today)))}`}
      ${meetings.items.length > 0 && html`<h2>${words.t("Meetings")}</h2>${meetingsTable(words, meetings.items)}${paging(words, at, {}, meetings)}`}
      ${
        view.said.length > 0 &&
        html`<h2>${words.t("What they said")}</h2>${rows(view.said.map((one) => saidRow(words, one, false)))}<p class="soft">${join(
          view.allSaid.map(
            (list) => html`<a href="${list.href}">${words.rich("All of it in {group}", { group: bdi(list.name) })}</a>`,
          ),
          " · ",
        )}</p>`
      }
      ${view.actions.length + view.said.length + meetings.items.length === 0 && emptyRoom(words.t("No report that you may read names this person yet."))}
      ${tools ? deskPart(words, at, view, tools) : own && historyPart(words, at, own)}`,
  });
}

export const allSaidAddress = (groupSlug: string, name: string): string =>
  addressWith(`/${groupSlug}/said`, { who: name });

const STANDINGS: Record<AtMeeting["standing"], string> = {
  present: toSay("present"),
  apologies: toSay("apologies"),
  "not represented": toSay("not represented"),
};

/** As named and affiliated on each day. */
const meetingsTable = (words: Words, meetings: readonly AtMeeting[]): Html =>
  table(
    words.t("As named and affiliated that day"),
    [
      {
        head: words.t("Meeting"),
        names: true,
        cell: (one) => html`<a href="/${one.groupSlug}/meetings/${one.handle}">${one.handle}</a>`,
      },
      { head: words.t("Day"), cell: (one) => one.heldOn !== null && shortDay(words, one.heldOn) },
      { head: words.t("Name"), cell: (one) => bdi(one.name) },
      { head: words.t("Affiliation"), cell: (one) => one.affiliation !== null && bdi(one.affiliation) },
      { head: words.t("Role"), cell: (one) => one.role !== null && bdi(one.role) },
      { head: words.t("State"), cell: (one) => words.t(STANDINGS[one.standing]) },
    ],
    meetings,
  );

/** Names that may be this person's: someone decides, one press each; where somebody is kept under one, after a look. */
function proposals(words: Words, at: string, aliases: readonly Alias[], { guard, decides }: PersonTools): Fill {
  const open = aliases.filter((alias) => alias.state === "proposed" && (alias.keptAs === null || decides));
  if (open.length === 0) return null;
  const { t } = words;
  const yes = (alias: Alias): Html =>
    alias.keptAs === null
      ? press(`${at}/names/${alias.id}/confirmation`, guard, t("Yes, one person"))
      : html`<a href="${addressWith(`${at}/merging`, { with: alias.keptAs })}">${t("Yes: see what would move")}</a>`;
  return html`<section class="next"><h2>${t("Is this the same person?")}</h2>${open.map(
    (alias) =>
      html`<p>${bdi(alias.name)}${alias.why !== null && html` <span class="soft">${alias.why}</span>`}</p><p>${yes(alias)} ${press(`${at}/names/${alias.id}/refusal`, guard, t("No, two persons"))}</p>`,
  )}</section>`;
}

function deskPart(words: Words, at: string, { person, aliases }: PersonView, tools: PersonTools): Html {
  const { t } = words;
  const { guard, decides, wrong } = tools;
  const field = (name: WrongName["field"], value: string) => ({
    ...{ name, label: t("Name"), required: true, value: wrong?.field === name ? wrong.typed : value },
    ...(wrong?.field === name && { error: wrong.error }),
  });
  const other = (alias: Alias): Html =>
    row({ what: bdi(alias.name), presses: press(`${at}/names/${alias.id}/removal`, guard, t("Take away")) });
  return html`<section aria-label="${t("For office holders")}"><details${wrong?.field === "name" && html` open`}><summary>${t("Write the name anew")}</summary>${form(`${at}/name`, guard, html`<div class="line">${textField(field("name", person.name))}<p class="field">${button(t("Keep the name"))}</p></div>`)}</details>
    <details${wrong?.field === "alias" && html` open`}><summary>${t("Other names")}</summary>${rows(aliases.filter((alias) => alias.state === "confirmed").map(other))}${form(`${at}/names`, guard, html`<div class="line">${textField(field("alias", ""))}<p class="field">${button(t("Add the name"))}</p></div>`)}</details>
    ${decides && html`<p><a href="${at}/merging">${t("This is the same person as someone else")}</a></p>`}
    ${historyPart(words, at, tools)}</section>`;
}

function historyPart(words: Words, at: string, { guard, history }: Pick<PersonTools, "guard" | "history">): Fill {
  const { t } = words;
  const line = (one: PersonLine): Html => {
    const undo = undoOnPersonAt(at, one.id, one.kind);
    return html`<li><div class="row-what">${t(PERSON_SENTENCES[one.kind] ?? one.kind)}</div><div class="row-more"><span>${moment(words, one.at, null)}</span>${one.who !== null && html`<span>${bdi(one.who)}</span>`}${one.undone ? html`<span>${t("taken back since")}</span>` : undo !== null && press(undo, guard, t("Undo"))}</div></li>\n`;
  };
  return history.length > 0 && html`<h2>${t("History")}</h2><ul class="rows">${history.map(line)}</ul>`;
}
