import { type Fill, type Html, html } from "./html.ts";

/** A list of things, one row each. */
export const rows = (items: readonly Html[]): Html => html`<ul class="rows">${items}</ul>`;

type Row = {
  /** Each live element has one. */
  id?: string;
  /** What it is, set large. */
  what: Fill;
  /** Owner, day, state, where from: small, one after another; what is empty is left out. */
  more?: readonly Fill[];
  /** What only some may do with it; outside of what is the same for everyone. */
  presses?: Fill;
};

export const row = ({ id, what, more = [], presses }: Row): Html =>
  html`<li${id !== undefined && html` id="${id}"`}><div class="row-what">${what}</div>${more.some(isThere) && html`<div class="row-more">${more.filter(isThere).map((fact) => html`<span>${fact}</span>\n`)}</div>`}${presses !== undefined && presses !== null && presses !== false && html`<div class="row-press">${presses}</div>`}</li>\n`;

const isThere = (fact: Fill): boolean => fact !== null && fact !== undefined && fact !== false && fact !== "";

/** A state is a word and a shape, never a colour alone. */
const SHAPES = { open: "○", done: "●", late: "▲", dropped: "×", draft: "◌", planned: "◇" } as const;
export const state = (shape: keyof typeof SHAPES, word: string): Html =>
  html`<span class="state${shape === "late" && " late"}"><i aria-hidden="true">${SHAPES[shape]}</i> ${word}</span>`;

/** What will be here, and how to begin. `begin` is for who may. */
export const emptyRoom = (sentence: string, begin?: Fill): Html =>
  html`<div class="empty"><p>${sentence}</p>${begin}</div>`;

/** Something that was just done, with the way back. */
export const notice = (sentence: Fill, undo?: Fill): Html =>
  html`<div class="notice" role="status"><p>${sentence}</p>${undo}</div>`;

/** The one thing that this person can do next on this page. */
export const nextStep = (heading: string, body: Fill): Html =>
  html`<section class="next"><h2>${heading}</h2>${body}</section>`;

/** A link that stands out like a button: to the page where the next thing is done. */
export const mainLink = (href: string, label: string): Html => html`<a class="main" href="${href}">${label}</a>`;

type Doubt = {
  id: string;
  /** What is not certain, as a question. */
  question: string;
  /** The words of the source, and where they stand. */
  source: string;
  where: string;
  /** The answer that is likeliest stands chosen in it. */
  answer: Html;
};

/** One doubt of an import: the question, the words of the source beside it, the likeliest answer. */
export const doubt = ({ id, question, source, where, answer }: Doubt): Html =>
  html`<section class="doubt" id="${id}"><h3>${question}</h3><div class="source"><p>${source}</p><small>${where}</small></div>${answer}</section>`;

type TextBlock = {
  /** Permanent address within the page: "4.2". It hangs in the margin. */
  address: string;
  /** What the mark is called for who cannot see it: "Paragraph 4.2". */
  body: Html;
  /** Word that marks what came out: "Action", "Decision". */
  mark?: string | null;
  /** Editing, copying: what only some may do. */
  tools?: Fill;
};

/** A piece of a report with its permanent link. */
export const textBlock = ({ address, body, mark, tools }: TextBlock): Html =>
  html`<div class="b${mark && " marked"}" id="${address}"><a class="no" href="#${address}">${address}</a>${mark && html`<b class="k">${mark}</b> `}${body}${tools}</div>\n`;

/** Facts about a thing: a word and its value. What is empty is left out. */
export const facts = (pairs: readonly (readonly [string, Fill])[]): Html =>
  html`<dl class="facts">${pairs.filter(([, value]) => isThere(value)).map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>\n`)}</dl>`;
