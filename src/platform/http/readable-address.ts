import type { MiddlewareHandler } from "hono";
import { NotFound } from "../refusal.ts";

/** An address whose escapes are broken, or that hides a control character, leads nowhere: nothing behind it has to know. */
export const refuseUnreadableAddress: MiddlewareHandler = async (c, next) => {
  const { pathname, search } = new URL(c.req.url);
  if (!isReadable(pathname) || !isReadable(search.replaceAll("+", " "))) throw new NotFound();
  await next();
};

export function isReadable(part: string): boolean {
  if (!part.includes("%")) return true;
  try {
    const plain = decodeURIComponent(part);
    // A search field may hold a line break that was pasted; nothing holds the others.
    return plain.isWellFormed() && !/[^\P{Cc}\t\n\r]/u.test(plain);
  } catch {
    return false; // The platform says so by an exception alone.
  }
}
