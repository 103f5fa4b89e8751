import type { Context, MiddlewareHandler } from "hono";
import type { Site } from "./deps.ts";

/** Two years. Sub-domains are not the program's to decide about, so they are left out. Source: ASVS 5.0, 3.4.1. */
const HSTS = "max-age=63072000";

/** What every answer carries. Source: SAFETY A8, and DESIGN §6 for the length. */
export const safetyHeaders = ({ origin }: Pick<Site, "origin">): Record<string, string> => ({
  "content-security-policy": contentPolicy({}),
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  ...(origin.startsWith("https:") && { "strict-transport-security": HSTS }),
});

/** What a page may have besides words: its own style, by hash, and scripts that this site serves. */
type Allowed = { style?: string | null; script?: boolean };

/** Nothing is loaded from elsewhere, and forms lead home. `data:` is the page's icon, which saves a request. */
const contentPolicy = ({ style, script }: Allowed): string =>
  [
    "default-src 'none'",
    script === true && "script-src 'self'; connect-src 'self'",
    style && `style-src '${style}'`,
    "img-src 'self' data:; form-action 'self'; frame-ancestors 'self'; base-uri 'none'; require-trusted-types-for 'script'",
  ]
    .filter(Boolean)
    .join("; ");

/** Lets this answer, and no other, have a style and, where a route has said so by `hasScript`, the site's scripts. */
export function allowOnPage(c: Context, style: string | null): void {
  const script = c.get("hasScript") === true;
  c.set("headers", { ...c.get("headers"), "content-security-policy": contentPolicy({ style, script }) });
}

declare module "hono" {
  interface ContextVariableMap {
    /** What this answer carries. */
    headers: Readonly<Record<string, string>>;
    /** Set by a route whose page loads a script of this site. */
    hasScript?: true;
    /** Set by who has put the headers into the answer already. */
    headed?: true;
  }
}

/** Puts the headers on whatever comes back, also on a refusal and on what no route answers. */
export function setHeaders(site: Pick<Site, "origin" | "onion">): MiddlewareHandler {
  const headers = safetyHeaders(site);
  return async (c, next) => {
    // Tor Browser offers the same page at the onion address. Source: the Tor Project's Onion-Location.
    const onion = site.onion && { "onion-location": site.onion + new URL(c.req.url).pathname };
    c.set("headers", onion ? { ...headers, ...onion } : headers);
    await next();
    if (c.get("headed") === true) return;
    for (const [name, value] of Object.entries(c.get("headers"))) c.res.headers.set(name, value);
  };
}
