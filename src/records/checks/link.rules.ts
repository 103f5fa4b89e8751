import { type Said, say } from "../../ui/said.ts";
import type { Fault, LinkMention, Rule } from "./rule.ts";

/** What people leave in place of an address. */
const PLACEHOLDER_TARGET =
  /^(#|https?:\/\/#?|tb[acd]|todo|url|link|here|address|x{2,}|\?+|\.{3}|…|insert.*|about:blank)?$/i;

const deadLink: Rule = {
  name: "dead-link",
  kind: "dead-link",
  level: "error",
  reason: "A link without a target loses the document it stood for; nobody can find it years later.",
  example: {
    report: "The draft was shared: [Outline of the guide](#)",
    said: 'The link "Outline of the guide" leads nowhere.',
  },
  run: ({ links }) =>
    links
      .filter(({ href }) => PLACEHOLDER_TARGET.test(href.trim()))
      .map((link) =>
        linkFault(
          link,
          say('The link "{link}" leads nowhere.', { link: link.text.trim() || link.href }),
          say("Give the address, or take the link away."),
        ),
      ),
};

/** Labels after which readers look for an address. */
const LINK_LABEL =
  /^(?:link to (?:the )?)?(recording|video|slides?|presentation|transcript|link|joining link|registration(?: link)?|document|draft|minutes|notes)(?: link)?\s*:\s*$/i;

const emptyLabel: Rule = {
  name: "empty-link",
  kind: "dead-link",
  level: "warning",
  reason: "A label with no address after it promises a document that the report does not give.",
  example: {
    report: "Links\n\n- Recording:\n- Minutes: https://example.org/minutes/4",
    said: 'Nothing follows the label "Recording:".',
  },
  run: ({ lines }) =>
    lines.flatMap((line, index) => {
      if (line.place === "heading" || line.text.length > 40 || !LINK_LABEL.test(line.text.trim())) return [];
      const next = lines[index + 1];
      if (next && next.place !== "heading" && !isLabel(next.text)) return [];
      const message = say('Nothing follows the label "{label}".', { label: line.text.trim() });
      return [
        {
          line: line.line,
          words: line.text.trim(),
          message,
          remedy: say("Give the address, or say why there is none."),
        },
      ];
    }),
};

const isLabel = (text: string): boolean => /^[^:]{1,40}:(\s|$)/.test(text.trim());

const cutLink: Rule = {
  name: "cut-link",
  kind: "link-suspect",
  level: "warning",
  reason: "An address that lost its end when it was copied opens nothing.",
  example: {
    report: "See https://example.org/library/guide-to-…",
    said: "The address seems to be cut: it ends in dots.",
  },
  run: ({ links }) =>
    links.flatMap((link) => {
      const why = whyCut(link);
      return why ? [linkFault(link, why, say("Copy the whole address again."))] : [];
    }),
};

/** Shared office documents carry identifiers of 44 characters (as seen in addresses that work); shorter ones open nothing. */
const SHARED_DOCUMENT =
  /^https?:\/\/docs\.google\.com\/(?:document|spreadsheets|presentation)\/(?:u\/\d+\/)?d\/(?!e\/)([\w-]*)/;

function whyCut({ href, text }: LinkMention): Said | null {
  if (PLACEHOLDER_TARGET.test(href.trim()) || !/^https?:/i.test(href)) return null;
  if (/(\.\.\.|…|%E2%80%A6)$/i.test(href)) return say("The address seems to be cut: it ends in dots.");
  if (/[-=&%]$|%[0-9a-f]$/i.test(href))
    return say('The address seems to be cut: it ends in "{end}".', { end: href.slice(-1) });
  if (/^https?:\/\/[^./?#]*\/?$/i.test(href) && !/localhost/i.test(href))
    return say("The address seems to be cut: the name of the server is not whole.");
  const identifier = SHARED_DOCUMENT.exec(href)?.[1];
  if (identifier !== undefined && identifier.length < 44)
    return say(
      "The address seems to be cut: its identifier has {count, plural, one {# character} other {# characters}}, not 44.",
      { count: identifier.length },
    );
  const shown = text.trim().replace(/\\/g, "");
  if (shown !== href && shown.length > href.length && shown.startsWith(href.replace(/\/$/, "")) && !/\s/.test(shown))
    return say("The address seems to be cut: the words shown go on where the address ends.");
  return null;
}

/** Forms of addresses that open a page for writing. */
const OPEN_TO_EDIT = [
  /^https?:\/\/docs\.google\.com\/.*\/edit\b/i,
  /^https?:\/\/[^/]*(?:pad|etherpad)[^/]*\/(?:[^?#]*\/)?p\/[^/]+$/i,
  /^https?:\/\/(?:[\w-]+\.)*(?:hackmd\.io|hedgedoc\.[\w.]+|codimd\.[\w.]+)\/[^?#]+\?(?:both|edit)\b/i,
  /^https?:\/\/[^#]*#\/\d\/\w+\/edit\//i,
  /[?&](?:action=edit|mode=edit|edit=(?:1|true)|access=edit)\b/i,
  /^https?:\/\/[^?#]*\/edit\/?(?:[?#].*)?$/i,
];

const openToEdit: Rule = {
  name: "link-open-to-edit",
  kind: "link-open-to-edit",
  level: "warning",
  reason: "A report is public; such a link may let anyone change the draft, and shows who is at work on it.",
  example: {
    report: "The draft is at https://pad.example.org/p/local-guide",
    said: "This address opens the document for editing.",
  },
  run: ({ links }) =>
    links
      .filter(({ href }) => OPEN_TO_EDIT.some((form) => form.test(href)))
      .map((link) =>
        linkFault(
          link,
          say("This address opens the document for editing."),
          say("Link to a copy that can only be read."),
        ),
      ),
};

const bareAddress: Rule = {
  name: "link-without-label",
  kind: "link-without-label",
  level: "style",
  reason: "An address alone does not say what it leads to, and nothing is left of it when it dies.",
  example: {
    report: "https://example.org/library/41",
    said: "An address stands alone, with no word of what it leads to.",
  },
  run: ({ links, lines }) => {
    const announced = new Set(lines.filter((_, index) => lines[index - 1]?.text.trimEnd().endsWith(":")));
    return links
      .filter(({ text, line }) => /^https?:/i.test(text.trim()) && line.text.trim().length <= text.trim().length + 1)
      .filter(({ line }) => !announced.has(line))
      .map((link) =>
        linkFault(
          link,
          say("An address stands alone, with no word of what it leads to."),
          say("Name the document before the address."),
        ),
      );
  },
};

const escapedText: Rule = {
  name: "link-text-escaped",
  kind: "link-text-escaped",
  level: "style",
  reason: "A stray backslash in the words of a link is copied along, and the address no longer works.",
  example: {
    report: "[https://example.org/a\\\\_b](https://example.org/a_b)",
    said: "The words of the link show a backslash that is not in the address.",
  },
  run: ({ links }) =>
    links
      .filter(({ text, href }) => text !== href && /\\[_*~.-]/.test(text) && !href.includes("\\"))
      .map((link) =>
        linkFault(
          link,
          say("The words of the link show a backslash that is not in the address."),
          say("Take the backslash away."),
        ),
      ),
};

function linkFault(link: LinkMention, message: Said, remedy: Said): Fault {
  return { line: link.line.line, words: link.text.trim() || link.href, message, remedy };
}

export const linkRules: Rule[] = [deadLink, emptyLabel, cutLink, openToEdit, bareAddress, escapedText];
