import { type Fill, type Html, html } from "./html.ts";

/** What each form that changes something carries: the token of the sign-in, and the key under which the act happens once. */
export type FormGuard = { token: string; key: string };

/** Messages by the name of the field; "" holds those of the form as a whole. */
export type FieldErrors = Record<string, string | undefined>;

type Field = {
  name: string;
  label: string;
  hint?: Fill;
  error?: string | undefined;
  /** Where a page holds several forms with the same names: makes the ids differ. */
  id?: string;
};

/** A form that changes something. What it does is a resource of its own, and the answer to it is a redirect. */
export function form(
  action: string,
  guard: FormGuard,
  body: Fill,
  options: { upload?: boolean; quiet?: boolean } = {},
): Html {
  return html`<form method="post" action="${action}"${options.upload === true && html` enctype="multipart/form-data"`}${options.quiet === true && html` class="quiet"`}>
    <input type="hidden" name="_token" value="${guard.token}"><input type="hidden" name="_key" value="${guard.key}">
    ${body}
  </form>`;
}

/** What the form of a visitor carries besides: its seal, and a field that nobody sees and a program fills in. */
export const visitorFields = (seal: string, trap: string): Html =>
  html`${hidden("_seal", seal)}<p hidden><label>${trap} <input name="${trap}" tabindex="-1" autocomplete="off"></label></p>`;

/** One press: a button that stands as a form of its own. */
export const press = (action: string, guard: FormGuard, label: string, options: { main?: boolean } = {}): Html =>
  form(action, guard, button(label, { main: options.main === true }), { quiet: true });

export const button = (label: Fill, options: { main?: boolean; name?: string; value?: string } = {}): Html =>
  html`<button${options.main === true && html` class="main"`}${options.name !== undefined && html` name="${options.name}" value="${options.value ?? ""}"`}>${label}</button>`;

export const hidden = (name: string, value: string | number): Html =>
  html`<input type="hidden" name="${name}" value="${value}">`;

type TextField = Field & {
  value?: string | null;
  type?: "text" | "date" | "time" | "email" | "url" | "search" | "number";
  required?: boolean;
  autocomplete?: string;
  list?: string;
  size?: number;
};

export function textField(field: TextField): Html {
  const id = idOf(field);
  return labelled(
    field,
    id,
    html`<input id="${id}" name="${field.name}" type="${field.type ?? "text"}" value="${field.value}"${field.required === true && html` required`}${field.autocomplete !== undefined && html` autocomplete="${field.autocomplete}"`}${field.list !== undefined && html` list="${field.list}"`}${field.size !== undefined && html` size="${field.size}"`}${described(field, id)}>`,
  );
}

/** What a field named by `list` proposes; anything else can be typed. */
export const proposals = (id: string, values: readonly string[]): Html =>
  html`<datalist id="${id}">${values.map((value) => html`<option value="${value}">`)}</datalist>`;

export function textArea(field: Field & { value?: string | null; rows?: number; required?: boolean }): Html {
  const id = idOf(field);
  // A line break straight after the tag is dropped by browsers, so that one of the text itself would be lost.
  return labelled(
    field,
    id,
    html`<textarea id="${id}" name="${field.name}" rows="${field.rows ?? 6}" dir="auto"${field.required === true && html` required`}${described(field, id)}>${"\n"}${field.value}</textarea>`,
  );
}

export function fileField(field: Field & { accept?: string; multiple?: boolean }): Html {
  const id = idOf(field);
  return labelled(
    field,
    id,
    html`<input id="${id}" name="${field.name}" type="file"${field.accept !== undefined && html` accept="${field.accept}"`}${field.multiple === true && html` multiple`}${described(field, id)}>`,
  );
}

export type Choice = { value: string; label: Fill };

export function select(field: Field & { value?: string | null; choices: readonly Choice[] }): Html {
  const id = idOf(field);
  const options = field.choices.map(
    (choice) =>
      html`<option value="${choice.value}"${choice.value === (field.value ?? "") && html` selected`}>${choice.label}</option>`,
  );
  return labelled(field, id, html`<select id="${id}" name="${field.name}"${described(field, id)}>${options}</select>`);
}

/** A question with its answers; the likeliest is chosen already. */
export function radios(field: Field & { value?: string | null; choices: readonly Choice[] }): Html {
  const id = idOf(field);
  return html`<fieldset class="choice"${described(field, id)}><legend>${field.label}</legend>${beside(field, id)}
    ${field.choices.map(
      (choice, place) =>
        html`<label for="${id}-${place}"><input type="radio" id="${id}-${place}" name="${field.name}" value="${choice.value}"${choice.value === (field.value ?? "") && html` checked`}> ${choice.label}</label>`,
    )}</fieldset>`;
}

export function checkbox(field: Field & { value: string; checked?: boolean }): Html {
  const id = idOf(field);
  return html`<p class="field tick"><label for="${id}"><input type="checkbox" id="${id}" name="${field.name}" value="${field.value}"${field.checked === true && html` checked`}${described(field, id)}> ${field.label}</label>${beside(field, id)}</p>`;
}

/** What was wrong with a form, at its head, each message leading to its field. Nothing where nothing was wrong. */
export function errorSummary(title: string, errors: FieldErrors): Html | null {
  const wrong = Object.entries(errors).flatMap(([name, message]) => (message === undefined ? [] : [{ name, message }]));
  if (wrong.length === 0) return null;
  return html`<div class="errors" role="alert"><p>${title}</p><ul>
    ${wrong.map(({ name, message }) => html`<li>${name === "" ? message : html`<a href="#f-${name}">${message}</a>`}</li>`)}
  </ul></div>`;
}

const idOf = (field: Field): string => field.id ?? `f-${field.name}`;

const labelled = (field: Field, id: string, control: Html): Html =>
  html`<p class="field"><label for="${id}">${field.label}</label>${beside(field, id)}${control}</p>`;

const beside = (field: Field, id: string): Html =>
  html`${field.hint !== undefined && html`<span class="hint" id="${id}-hint">${field.hint}</span>`}${field.error !== undefined && html`<span class="error" id="${id}-error">${field.error}</span>`}`;

function described(field: Field, id: string): Html | false {
  const ids = [field.hint !== undefined && `${id}-hint`, field.error !== undefined && `${id}-error`].filter(Boolean);
  if (ids.length === 0) return false;
  return html` aria-describedby="${ids.join(" ")}"${field.error !== undefined && html` aria-invalid="true"`}`;
}
