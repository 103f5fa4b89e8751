import { button, type FieldErrors, type FormGuard, form, hidden, select, textArea } from "../ui/form.ts";
import { bdi, type Html, html } from "../ui/html.ts";
import { markdown } from "../ui/markdown.ts";
import { type Place, page } from "../ui/page.ts";
import { nextStep, row, rows } from "../ui/parts.ts";
import { moment } from "../ui/time.ts";
import { toSay, type Words } from "../ui/words.ts";
import type { PastRevision } from "./block.queries.ts";
import { BLOCK_KINDS, type Block, type BlockKind, type Text } from "./text.ts";

export type Frame = { words: Words; place: Place; path: string };

export const KIND_WORDS: Record<BlockKind, string> = {
  heading: toSay("heading"),
  paragraph: toSay("paragraph"),
  list: toSay("list"),
  table: toSay("table"),
  quote: toSay("quotation"),
  code: toSay("code"),
  intervention: toSay("intervention"),
  action: toSay("action"),
  decision: toSay("decision"),
  recommendation: toSay("recommendation"),
  question: toSay("open question"),
  "next-step": toSay("next step"),
  document: toSay("document"),
  event: toSay("event"),
};

const kindField = (words: Words, value: BlockKind): Html =>
  select({
    name: "kind",
    label: words.t("What it is"),
    value,
    choices: BLOCK_KINDS.map((kind) => ({ value: kind, label: words.t(KIND_WORDS[kind]) })),
  });

/** One block to be corrected: its words as Markdown, what they look like, and every state it had. */
export function blockPage(
  frame: Frame,
  shown: { text: Text; block: Block; past: readonly PastRevision[]; names: ReadonlyMap<number, string> },
  guard: FormGuard,
  typed: { body: string; kind: BlockKind },
  errors: FieldErrors = {},
): Html {
  const { words } = frame;
  const { text, block } = shown;
  const at = `${text.address}/blocks/${block.number}`;
  const title = words.t("Block {number}", { number: String(block.number) });
  return page({
    ...frame,
    title,
    robots: "noindex",
    breadcrumb: [{ href: text.address, label: text.title }],
    main: html`<h1>${title}</h1>
      ${errors[""] !== undefined && nextStep(words.t("Someone was faster. It now says:"), markdown(block.body))}
      ${form(
        at,
        guard,
        html`${hidden("seen", block.revision)}
        ${textArea({ name: "body", label: words.t("Words"), value: typed.body, error: errors.body ?? errors[""], rows: 8, required: true })}
        ${kindField(words, typed.kind)}
        <p>${button(words.t("Save the correction"), { main: true })}</p>`,
      )}
      ${block.withdrawn ? null : form(`${at}/withdrawal`, guard, html`${hidden("seen", block.revision)}${button(words.t("Withdraw this block"))}`, { quiet: true })}
      ${insertion(words, text, block, guard)}
      <h2>${words.t("How it came to be")}</h2>
      ${rows(shown.past.map((one) => pastRow(words, shown, one, guard)))}`,
  });
}

const insertion = (words: Words, text: Text, block: Block, guard: FormGuard): Html =>
  html`<details><summary>${words.t("Add a block after this one")}</summary>${form(
    `${text.address}/blocks`,
    guard,
    html`${hidden("after", block.number)}
    ${textArea({ name: "body", id: "f-added", label: words.t("Words"), value: "", rows: 4, required: true })}
    ${select({ name: "kind", id: "f-added-kind", label: words.t("What it is"), value: "paragraph", choices: BLOCK_KINDS.map((kind) => ({ value: kind, label: words.t(KIND_WORDS[kind]) })) })}
    <p>${button(words.t("Add"))}</p>`,
  )}</details>`;

function pastRow(
  words: Words,
  { text, block, names }: { text: Text; block: Block; names: ReadonlyMap<number, string> },
  one: PastRevision,
  guard: FormGuard,
): Html {
  const back = form(
    `${text.address}/blocks/${block.number}/return`,
    guard,
    html`${hidden("seen", block.revision)}${hidden("revision", one.revision)}${button(words.t("Bring this back"))}`,
    { quiet: true },
  );
  return row({
    what: one.withdrawn ? html`<p class="soft">${words.t("Withdrawn")}</p>` : markdown(one.body),
    more: [
      moment(words, one.at, null),
      one.accountId !== null && bdi(names.get(one.accountId) ?? ""),
      words.t(KIND_WORDS[one.kind]),
    ],
    presses: one.revision !== block.revision && back,
  });
}
