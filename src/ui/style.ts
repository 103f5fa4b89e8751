import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";

/** What a page is, and so which layers of style it carries: a text to read, one that its holder works on, lists and forms, or all. */
export type PageKind = "text" | "held" | "plain" | "desk";

const LAYERS: Record<PageKind, readonly string[]> = {
  text: ["base", "text", "print"],
  held: ["base", "text", "presses", "print"],
  plain: ["base", "lists", "forms", "presses", "tables", "print"],
  desk: ["base", "lists", "text", "forms", "presses", "tables", "print"],
};

type Style = { css: string; hash: string };

/** The one style of a page, inside it and allowed by its hash, so that a page is one request. */
export const styleOf = (kind: PageKind): Style => styles[kind];

/** For the Content-Security-Policy: the hash of the style in a page that carries one of these; null where none does. */
export function hashOfStyleIn(page: string): string | null {
  const from = page.indexOf("<style>") + "<style>".length;
  const css = page.slice(from, page.indexOf("</style>", from));
  return Object.values(styles).find((style) => style.css === css)?.hash ?? null;
}

const styles: Record<PageKind, Style> = {
  text: read("text"),
  held: read("held"),
  plain: read("plain"),
  desk: read("desk"),
};

function read(kind: PageKind): Style {
  const sources = LAYERS[kind].map((layer) =>
    readFileSync(new URL(`../../styles/${layer}.css`, import.meta.url), "utf8"),
  );
  const css = tighten(sources.join("\n"));
  return { css, hash: `sha256-${createHash("sha256").update(css).digest("base64")}` };
}

/** Takes out what a browser does not need. The sources hold no string with these marks inside (a test looks). */
function tighten(css: string): string {
  return css
    .replace(/\/\*[\s\S]*?\*\//g, "")
    .replace(/\s+/g, " ")
    .replace(/ ?([{};,>]) ?/g, "$1")
    .replace(/: /g, ":")
    .replace(/;}/g, "}")
    .trim();
}
