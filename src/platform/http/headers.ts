import type { MiddlewareHandler } from "hono";

/**
 * What every answer carries. No script runs in this release, so none is allowed; the style is the page's own, by hash;
 * forms lead home. `data:` is the page's icon, which saves a request. Source: SAFETY A8, and DESIGN §6 for the length.
 */
export function safetyHeaders(styleHashes: readonly string[]): Record<string, string> {
  const styles = styleHashes.map((hash) => `'${hash}'`).join(" ");
  return {
    "content-security-policy": `default-src 'none'; style-src ${styles}; img-src 'self' data:; form-action 'self'; frame-ancestors 'self'; base-uri 'none'; require-trusted-types-for 'script'`,
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
  };
}

declare module "hono" {
  interface ContextVariableMap {
    /** What every answer carries. */
    headers: Readonly<Record<string, string>>;
    /** Set by who has put them into the answer already. */
    headed?: true;
  }
}

/** Puts the headers on whatever comes back, also on a refusal and on what no route answers. */
export function setHeaders(headers: Readonly<Record<string, string>>): MiddlewareHandler {
  const pairs = Object.entries(headers);
  return async (c, next) => {
    c.set("headers", headers);
    await next();
    if (c.get("headed") !== true) for (const [name, value] of pairs) c.res.headers.set(name, value);
  };
}
