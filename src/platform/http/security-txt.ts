import type { Site } from "./deps.ts";

/** How long what it says may be relied on, in days; it moves on by itself, so that it is never over. */
const VALID_DAYS = 180;

/** Where a weakness is told in private. Source: RFC 9116. Null where whoever runs the instance named no contact. */
export function securityTxt({ securityContact, origin }: Site, now: Date): string | null {
  if (securityContact === undefined) return null;
  const expires = new Date(now.getTime() + VALID_DAYS * 86_400_000);
  expires.setUTCHours(0, 0, 0, 0);
  return [
    `Contact: ${securityContact}`,
    `Expires: ${expires.toISOString()}`,
    "Preferred-Languages: en, fr, ar",
    `Canonical: ${origin}/.well-known/security.txt`,
    "",
  ].join("\n");
}
