import { type Fill, type Html, html, raw } from "./html.ts";
import { type PageKind, styleOf } from "./style.ts";
import { LANGUAGE_NAMES, LOCALES, type Words } from "./words.ts";

export type Link = { href: string; label: string };

/** Where a page stands: whose it is, and the few places beside it. */
export type Place = {
  /** The group, or the instance where a page belongs to none. */
  name: string;
  href: string;
  nav: readonly Link[];
  /** Who reads, where someone is signed in: their own page and the way out. */
  reader?: { name: string; href: string } | null;
  /** For who may look at pages as others get them: what to add to the address of each. */
  seenAs?: readonly Link[];
};

export type PageParts = {
  words: Words;
  title: string;
  place: Place;
  /** Address of this page without query, for the choice of language and to mark where one is. */
  path: string;
  main: Fill;
  kind?: PageKind;
  /** From the group down to this page, where it lies deeper than the nav shows. */
  breadcrumb?: readonly Link[];
  /** Other forms of the same: feed, calendar, text. */
  alternates?: readonly { href: string; type: string; title: string }[];
  robots?: "index" | "noindex";
  /** What stands here may put someone at risk who is looked at: a way out at once leads the page. */
  sensitive?: boolean;
};

/** A complete document: head, skip link, whose page it is, the page, the foot. Nothing is loaded from anywhere. */
export function page(parts: PageParts): Html {
  const { words, place } = parts;
  const full = parts.title === place.name ? parts.title : `${parts.title} · ${place.name}`;
  return html`<!doctype html>
<html lang="${words.locale}"${words.dir === "rtl" && html` dir="rtl"`}><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${full}</title>
${parts.robots === "noindex" && html`<meta name="robots" content="noindex">`}${(parts.alternates ?? []).map((other) => html`<link rel="alternate" type="${other.type}" href="${other.href}" title="${other.title}">`)}${ICON}
${styleElement(parts.kind ?? "plain")}
<a class="skip" href="#main">${words.t("Skip to the page")}</a>
${parts.sensitive === true && quickExit(words)}${head(parts)}
<main id="main">
${breadcrumb(parts)}${parts.main}
</main>
${foot(parts)}`;
}

function head({ words, place, path }: PageParts): Html {
  return html`<header class="top"><a class="whose" href="${place.href}"${path === place.href && html` aria-current="page"`}><bdi>${place.name}</bdi></a>
    <nav aria-label="${words.t("Main")}">${place.nav.map((link) => html`<a href="${link.href}"${link.href === path && html` aria-current="page"`}>${link.label}</a>\n`)}</nav></header>`;
}

/** Where "Leave this page" leads: a page that anyone may have open, on many machines the first one. */
const NEUTRAL_PAGE = "https://www.wikipedia.org/";

/**
 * The way out at once, the first thing on the page that is seen, and on the screen while one reads down. A plain link, so that
 * it works without script, tells the other site nothing, and needs no way back. It cannot take the page out of the
 * browser's history; sensitive pages are not kept by it (`no-store`), and docs/safety.md says what that leaves.
 */
const quickExit = (words: Words): Html =>
  html`<aside class="leave" aria-label="${words.t("Way out")}"><a href="${NEUTRAL_PAGE}" rel="noreferrer noopener nofollow">${words.t("Leave this page")}</a></aside>
`;

const breadcrumb = ({ words, breadcrumb: steps = [] }: PageParts): Fill =>
  steps.length > 0 &&
  html`<nav class="path" aria-label="${words.t("You are here")}">${steps.map((step) => html`<a href="${step.href}"><bdi>${step.label}</bdi></a>\n`)}</nav>\n`;

function foot({ words, place, path }: PageParts): Html {
  const others = LOCALES.filter((locale) => locale !== words.locale);
  return html`<footer class="foot">${place.reader && html`<a href="${place.reader.href}"><bdi>${place.reader.name}</bdi></a>\n`}${(
    place.seenAs ?? []
  ).map(({ href, label }) => html`<a href="${path}${href}" rel="nofollow">${label}</a>\n`)}${others.map(
    (locale) =>
      html`<a href="${path}?lang=${locale}" lang="${locale}" hreflang="${locale}">${LANGUAGE_NAMES[locale]}</a>\n`,
  )}<a href="/safety">${words.t("Safety")}</a></footer>`;
}

const styleElements = new Map<PageKind, Html>();
function styleElement(kind: PageKind): Html {
  let element = styleElements.get(kind);
  if (!element) {
    element = raw(`<style>${styleOf(kind).css}</style>`);
    styleElements.set(kind, element);
  }
  return element;
}

/** Two seats facing one another under a tree. Inside the page: no second request. */
const ICON = raw(
  `<link rel="icon" href="data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3E%3Cpath fill='%23963' d='M3 2h10v3H3zM2 7h12v3H2zm1 4h2v3H3zm8 0h2v3h-2z'/%3E%3C/svg%3E">`,
);
