/** Elements without words of the text: programs, looks, forms, pictures. */
const SILENT = new Set(
  (
    "script style template noscript svg math iframe object embed video audio canvas select datalist button textarea " +
    "map picture"
  ).split(" "),
);

/** Whether an element and all that is in it are not part of the text as a person sees it. */
export function isIgnored(name: string, attributes: Record<string, string>): boolean {
  if (SILENT.has(name)) return true;
  if ("hidden" in attributes || attributes["aria-hidden"] === "true") return true;
  if (/display\s*:\s*none|mso-hide\s*:\s*all/i.test(attributes.style ?? "")) return true;
  if (name === "nav") return !isContents(attributes);
  return name === "a" && attributes.role === "doc-backlink";
}

/** The contents of the page itself are part of the record (many list the topics there only); menus of a site are not. */
const isContents = (attributes: Record<string, string>): boolean =>
  /\b(?:toc|contents)\b/i.test([attributes.id, attributes.class, attributes.role].join(" "));

/** Names under which pages give what other formats call author, date … (Dublin Core, and what pandoc writes). */
const META = new Map<string, string>([
  ["title", "title"],
  ["dc.title", "title"],
  ["author", "author"],
  ["dc.creator", "author"],
  ["dcterms.creator", "author"],
  ["date", "date"],
  ["dc.date", "date"],
  ["dcterms.date", "date"],
  ["description", "description"],
  ["keywords", "keywords"],
]);

/** What the head of the page says about it. The first to say a thing is believed. */
export function takeMeta(name: string, attributes: Record<string, string>, fields: Record<string, string>): void {
  if (name === "html" && attributes.lang) fields.language ??= attributes.lang;
  if (name !== "meta") return;
  const field = META.get((attributes.name ?? "").toLowerCase());
  const content = (attributes.content ?? "").replace(/\s+/g, " ").trim();
  if (field !== undefined && content !== "") fields[field] ??= content;
}

/** One word with figures or dots in it is a name of a file ("notes-2031-05.html"), which programs set for want of a title. */
const FILE_NAME = /^[^\s]*[-_.\d][^\s]*$/;

export function takeTitle(text: string, fields: Record<string, string>): void {
  const title = text.replace(/\s+/g, " ").trim();
  if (title !== "" && !FILE_NAME.test(title)) fields.title ??= title;
}
