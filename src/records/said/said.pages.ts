import type { Frame } from "../../groups/place.ts";
import { button, textField } from "../../ui/form.ts";
import { bdi, type Fill, type Html, html } from "../../ui/html.ts";
import { markdown, markdownInline } from "../../ui/markdown.ts";
import { page } from "../../ui/page.ts";
import { addressWith, paging, type Slice } from "../../ui/paging.ts";
import { emptyRoom, row, rows } from "../../ui/parts.ts";
import { shortDay } from "../../ui/time.ts";
import type { Words } from "../../ui/words.ts";
import type { HeadingInYears, Said } from "./said.ts";

/** Who, for whom, the words; under which heading, at which meeting. `linksPersons` for members. */
export const saidRow = (words: Words, one: Said, linksPersons: boolean): Html =>
  row({
    what: html`<b>${speaker(one, linksPersons)}</b>${one.onBehalf !== null && html` <span class="soft">${words.rich("for {body}", { body: bdi(one.onBehalf) })}</span>`}<br><bdi>${markdownInline(shortened(one.words))}</bdi>`,
    more: [
      html`<a href="${one.fromAddress}#${one.blockNumber}">${words.t("Meeting {number}", { number: one.fromAddress.split("/").at(-1) ?? "" })}</a>`,
      one.saidOn !== null && shortDay(words, one.saidOn),
      one.heading !== "" && bdi(one.heading),
    ],
  });

function speaker(one: Said, linksPersons: boolean): Html {
  if (one.personSlug !== null && linksPersons) return html`<a href="/people/${one.personSlug}">${bdi(one.speaker)}</a>`;
  return one.bodySlug !== null && one.personSlug === null
    ? html`<a href="/bodies/${one.bodySlug}">${bdi(one.speaker)}</a>`
    : bdi(one.speaker);
}

/** A list shows the beginning of a long intervention; the report has the whole. */
const LONGEST_SHOWN = 600;
const shortened = (words: string): string =>
  words.length > LONGEST_SHOWN ? `${words.slice(0, words.lastIndexOf(" ", LONGEST_SHOWN))} …` : words;

export function saidPage(frame: Frame, at: string, who: string, slice: Slice<Said>, linksPersons: boolean): Html {
  const { words } = frame;
  const title = words.t("Who said what");
  return page({
    ...frame,
    title,
    robots: "noindex",
    main: html`<h1>${title}</h1>
      <form class="line" action="${at}">${textField({ name: "who", label: words.t("Person or body"), value: who })}<p class="field">${button(words.t("Show"))}</p></form>
      ${slice.items.length === 0 ? emptyRoom(who === "" ? words.t("What was said at the meetings, and by whom, will stand here.") : words.t("Nothing was found under this name.")) : rows(slice.items.map((one) => saidRow(words, one, linksPersons)))}
      ${paging(words, at, { who }, slice)}
      <p class="soft as"><a href="${addressWith(`${at}.csv`, { who })}">.csv</a></p>`,
  });
}

export function headingsPage(frame: Frame, at: string, slice: Slice<HeadingInYears>): Html {
  const { words } = frame;
  const title = words.t("What was said, by heading");
  return page({
    ...frame,
    title,
    main: html`<h1>${title}</h1>
      ${
        slice.items.length === 0
          ? emptyRoom(
              words.t(
                "The headings of the reports will stand here, each with everything that was said under it over the years.",
              ),
            )
          : rows(slice.items.map((one) => headingRow(words, at, one)))
      }
      ${paging(words, at, {}, slice)}<p class="soft as"><a href="${at}.csv">.csv</a></p>`,
  });
}

const headingRow = (words: Words, at: string, one: HeadingInYears): Html =>
  row({
    what: html`<a href="${headingAddress(at, one.key)}">${bdi(plainTitle(one.title))}</a>`,
    more: [words.t("{count, plural, one {# meeting} other {# meetings}}", { count: one.meetings }), years(one)],
  });

export const headingAddress = (at: string, key: string): string => `${at}/${encodeURIComponent(key)}`;

function years({ firstOn, lastOn }: HeadingInYears): Fill {
  const [first, last] = [firstOn?.slice(0, 4), lastOn?.slice(0, 4)];
  if (first === undefined || last === undefined) return null;
  return first === last ? last : `${first}–${last}`;
}

/** A link in a heading stays a link in the report; here its words do. */
const plainTitle = (title: string): string => title.replace(/\[([^\]]*)\]\([^)]*\)/g, "$1").replace(/[*_`]/g, "");

export type SectionOfMeeting = {
  heading: string;
  number: number;
  heldOn: string | null;
  address: string;
  blocks: { number: number; body: string }[];
};

/** Everything said under one heading, meeting by meeting, the latest first. */
export function headingPage(frame: Frame, at: string, heading: HeadingInYears, slice: Slice<SectionOfMeeting>): Html {
  const { words } = frame;
  const title = plainTitle(heading.title);
  return page({
    ...frame,
    title,
    breadcrumb: [{ href: at, label: words.t("What was said, by heading") }],
    main: html`<h1>${bdi(title)}</h1>
      ${slice.items.map((section) => sectionPart(words, section))}
      ${paging(words, headingAddress(at, heading.key), {}, slice)}`,
  });
}

const sectionPart = (words: Words, section: SectionOfMeeting): Html =>
  html`<section><h2><a href="${section.address}#${section.number}">${words.t("Meeting {number}", { number: section.address.split("/").at(-1) ?? "" })}</a>${section.heldOn !== null && html` <span class="soft">${shortDay(words, section.heldOn)}</span>`}</h2>
    ${section.blocks.length === 0 && html`<p class="soft">${words.t("Nothing stands under it.")}</p>`}
    ${section.blocks.map((block) => html`<div dir="auto">${markdown(block.body)}</div>`)}</section>`;
