import type { Frame } from "../groups/place.ts";
import { button, type Choice, select, textField } from "../ui/form.ts";
import { bdi, escapeHtml, type Fill, type Html, html, raw } from "../ui/html.ts";
import { page } from "../ui/page.ts";
import { paging, type Slice } from "../ui/paging.ts";
import { row, rows } from "../ui/parts.ts";
import { shortDay } from "../ui/time.ts";
import type { Words } from "../ui/words.ts";
import { type FoundBlock, type FoundMeeting, type FoundPerson, MARK_BEGIN, MARK_END } from "./search.ts";

export type Found = {
  question: string;
  /** The address part of the group that it is narrowed to; "" for all. */
  groupSlug: string;
  groups: readonly { slug: string; name: string }[];
  blocks: Slice<FoundBlock>;
  meetings: readonly FoundMeeting[];
  persons: readonly FoundPerson[];
};

/** One field over all that this reader may read; what is found leads to the very block. */
export function searchPage(frame: Frame, found: Found): Html {
  const { words } = frame;
  const title = found.question === "" ? words.t("Search") : words.t("Search: {words}", { words: found.question });
  return page({
    ...frame,
    title,
    robots: "noindex",
    main: html`<h1>${words.t("Search")}</h1>${searchForm(words, found)}${found.question !== "" && results(words, found)}`,
  });
}

function searchForm(words: Words, { question, groupSlug, groups }: Found): Html {
  const choices: Choice[] = [
    { value: "", label: words.t("all groups") },
    ...groups.map((one) => ({ value: one.slug, label: one.name })),
  ];
  return html`<form class="line" role="search" action="/search">
    ${textField({ name: "q", label: words.t("Words"), type: "search", value: question })}
    ${groups.length > 1 && select({ name: "group", label: words.t("In"), value: groupSlug, choices })}
    <p class="field">${button(words.t("Search"), { main: true })}</p></form>
    ${question === "" && html`<p class="soft">${words.t("The beginning of a word is enough. Words in quotes stand together; a minus before a word leaves it out.")}</p>`}`;
}

function results(words: Words, found: Found): Fill {
  const { blocks, meetings, persons } = found;
  if (blocks.items.length + meetings.length + persons.length === 0)
    return html`<p class="empty" role="status">${words.t("Nothing was found. Try fewer words, or the beginning of one.")}</p>`;
  return html`${
    persons.length > 0 &&
    html`<h2>${words.t("People")}</h2>${rows(persons.map((one) => row({ what: html`<a href="/people/${one.slug}">${bdi(one.name)}</a>` })))}`
  }${
    meetings.length > 0 &&
    html`<h2>${words.t("Meetings")}</h2>${rows(meetings.map((one) => row({ what: html`<a href="${one.address}">${bdi(one.title)}</a>`, more: [meetingAt(words, one.address), one.heldOn !== null && shortDay(words, one.heldOn), bdi(one.groupName)] })))}`
  }${
    blocks.items.length > 0 &&
    html`<h2>${words.t("In the reports")}</h2>${rows(blocks.items.map((one) => blockRow(words, one)))}${paging(words, "/search", { q: found.question, group: found.groupSlug }, blocks)}`
  }`;
}

const blockRow = (words: Words, one: FoundBlock): Html =>
  row({
    what: html`<bdi>${marked(one.excerpt)}</bdi>`,
    more: [
      html`<a href="${one.address}#${one.number}">${meetingAt(words, one.address)}</a>`,
      one.heldOn !== null && shortDay(words, one.heldOn),
      bdi(one.groupName),
    ],
  });

/** Escaped first, marked after: a mark is the only markup that can come out. Marks that lost their other half are dropped. */
export function marked(excerpt: string): Html {
  const escaped = escapeHtml(excerpt).replace(/\s+/g, " ");
  const paired = escaped.replace(PAIR, "<mark>$1</mark>").replaceAll(MARK_BEGIN, "").replaceAll(MARK_END, "");
  return raw(paired);
}
const PAIR = new RegExp(`${MARK_BEGIN}([^${MARK_BEGIN}${MARK_END}]*)${MARK_END}`, "g");

/** Reports of one group are often called alike: the meeting tells them apart. */
const meetingAt = (words: Words, address: string): string =>
  words.t("Meeting {number}", { number: address.split("/").at(-1) ?? "" });
