import type { MiddlewareHandler } from "hono";
import { chosenLanguage, keepLanguage, languageIn } from "../platform/http/cookies.ts";
import { isLocale, type Locale, localeFrom, type Words, words } from "./words.ts";

declare module "hono" {
  interface ContextVariableMap {
    words: Words;
  }
}

/** The language of the answer: as just chosen (`?lang=fr`), as chosen before, else as the browser wishes. */
export const speakLanguage: MiddlewareHandler = async (c, next) => {
  const asked = c.req.query("lang");
  if (asked !== undefined && isLocale(asked)) {
    keepLanguage(c, asked);
    c.set("words", words(asked));
  } else c.set("words", words(languageFrom(chosenLanguage(c), c.req.header("accept-language"))));
  await next();
};

/** The same from raw headers, for the name under which a page is kept. */
export const languageOfRequest = (cookies: string | undefined, acceptLanguage: string | undefined): Locale =>
  languageFrom(languageIn(cookies), acceptLanguage);

function languageFrom(chosen: string | null, acceptLanguage: string | undefined): Locale {
  if (chosen !== null && isLocale(chosen)) return chosen;
  const wish = acceptLanguage ?? "";
  let locale = wishes.get(wish);
  if (!locale) {
    locale = localeFrom(wish);
    if (wishes.size < 1000) wishes.set(wish, locale);
  }
  return locale;
}
/** Browsers send a few hundred different headers in all. */
const wishes = new Map<string, Locale>();
