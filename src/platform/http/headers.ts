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

export function setHeaders(headers: Record<string, string>): MiddlewareHandler {
  const pairs = Object.entries(headers);
  return async (c, next) => {
    for (const [name, value] of pairs) c.header(name, value);
    await next();
  };
}
