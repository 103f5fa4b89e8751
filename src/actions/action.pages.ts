import type { Frame } from "../groups/place.ts";
import { button, checkbox, select, textField } from "../ui/form.ts";
import { bdi, type Fill, type Html, html, join } from "../ui/html.ts";
import { linked } from "../ui/linked.ts";
import { page } from "../ui/page.ts";
import { addressWith, paging, type Slice } from "../ui/paging.ts";
import { emptyRoom, row, rows, state } from "../ui/parts.ts";
import { shortDay } from "../ui/time.ts";
import { toSay, type Words } from "../ui/words.ts";
import { type Action, type ActionState, isOverdue, type Origin } from "./action.ts";
import { recommendationRow } from "./outcome.pages.ts";
import type { Recommendation } from "./outcome.ts";

export const ACTION_STATE_WORDS: Record<ActionState, string> = {
  open: toSay("open"),
  done: toSay("done"),
  dropped: toSay("dropped"),
};

/** What, by whom, for whom, until when, from where: the same for every reader. `presses` are what this one may do. */
export function actionRow(words: Words, groupSlug: string, action: Action, today: string, presses?: Fill): Html {
  return row({
    id: `action-${action.number}`,
    what: linked(`/${groupSlug}/actions/${action.number}`, action.title),
    more: [
      ownersOf(words, action),
      action.recipient !== null && words.rich("to {whom}", { whom: bdi(action.recipient) }),
      dueOf(words, action, today),
      action.from && fromWhere(words, action.from),
    ],
    presses,
  });
}

const ownersOf = (words: Words, action: Action): Fill =>
  action.owners.length === 0
    ? words.t("nobody named")
    : html`<b>${join(
        action.owners.map((owner) => bdi(owner.words)),
        ", ",
      )}</b>`;

/** The state as a word and a shape. */
export const stateOf = (words: Words, action: Action, today: string): Html =>
  isOverdue(action, today)
    ? state("late", words.t("overdue"))
    : state(action.state, words.t(ACTION_STATE_WORDS[action.state]));

/** The state, and the day or the words for it as the record has them. */
function dueOf(words: Words, action: Action, today: string): Fill {
  const due = action.state === "open" ? dueWords(words, action) : null;
  if (due === null) return stateOf(words, action, today);
  return isOverdue(action, today)
    ? html`${stateOf(words, action, today)}, ${due}`
    : html`${state("open", words.t("due"))} ${due}`;
}

/** "21 Jul 2026 (after the call)"; null where nothing is said. */
export function dueWords(words: Words, { dueOn, dueWords }: Pick<Action, "dueOn" | "dueWords">): Html | null {
  if (dueOn === null) return dueWords === null ? null : bdi(dueWords);
  return shortDay(words, dueOn);
}

/** The meeting, leading to the very block. */
export function fromWhere(words: Words, from: Origin): Html {
  const handle = from.address.split("/").at(-1) ?? "";
  const block = from.blockNumber === null ? "" : `#${from.blockNumber}`;
  return html`<a href="${from.address}${block}">${words.t("Meeting {number}", { number: handle })}</a>`;
}

/** The register of a group, as this reader sees it. */
export type ActionRegister = {
  groupSlug: string;
  today: string;
  /** Open ones, the reader's own first. */
  open: readonly Action[];
  mineOf: number | null;
  /** Whether there are more open ones than these. */
  hasMore: boolean;
  closed: readonly Action[];
  recommendations: readonly Recommendation[];
};

/** What an office holder has on this page besides: what was just done, presses beside a row, the way to add one. */
export type ActionDesk = { told: Fill; presses: (action: Action) => Fill; add: Fill };
const noDesk: ActionDesk = { told: null, presses: () => null, add: null };

/** Mine → overdue → open → recommendations; done folded. Source: DESIGN §8. */
export function actionsPage(frame: Frame, register: ActionRegister, desk: ActionDesk = noDesk): Html {
  const { words } = frame;
  const { groupSlug, today } = register;
  const isMine = (action: Action) =>
    action.owners.some((owner) => owner.personId !== null && owner.personId === register.mineOf);
  const mine = register.open.filter(isMine);
  const others = register.open.filter((action) => !isMine(action));
  const part = (title: string, actions: readonly Action[]): Fill =>
    actions.length > 0 &&
    html`<h2>${title}</h2>${rows(actions.map((one) => actionRow(words, groupSlug, one, today, desk.presses(one))))}`;
  const at = `/${groupSlug}/actions`;
  const title = words.t("Actions");
  return page({
    ...frame,
    title,
    main: html`<h1>${title}</h1>${desk.told}
      ${isEmpty(register) ? emptyRoom(words.t("What the group promised, by whom and until when, will stand here."), desk.add) : filterForm(words, at, {})}
      ${part(words.t("Yours"), mine)}
      ${part(
        words.t("Overdue"),
        others.filter((one) => isOverdue(one, today)),
      )}
      ${part(
        words.t("Open"),
        others.filter((one) => !isOverdue(one, today)),
      )}
      ${register.hasMore && html`<p><a href="${at}?state=open&amp;page=2">${words.t("More open actions")}</a></p>`}
      ${register.recommendations.length > 0 && html`<h2>${words.t("Recommendations")}</h2>${rows(register.recommendations.map((one) => recommendationRow(words, one)))}<p class="soft"><a href="/${groupSlug}/recommendations">${words.t("All recommendations")}</a></p>`}
      ${register.closed.length > 0 && html`<details><summary>${words.t("Done and dropped")}</summary>${rows(register.closed.map((one) => actionRow(words, groupSlug, one, today)))}<p class="soft"><a href="${at}?state=done">${words.t("All that is done")}</a></p></details>`}
      ${!isEmpty(register) && html`${desk.add}<p class="soft as"><a href="${at}.csv">.csv</a></p>`}`,
  });
}

const isEmpty = ({ open, closed, recommendations }: ActionRegister): boolean =>
  open.length + closed.length + recommendations.length === 0;

/** The same register narrowed: one list. `query` as it stands in the address. */
export function filteredActionsPage(
  frame: Frame,
  groupSlug: string,
  query: Record<string, string>,
  slice: Slice<Action>,
  today: string,
  presses: ActionDesk["presses"] = noDesk.presses,
): Html {
  const { words } = frame;
  const at = `/${groupSlug}/actions`;
  const title = words.t("Actions");
  return page({
    ...frame,
    title,
    breadcrumb: [{ href: at, label: words.t("All actions") }],
    main: html`<h1>${title}</h1>${filterForm(words, at, query)}
      ${slice.items.length === 0 ? emptyRoom(words.t("Nothing fits this choice.")) : rows(slice.items.map((one) => actionRow(words, groupSlug, one, today, presses(one))))}
      ${paging(words, at, query, slice)}
      <p class="soft as"><a href="${addressWith(`${at}.csv`, query)}">.csv</a></p>`,
  });
}

function filterForm(words: Words, at: string, query: Record<string, string>): Html {
  const { t } = words;
  const states = [
    { value: "", label: t("any") },
    ...Object.entries(ACTION_STATE_WORDS).map(([value, label]) => ({ value, label: t(label) })),
  ];
  const chosen = Object.values(query).some((value) => value !== "");
  return html`<details${chosen && html` open`}><summary>${t("Choose which")}</summary><form class="line" action="${at}">
    ${textField({ name: "owner", label: t("Owner"), value: query.owner ?? "" })}
    ${textField({ name: "meeting", label: t("Meeting"), value: query.meeting ?? "", size: 6 })}
    ${select({ name: "state", label: t("State"), value: query.state ?? "", choices: states })}
    ${checkbox({ name: "overdue", value: "yes", label: t("Only overdue"), checked: query.overdue === "yes" })}
    <p class="field">${button(t("Show"))}</p></form></details>`;
}
