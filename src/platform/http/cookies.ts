import type { Context } from "hono";
import { deleteCookie, getCookie, setCookie } from "hono/cookie";

/** `__Host-`: this host alone, over a safe line alone, the whole site. Browsers count localhost as safe. Source: SAFETY A8. */
const SIGN_IN = "__Host-baraza";
const LANGUAGE = "__Host-lang";
const ASKING = "__Host-asking";
const KEPT = { path: "/", secure: true, httpOnly: true, sameSite: "Lax" } as const;

/** The secret of the sign-in that the browser sent, unchecked; null for a visitor. */
export const signInSecret = (c: Context): string | null => getCookie(c, SIGN_IN) || null;

declare module "hono" {
  interface ContextVariableMap {
    /** Set where the answer carries a cookie or forgets one. */
    setsCookie?: true;
  }
}

/** `expires`: null for this visit alone, which ends with the browser. */
export function keepSignIn(c: Context, secret: string, expires: Date | null): void {
  c.set("setsCookie", true);
  setCookie(c, SIGN_IN, secret, { ...KEPT, ...(expires && { expires }) });
}

/** Signs out in the browser, and has it drop every page and all else that it keeps of this site. */
export function forgetSignIn(c: Context): void {
  c.set("setsCookie", true);
  deleteCookie(c, SIGN_IN, { path: "/", secure: true });
  c.header("clear-site-data", '"cache", "cookies", "storage"');
}

/** Marks the browser that asks for a mailed link, for the ten minutes of that link. */
export function markBrowser(c: Context, secret: string, seconds: number): void {
  c.set("setsCookie", true);
  setCookie(c, ASKING, secret, { ...KEPT, maxAge: seconds });
}
export const browserMark = (c: Context): string | null => getCookie(c, ASKING) || null;

export const chosenLanguage = (c: Context): string | null => getCookie(c, LANGUAGE) || null;
export function keepLanguage(c: Context, locale: string): void {
  c.set("setsCookie", true);
  setCookie(c, LANGUAGE, locale, { ...KEPT, maxAge: 365 * 86_400 });
}

/** The same two, read from a raw header where no context is made for a request. */
export const hasSignIn = (cookies: string | undefined): boolean => cookies?.includes(`${SIGN_IN}=`) ?? false;
export const languageIn = (cookies: string | undefined): string | null =>
  cookies?.match(/(?:^|;\s*)__Host-lang=([\w-]+)/)?.[1] ?? null;
