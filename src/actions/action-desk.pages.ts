import type { Frame } from "../groups/place.ts";
import { canonicalJson } from "../platform/journal/journal.ts";
import {
  button,
  errorSummary,
  type FieldErrors,
  type FormGuard,
  form,
  hidden,
  press,
  radios,
  textField,
} from "../ui/form.ts";
import { bdi, type Fill, type Html, html, join } from "../ui/html.ts";
import { markdownInline } from "../ui/markdown.ts";
import { page } from "../ui/page.ts";
import { facts } from "../ui/parts.ts";
import { moment, shortDay } from "../ui/time.ts";
import { toSay, type Words } from "../ui/words.ts";
import { dueWords, fromWhere, stateOf } from "./action.pages.ts";
import { type Action, ActionStanding } from "./action.ts";

/** What the journal calls an act, as a sentence. */
export const ACT_SENTENCES: Record<string, string> = {
  "action.added": toSay("The action is added."),
  "action.closed": toSay("Noted as done."),
  "action.dropped": toSay("Noted as dropped."),
  "action.reopened": toSay("Open again."),
  "action.postponed": toSay("The new date is noted."),
  "action.handed over": toSay("The new owner is noted."),
  "action.reworded": toSay("The words are mended."),
  "action.undone": toSay("Taken back."),
};

/** A line of an action's history: what was done, by whom, when. */
export type HistoryLine = {
  id: number;
  at: Date;
  kind: string;
  who: string | null;
  undoneBy: number | null;
  after: unknown;
};

export type ActionView = {
  groupSlug: string;
  action: Action;
  today: string;
  /** Whether names lead to the pages of persons, which are for members. */
  linksPersons: boolean;
};

/** What only an office holder gets on the page of an action. */
export type ActionTools = {
  told: Fill;
  guard: FormGuard;
  history: readonly HistoryLine[];
  errors: FieldErrors;
  typed: Record<string, string>;
};

export function actionPage(frame: Frame, view: ActionView, tools: ActionTools | null): Html {
  const { words } = frame;
  const { action, groupSlug } = view;
  const name = words.t("Action {number}", { number: String(action.number) });
  return page({
    ...frame,
    title: name,
    robots: action.from?.published ? "index" : "noindex",
    breadcrumb: [{ href: `/${groupSlug}/actions`, label: words.t("Actions") }],
    main: html`${tools?.told}<h1><bdi>${markdownInline(action.title)}</bdi></h1>${actionFacts(words, view, name)}
      ${tools && deskPart(words, view, tools)}${tools && historyPart(words, view, tools)}`,
  });
}

function actionFacts(words: Words, { action, today, linksPersons }: ActionView, name: string): Html {
  const due = dueWords(words, action);
  return facts([
    [words.t("Number"), name],
    [
      words.t("Owner"),
      action.owners.length === 0
        ? words.t("nobody named")
        : join(
            action.owners.map((owner) => ownerLink(owner, linksPersons)),
            ", ",
          ),
    ],
    [words.t("For"), action.recipient !== null && bdi(action.recipient)],
    [
      words.t("Due"),
      due &&
        html`${due}${action.dueOn !== null && action.dueWords !== null && html` <span class="soft">${words.rich("in the report: {words}", { words: bdi(action.dueWords) })}</span>`}`,
    ],
    [
      words.t("State"),
      html`${stateOf(words, action, today)}${action.closedOn !== null && html` ${shortDay(words, action.closedOn)}`}`,
    ],
    [words.t("Evidence"), action.evidence !== null && markdownInline(action.evidence)],
    [words.t("From"), action.from && fromWhere(words, action.from)],
    [words.t("Stated"), action.statedOn !== null && shortDay(words, action.statedOn)],
  ]);
}

function ownerLink(owner: Action["owners"][number], linksPersons: boolean): Html {
  if (owner.personSlug !== null && linksPersons)
    return html`<a href="/people/${owner.personSlug}">${bdi(owner.words)}</a>`;
  return owner.bodySlug === null ? bdi(owner.words) : html`<a href="/bodies/${owner.bodySlug}">${bdi(owner.words)}</a>`;
}

function deskPart(words: Words, { groupSlug, action }: ActionView, tools: ActionTools): Html {
  const { t } = words;
  const { guard, errors, typed } = tools;
  const at = `/${groupSlug}/actions/${action.number}`;
  const value = (name: string, kept: string | null): string | null => typed[name] ?? kept;
  const wrong = (name: string): { error?: string } => (errors[name] === undefined ? {} : { error: errors[name] });
  const folded = (title: string, names: readonly string[], body: Fill): Html =>
    html`<details${names.some((name) => errors[name] !== undefined) && html` open`}><summary>${title}</summary>${body}</details>`;
  const owners = action.owners.map((owner) => owner.words).join("; ");
  return html`<section aria-label="${t("For office holders")}">${errorSummary(t("Please look at this again:"), errors)}
    ${
      action.state === "open"
        ? form(
            `${at}/closure`,
            guard,
            html`<div class="line">${textField({ name: "evidence", label: t("What shows that it is done"), hint: t("A sentence or a link; it may stay empty."), value: value("evidence", null), ...wrong("evidence") })}<p class="field">${button(t("Done"), { main: true })}</p></div>`,
          )
        : press(`${at}/reopening`, guard, t("Open again"))
    }
    ${folded(t("New date"), ["dueOn", "dueWords"], form(`${at}/due-date`, guard, html`<div class="line">${textField({ name: "dueOn", label: t("Day"), type: "date", value: value("dueOn", action.dueOn), ...wrong("dueOn") })}${textField({ name: "dueWords", label: t("Or in words"), value: value("dueWords", action.dueWords), ...wrong("dueWords") })}<p class="field">${button(t("Keep the date"))}</p></div>`))}
    ${folded(t("Other owner"), ["owners"], form(`${at}/owner`, guard, html`${textField({ name: "owners", label: t("Owner"), hint: t("A person or a body; several with a semicolon between."), value: value("owners", owners), ...wrong("owners") })}<p>${button(t("Hand over"))}</p>`))}
    ${folded(t("Mend the words"), ["title", "recipient"], form(`${at}/wording`, guard, html`${textField({ name: "title", label: t("What is to be done"), value: value("title", action.title), required: true, ...wrong("title") })}${textField({ name: "recipient", label: t("For"), value: value("recipient", action.recipient), ...wrong("recipient") })}<p>${button(t("Keep the words"))}</p>`))}
    ${action.state === "open" && folded(t("Drop it"), ["why"], form(`${at}/dropping`, guard, html`<div class="line">${textField({ name: "why", label: t("Why it is dropped"), value: value("why", null), ...wrong("why") })}<p class="field">${button(t("Drop it"))}</p></div>`))}
  </section>`;
}

function historyPart(words: Words, { groupSlug, action }: ActionView, { history, guard }: ActionTools): Fill {
  if (history.length === 0) return null;
  const present = canonicalJson(standingOf(action));
  const line = (one: HistoryLine): Html => {
    const undo = one.undoneBy === null && canonicalJson(one.after) === present;
    return html`<li><div class="row-what">${words.t(ACT_SENTENCES[one.kind] ?? one.kind)} ${detail(words, one)}</div><div class="row-more"><span>${moment(words, one.at, null)}</span>${one.who !== null && html`<span>${bdi(one.who)}</span>`}${one.undoneBy !== null && html`<span>${words.t("taken back since")}</span>`}${undo && press(`/${groupSlug}/actions/${action.number}/undoing/${one.id}`, guard, words.t("Undo"))}</div></li>\n`;
  };
  return html`<h2>${words.t("History")}</h2><ul class="rows">${history.map(line)}</ul>`;
}

/** What the act set, where the sentence alone does not say it. */
function detail(words: Words, line: HistoryLine): Fill {
  const after = ActionStanding.safeParse(line.after);
  if (!after.success) return null;
  if (line.kind === "action.postponed") return dueWords(words, after.data) ?? words.t("no date");
  if (line.kind === "action.handed over")
    return join(
      after.data.owners.map((owner) => bdi(owner.words)),
      ", ",
    );
  return line.kind === "action.closed" || line.kind === "action.dropped" ? after.data.evidence : null;
}

const standingOf = (action: Action): ActionStanding => ({
  title: action.title,
  recipient: action.recipient,
  owners: action.owners.map(({ words, personId, bodyId }) => ({ words, personId, bodyId })),
  dueOn: action.dueOn,
  dueWords: action.dueWords,
  state: action.state,
  evidence: action.evidence,
  closedOn: action.closedOn,
  withdrawn: false,
});

/** A form for an action that no report holds. */
export function addActionPage(
  frame: Frame,
  groupSlug: string,
  guard: FormGuard,
  typed: Record<string, string>,
  errors: FieldErrors,
): Html {
  const { words } = frame;
  const { t } = words;
  const wrong = (name: string): { error?: string } => (errors[name] === undefined ? {} : { error: errors[name] });
  const title = t("Add an action");
  return page({
    ...frame,
    title,
    robots: "noindex",
    breadcrumb: [{ href: `/${groupSlug}/actions`, label: t("Actions") }],
    main: html`<h1>${title}</h1><p>${t("For what was promised outside of a report. What a report holds is in the register already.")}</p>
      ${errorSummary(t("Please look at this again:"), errors)}
      ${form(
        `/${groupSlug}/actions`,
        guard,
        html`${textField({ name: "title", label: t("What is to be done"), value: typed.title ?? "", required: true, ...wrong("title") })}
        ${textField({ name: "owners", label: t("Owner"), hint: t("A person or a body; several with a semicolon between."), value: typed.owners ?? "", ...wrong("owners") })}
        ${textField({ name: "recipient", label: t("For"), value: typed.recipient ?? "", ...wrong("recipient") })}
        ${textField({ name: "dueOn", label: t("Day"), type: "date", value: typed.dueOn ?? "", ...wrong("dueOn") })}
        ${textField({ name: "dueWords", label: t("Or in words"), value: typed.dueWords ?? "", ...wrong("dueWords") })}
        ${radios({
          name: "audience",
          label: t("Who sees it"),
          value: typed.audience ?? "office holders",
          choices: [
            { value: "office holders", label: t("those who hold an office in the group") },
            { value: "everyone", label: t("everyone") },
          ],
        })}
        <p>${button(t("Add it"), { main: true })}</p>`,
      )}`,
  });
}

/** Beside a row of the list: done at once; everything else on the action's own page. */
export const rowPresses = (words: Words, groupSlug: string, action: Action, guard: FormGuard): Html =>
  html`${form(`/${groupSlug}/actions/${action.number}/closure`, guard, html`${hidden("back", "list")}${button(words.t("Done"))}`, { quiet: true })} <a href="/${groupSlug}/actions/${action.number}">${words.t("New date, other owner …")}</a>`;
