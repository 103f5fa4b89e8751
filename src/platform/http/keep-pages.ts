import type { MiddlewareHandler } from "hono";
import type { PageCache } from "./page-cache.ts";
import { keptUnder, type LanguageOf } from "./web-listener.ts";

/** Offers each page that a visitor asks for to the cache, and tells the cache of every act, whether it went well or not. */
export function keepPages(cache: PageCache, languageOf: LanguageOf): MiddlewareHandler {
  return async (c, next) => {
    if (c.req.method !== "GET" && c.req.method !== "HEAD") {
      await next();
      cache.written();
      return;
    }
    const url = new URL(c.req.url);
    const headers = { cookie: c.req.header("cookie"), "accept-language": c.req.header("accept-language") };
    const key = keptUnder({ method: c.req.method, url: url.pathname + url.search, headers }, languageOf);
    if (key !== null && cache.isFresh()) c.set("keepPage", cache.begin(key));
    await next();
  };
}
