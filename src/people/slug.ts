/**
 * The part of an address that stands for a name: lower-case letters and digits of any script, words joined by hyphens,
 * 60 characters at most. `attempt` from 2 up is added to tell namesakes apart; `empty` stands for a name without letters.
 */
export function slugFrom(name: string, empty: string, attempt = 1): string {
  const words = name
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, "-")
    .replace(/^-+|-+$/g, "");
  const slug = [...words].slice(0, 60).join("").replace(/-+$/, "") || empty;
  return attempt > 1 ? `${slug}-${attempt}` : slug;
}
