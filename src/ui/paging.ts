import { type Fill, html } from "./html.ts";
import type { Words } from "./words.ts";

/** Part of a long list: what this page shows, and whether there is more on either side. `page` counts from 1. */
export type Slice<T> = { items: readonly T[]; page: number; hasMore: boolean };

const MOST_PAGES = 1_000;

/** The page that an address asks for; the first where it asks for none or for nonsense. */
export function pageAsked(page: string | undefined): number {
  const asked = /^\d{1,6}$/.test(page ?? "") ? Number(page) : 1;
  return Math.min(Math.max(asked, 1), MOST_PAGES);
}

/** Of a list: how many rows to read (one more than are shown, to know whether there are more), and after how many. */
export const reading = (page: number, size: number): { limit: number; offset: number } => ({
  limit: size + 1,
  offset: (page - 1) * size,
});

export const sliceOf = <T>(rows: readonly T[], page: number, size: number): Slice<T> => ({
  items: rows.slice(0, size),
  page,
  hasMore: rows.length > size,
});

/** Links to what stands before and after this page of a list; nothing where it is all here. */
export function paging(words: Words, path: string, query: Record<string, string>, slice: Slice<unknown>): Fill {
  if (slice.page === 1 && !slice.hasMore) return null;
  const at = (page: number): string => addressWith(path, { ...query, page: page === 1 ? "" : String(page) });
  return html`<nav class="soft as" aria-label="${words.t("Pages of this list")}">${slice.page > 1 && html`<a href="${at(slice.page - 1)}" rel="prev">${words.t("Newer")}</a> `}${slice.hasMore && html`<a href="${at(slice.page + 1)}" rel="next">${words.t("Older")}</a>`}</nav>`;
}

/** An address with those of the values that are not empty. */
export function addressWith(path: string, query: Record<string, string>): string {
  const given = Object.entries(query).filter(([, value]) => value !== "");
  return given.length === 0 ? path : `${path}?${new URLSearchParams(given).toString()}`;
}
