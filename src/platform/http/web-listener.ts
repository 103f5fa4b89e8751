import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import { getRequestListener } from "@hono/node-server";
import type { Hono } from "hono";
import { hasSignIn } from "./cookies.ts";
import type { PageCache } from "./page-cache.ts";

/** Which language a request is answered in: part of the name under which a page is kept. */
export type LanguageOf = (cookies: string | undefined, acceptLanguage: string | undefined) => string;

/**
 * The program's one listener. What a visitor asks for is given from the kept pages where one is fresh; everything else
 * goes to the routes.
 */
export function webListener(app: Hono, cache: PageCache, languageOf: LanguageOf): RequestListener {
  const routes = getRequestListener((request, env) => app.fetch(request, env));
  return (req, res) => {
    const key = keptUnder(req, languageOf);
    const fromRoutes = (): unknown => routes(req, res);
    if (key === null) fromRoutes();
    else if (cache.isFresh()) fromCache(key, cache, req, res, fromRoutes);
    else cache.check().then(() => fromCache(key, cache, req, res, fromRoutes), fromRoutes);
  };
}

function fromCache(
  key: string,
  cache: PageCache,
  req: IncomingMessage,
  res: ServerResponse,
  otherwise: () => unknown,
): void {
  const page = cache.find(key);
  if (page) cache.send(page, req, res);
  else otherwise();
}

/** The name of a page that may be kept: asked for by a visitor, without a query, in a language. */
export function keptUnder(
  req: Pick<IncomingMessage, "method" | "url" | "headers">,
  languageOf: LanguageOf,
): string | null {
  if (req.method !== "GET" && req.method !== "HEAD") return null;
  const { cookie, "accept-language": languages } = req.headers;
  if (req.url === undefined || req.url.includes("?") || req.url.length > 500 || hasSignIn(cookie)) return null;
  return `${languageOf(cookie, languages)} ${req.url}`;
}
