import { actionRow } from "../../actions/action.pages.ts";
import type { Action } from "../../actions/action.ts";
import type { Frame } from "../../groups/place.ts";
import type { Body, BodyName } from "../../people/body.queries.ts";
import { button, type FieldErrors, type FormGuard, form, textField } from "../../ui/form.ts";
import { bdi, type Fill, type Html, html } from "../../ui/html.ts";
import { page } from "../../ui/page.ts";
import { paging, type Slice } from "../../ui/paging.ts";
import { emptyRoom, row, rows } from "../../ui/parts.ts";
import { shortDay } from "../../ui/time.ts";
import { toSay, type Words } from "../../ui/words.ts";
import { saidRow } from "../said/said.pages.ts";
import type { Said } from "../said/said.ts";
import type { NamedBody } from "./named.ts";

export function bodiesPage(frame: Frame, slice: Slice<NamedBody>): Html {
  const { words } = frame;
  const title = words.t("Bodies");
  return page({
    ...frame,
    title,
    main: html`<h1>${title}</h1>
      ${slice.items.length === 0 ? emptyRoom(words.t("The institutions and offices that the reports name will stand here.")) : rows(slice.items.map((one) => bodyRow(words, one)))}
      ${paging(words, "/bodies", {}, slice)}<p class="soft as"><a href="/bodies.csv">.csv</a></p>`,
  });
}

const bodyRow = (words: Words, one: NamedBody): Html =>
  row({
    what: html`<a href="/bodies/${one.slug}">${bdi(one.name)}</a>`,
    more: [
      one.attended > 0 && words.t("{count, plural, one {# meeting} other {# meetings}}", { count: one.attended }),
      one.spoke > 0 && words.t("{count, plural, one {spoke once} other {spoke # times}}", { count: one.spoke }),
      one.openActions > 0 &&
        words.t("{count, plural, one {# open action} other {# open actions}}", { count: one.openActions }),
    ],
  });

export type BodyView = {
  body: Body;
  names: readonly BodyName[];
  said: Slice<Said>;
  actions: readonly (Action & { groupSlug: string })[];
  /** For members; empty for everyone else. */
  affiliated: readonly {
    slug: string;
    name: string;
    affiliation: string | null;
    firstOn: string | null;
    lastOn: string | null;
  }[];
  linksPersons: boolean;
  today: string;
};

/** What an office holder of a group that names the body has besides. */
export type BodyTools = {
  told: Fill;
  decides: boolean;
  guard: FormGuard;
  errors: FieldErrors;
  typed: { name: string; sinceOn: string };
};

export const BODY_SENTENCES: Record<string, string> = {
  "body.renamed": toSay("The new name is noted."),
  "body.merged": toSay("The two are one now."),
  "body.undone": toSay("Taken back."),
};

/** A body: its names over time, its actions, who spoke on its behalf, and for members who came for it. */
export function bodyPage(frame: Frame, view: BodyView, tools: BodyTools | null): Html {
  const { words } = frame;
  const { body, said, actions, affiliated } = view;
  return page({
    ...frame,
    title: body.name,
    breadcrumb: [{ href: "/bodies", label: words.t("Bodies") }],
    main: html`${tools?.told}<h1>${bdi(body.name)}</h1>${namesPart(words, view)}
      ${actions.length > 0 && html`<h2>${words.t("Actions")}</h2>${rows(actions.map((one) => actionRow(words, one.groupSlug, one, view.today)))}`}
      ${said.items.length > 0 && html`<h2>${words.t("Said on its behalf")}</h2>${rows(said.items.map((one) => saidRow(words, one, view.linksPersons)))}${paging(words, `/bodies/${body.slug}`, {}, said)}`}
      ${affiliated.length > 0 && html`<h2>${words.t("Who came for it")}</h2>${rows(affiliated.map((one) => row({ what: html`<a href="/people/${one.slug}">${bdi(one.name)}</a>`, more: [one.affiliation !== null && bdi(one.affiliation), span(words, one)] })))}`}
      ${actions.length + said.items.length + affiliated.length === 0 && emptyRoom(words.t("It was there; what it said or promised will stand here."))}
      ${tools && deskPart(words, body, tools)}`,
  });
}

/** A body changes its name: the old one is kept with the day on which it ended. */
function deskPart(words: Words, body: Body, { guard, errors, typed, decides }: BodyTools): Html {
  const { t } = words;
  const wrong = (name: string): { error?: string } => (errors[name] === undefined ? {} : { error: errors[name] });
  const fields = html`<div class="line">${textField({ name: "name", label: t("Name"), value: typed.name || body.name, required: true, ...wrong("name") })}
    ${textField({ name: "sinceOn", label: t("Since"), type: "date", value: typed.sinceOn, ...wrong("sinceOn") })}<p class="field">${button(t("Keep the name"))}</p></div>`;
  return html`<section aria-label="${t("For office holders")}"><details${Object.keys(errors).length > 0 && html` open`}><summary>${t("It has a new name")}</summary>${form(`/bodies/${body.slug}/name`, guard, fields)}</details>
    ${decides && html`<p><a href="/bodies/${body.slug}/merging">${t("This is the same body as another")}</a></p>`}</section>`;
}

function namesPart(words: Words, { body, names }: BodyView): Fill {
  const others = names.filter((one) => one.name !== body.name);
  if (others.length === 0) return null;
  const name = (one: BodyName): Html =>
    html`<li>${bdi(one.name)} <span class="soft">${span(words, { firstOn: one.sinceOn, lastOn: one.untilOn })}</span></li>\n`;
  return html`<h2>${words.t("Other names")}</h2><ul>${others.map(name)}</ul>`;
}

function span(words: Words, { firstOn, lastOn }: { firstOn: string | null; lastOn: string | null }): Fill {
  if (firstOn === null || firstOn === lastOn) return lastOn !== null && shortDay(words, lastOn);
  return html`${shortDay(words, firstOn)}${lastOn !== null && html` – ${shortDay(words, lastOn)}`}`;
}
