import { z } from "zod";
import { bdi, type Html, html } from "./html.ts";
import { dateWords, weekdayWords } from "./time.ts";
import { type Values, type Words, words } from "./words.ts";

/**
 * What stands in a place of a sentence: words as somebody wrote them, an amount, a day (ISO), a weekday (0 Sunday to
 * 6 Saturday), words to be quoted, or a sentence or word of our own.
 */
export type SaidValue = string | number | { day: string } | { weekday: number } | { quoted: string[] } | Said;

/** A sentence that is said later, to a reader whose language is not known yet: its English source, and values beside it. */
export type Said = { source: string; values: Record<string, SaidValue> };

export const Said: z.ZodType<Said> = z.lazy(() =>
  z.object({ source: z.string(), values: z.record(z.string(), Value) }),
);
const Value: z.ZodType<SaidValue> = z.lazy(() =>
  z.union([
    z.string(),
    z.number(),
    z.object({ day: z.string() }),
    z.object({ weekday: z.int().min(0).max(6) }),
    z.object({ quoted: z.array(z.string()) }),
    Said,
  ]),
);

/** Where the code gives the sentence; the check of translations finds it by this name. */
export const say = (source: string, values: Said["values"] = {}): Said => ({ source, values });

/** The sentence in the reader's language, as plain text. */
export function saidIn(reader: Words, { source, values }: Said): string {
  const put: Values = {};
  for (const name in values) put[name] = valueIn(reader, values[name] ?? "");
  return reader.t(source, put);
}

export const saidInEnglish = (said: Said): string => saidIn(words("en"), said);

function valueIn(reader: Words, value: SaidValue): string | number {
  if (typeof value !== "object") return value;
  if ("source" in value) return saidIn(reader, value);
  if ("day" in value) return Number.isNaN(Date.parse(value.day)) ? value.day : dateWords(reader, value.day);
  if ("weekday" in value) return weekdayWords(reader, value.weekday);
  const { mark, between } = QUOTING[reader.locale];
  return value.quoted.map((each) => mark[0] + each + mark[1]).join(between);
}

/** The same for a page: words that somebody wrote keep a direction of their own inside the sentence. */
export function saidMarkup(reader: Words, { source, values }: Said): Html {
  const put: Record<string, Html | string | number> = {};
  for (const name in values) put[name] = markupOf(reader, values[name] ?? "");
  return reader.rich(source, put);
}

function markupOf(reader: Words, value: SaidValue): Html | string | number {
  if (typeof value === "string") return bdi(value);
  if (typeof value === "number" || !("quoted" in value)) return valueIn(reader, value);
  const { mark, between } = QUOTING[reader.locale];
  return html`${value.quoted.map((each, place) => html`${place > 0 && between}${mark[0]}${bdi(each)}${mark[1]}`)}`;
}

/** Marks around quoted words, and what stands between two of them. */
const QUOTING: Record<Words["locale"], { mark: [string, string]; between: string }> = {
  en: { mark: ['"', '"'], between: ", " },
  fr: { mark: ["«\u00a0", "\u00a0»"], between: ", " },
  ar: { mark: ["«", "»"], between: "، " },
};
