import type { Frame } from "../../groups/place.ts";
import type { Named, NamedKind } from "../../people/named.ts";
import { button, type FormGuard, form, hidden, radios, textField } from "../../ui/form.ts";
import { bdi, type Fill, type Html, html, join } from "../../ui/html.ts";
import { page } from "../../ui/page.ts";
import { addressWith } from "../../ui/paging.ts";
import { facts, notice, row, rows } from "../../ui/parts.ts";
import { toSay, type Words } from "../../ui/words.ts";
import { type Moving, markOf, SHOWN_AT, type Staying } from "./merging.ts";

const TITLES: Record<NamedKind, string> = {
  person: toSay("Make two persons one"),
  body: toSay("Make two bodies one"),
};

type Chooser = { kind: NamedKind; to: Named; words: string; others: readonly Named[] };

/** First: which other one. */
export function choosePage(frame: Frame, { kind, to, words: typed, others }: Chooser): Html {
  const { words } = frame;
  const at = `${SHOWN_AT[kind]}/${to.slug}`;
  return framed(
    frame,
    kind,
    to,
    html`<p>${words.rich("Who else is {name}? Look for the other name.", { name: bdi(to.name) })}</p>
      <form method="get" action="${at}/merging"><div class="line">${textField({ name: "name", label: words.t("Name"), value: typed })}<p class="field">${button(words.t("Search"))}</p></div></form>
      ${typed !== "" && others.length === 0 && html`<p>${words.t("Nobody else whom your groups name is called so.")}</p>`}
      ${rows(others.map((one) => row({ what: html`<a href="${addressWith(`${at}/merging`, { with: one.slug })}">${bdi(one.name)}</a>` })))}`,
  );
}

type Preview = { kind: NamedKind; to: Named; from: Named; moving: Moving; staying: Staying; isStale: boolean };

/** Then: what moves, and which name stays. Nothing is done before the press. */
export function previewPage(frame: Frame, preview: Preview, guard: FormGuard): Html {
  const { words } = frame;
  const { kind, to, from, moving, staying } = preview;
  const at = `${SHOWN_AT[kind]}/${to.slug}`;
  const body = html`${hidden("with", from.slug)}${hidden("seen", markOf(moving))}
    ${radios({
      ...{ name: "staying", label: words.t("Which name stays"), value: staying },
      choices: [
        { value: "this", label: bdi(to.name) },
        { value: "other", label: bdi(from.name) },
      ],
    })}
    <p>${button(words.t("Make them one"), { main: true })}</p>`;
  return framed(
    frame,
    kind,
    to,
    html`${preview.isStale && notice(words.t("Something changed since you looked. This is how it stands now."))}
      <p>${words.rich("{from} becomes {to}. This is what moves:", { from: bdi(from.name), to: bdi(to.name) })}</p>
      ${movingFacts(words, moving)}
      ${moving.signsIn && html`<p>${words.rich("Who signs in as {from} is {to} from then on.", { from: bdi(from.name), to: bdi(to.name) })}</p>`}
      <p>${words.t("What other groups keep under this name moves too. The old address leads to the one who stays, and one press takes all of it back.")}</p>
      ${form(`${at}/merging`, guard, body)}
      <p class="soft"><a href="${addressWith(`${SHOWN_AT[kind]}/${from.slug}/merging`, { with: to.slug })}">${words.t("The other way round")}</a></p>`,
  );
}

function movingFacts(words: Words, moving: Moving): Html {
  const { t } = words;
  const list = (names: readonly Fill[]): Fill => names.length > 0 && join(names, ", ");
  const count = (number: number): Fill => number > 0 && String(number);
  return facts([
    [t("Names"), list(moving.names.map(bdi))],
    [t("Meetings"), count(moving.meetings)],
    [t("Roles at meetings"), count(moving.roles)],
    [t("Interventions"), count(moving.interventions)],
    [t("Actions"), count(moving.actions)],
    [t("Affiliations"), list(moving.affiliations.map(bdi))],
    [t("Offices"), list(moving.standing.flatMap((one) => (one.office === null ? [] : [standing(words, one)])))],
    [t("Memberships"), list(moving.standing.flatMap((one) => (one.office === null ? [standing(words, one)] : [])))],
  ]);
}

const OFFICE_NAMES: Record<string, string> = {
  "co-chair": toSay("Co-chair"),
  rapporteur: toSay("Rapporteur"),
  secretariat: toSay("Secretariat"),
  safeguard: toSay("Safeguard"),
};
const standing = (words: Words, { office, groupName }: Moving["standing"][number]): Fill =>
  office === null ? bdi(groupName) : html`${words.t(OFFICE_NAMES[office] ?? office)} (${bdi(groupName)})`;

function framed(frame: Frame, kind: NamedKind, to: Named, main: Fill): Html {
  const title = frame.words.t(TITLES[kind]);
  return page({
    ...{ ...frame, title, robots: "noindex" },
    breadcrumb: [{ href: `${SHOWN_AT[kind]}/${to.slug}`, label: to.name }],
    main: html`<h1>${title}</h1>${main}`,
  });
}
