import { readFileSync } from "node:fs";
import { IntlMessageFormat } from "intl-messageformat";
import { type Html, html, raw } from "./html.ts";

export const LOCALES = ["en", "fr", "ar"] as const;
export type Locale = (typeof LOCALES)[number];
/** Each language by its own name. */
export const LANGUAGE_NAMES: Record<Locale, string> = { en: "English", fr: "Français", ar: "العربية" };

export type Values = Record<string, string | number>;
export type Words = {
  locale: Locale;
  dir: "ltr" | "rtl";
  /** BCP 47 tag for Intl: Latin digits everywhere, so that figures of one table stay alike. */
  tag: string;
  /** The sentence in this language. The English sentence is the key; plurals are ICU. */
  t: (source: string, values?: Values) => string;
  /** The same with markup among the values: `rich("Sent by {who}", { who: html`<a …>` })`. */
  rich: (source: string, values: Record<string, Html | string | number>) => Html;
};

/** Marks a sentence that is said later (in a schema's message, say), so that the check of translations finds it. */
export const toSay = (source: string): string => source;

export function words(locale: Locale): Words {
  return spoken[locale];
}

export const isLocale = (tag: string): tag is Locale => LOCALES.some((locale) => locale === tag);

/** The first language of an Accept-Language header that there is, English where none is. RFC 9110, 12.5.4. */
export function localeFrom(acceptLanguage: string | undefined): Locale {
  const wishes = (acceptLanguage ?? "")
    .slice(0, 500)
    .split(",")
    .map((wish, place) => {
      const [tag = "", ...rest] = wish.trim().toLowerCase().split(";");
      const weight = /^\s*q=([\d.]+)$/.exec(rest[0] ?? "")?.[1];
      return { language: tag.split("-")[0] ?? "", weight: weight === undefined ? 1 : Number(weight), place };
    });
  wishes.sort((a, b) => b.weight - a.weight || a.place - b.place);
  for (const { language, weight } of wishes) if (weight > 0 && isLocale(language)) return language;
  return "en";
}

/** Every sentence of a language, by its English source. English needs none. */
export function translations(locale: Locale): Record<string, string> {
  return locale === "en" ? {} : readSentences(locale);
}

/** What was said in English to who asked for another language; for the test that nothing is. */
export const lacking = new Set<string>();

type Sentence = (values: Values) => string;

function speak(locale: Locale): Words {
  const sentences = translations(locale);
  const tag = locale === "en" ? "en-GB" : `${locale}-u-nu-latn`;
  const known = new Map<string, Sentence>();
  const sentence = (source: string): Sentence => {
    let found = known.get(source);
    if (!found) {
      if (locale !== "en" && !Object.hasOwn(sentences, source) && lacking.size < 200) lacking.add(source);
      found = compile(Object.hasOwn(sentences, source) ? (sentences[source] ?? source) : source, tag);
      // Sources are the program's own sentences; what comes from data (a state, say) is not kept without end.
      if (known.size < 5000) known.set(source, found);
    }
    return found;
  };
  const t = (source: string, values: Values = {}): string => sentence(source)(values);
  return { locale, dir: locale === "ar" ? "rtl" : "ltr", tag, t, rich: (source, values) => enrich(t, source, values) };
}

/** Plain sentences and `{name}` are put together here; only plurals and choices go through the ICU formatter. */
function compile(message: string, tag: string): Sentence {
  if (!message.includes("{")) return () => message;
  if (/\{\s*\w+\s*,/.test(message)) {
    const formatter = new IntlMessageFormat(message, tag);
    return (values) => String(formatter.format(values));
  }
  const parts = message.split(/\{(\w+)\}/);
  return (values) => {
    let said = "";
    for (let i = 0; i < parts.length; i++) said += i % 2 === 0 ? parts[i] : (values[parts[i] ?? ""] ?? "");
    return said;
  };
}

/** Formats with stand-ins from the private use area, escapes, then puts the markup where the stand-ins are. */
function enrich(t: Words["t"], source: string, values: Record<string, Html | string | number>): Html {
  const pieces: Html[] = [];
  const plain: Values = {};
  for (const [name, value] of Object.entries(values)) {
    if (typeof value === "number") plain[name] = value;
    else {
      plain[name] = `\ue000${pieces.length}\ue001`;
      pieces.push(html`${value}`);
    }
  }
  const said = html`${t(source, plain)}`.markup;
  return raw(said.replace(/\ue000(\d+)\ue001/g, (_, place) => pieces[Number(place)]?.markup ?? ""));
}

function readSentences(locale: Locale): Record<string, string> {
  const sentences: Record<string, string> = {};
  const read: unknown = JSON.parse(readFileSync(new URL(`../../locales/${locale}.json`, import.meta.url), "utf8"));
  if (typeof read !== "object" || read === null) throw new Error(`locales/${locale}.json is not an object.`);
  for (const [source, said] of Object.entries(read)) if (typeof said === "string") sentences[source] = said;
  return sentences;
}

const spoken: Record<Locale, Words> = { en: speak("en"), fr: speak("fr"), ar: speak("ar") };
