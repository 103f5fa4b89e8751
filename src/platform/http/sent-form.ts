import { createHash } from "node:crypto";
import type { Context, MiddlewareHandler } from "hono";
import { Unacceptable } from "../refusal.ts";

/** Sizes in bytes. Source: SAFETY A8 (10 MB a document), issue 2 (limits of bodies). */
const LARGEST_UPLOAD = 10 * 1024 * 1024 + 64 * 1024;
const LARGEST_FORM = 1024 * 1024;
const MOST_FIELDS = 2000;

export type SentFile = { name: string; bytes: Uint8Array };

/** What a form sent, as text to be read by a schema. Every value is NFC, with `\n` for line breaks and without NUL. */
export class SentForm {
  readonly #texts = new Map<string, string[]>();
  readonly #files = new Map<string, SentFile[]>();

  addText(name: string, value: string): void {
    const said = value.toWellFormed().normalize("NFC").replaceAll("\r\n", "\n").replaceAll("\0", "");
    this.#texts.set(name, [...(this.#texts.get(name) ?? []), said]);
  }
  addFile(name: string, file: SentFile): void {
    this.#files.set(name, [...(this.#files.get(name) ?? []), file]);
  }
  /** The value of a field, "" where it was not sent. */
  text(name: string): string {
    return this.#texts.get(name)?.[0] ?? "";
  }
  texts(name: string): string[] {
    return this.#texts.get(name) ?? [];
  }
  /** Files that were chosen; a field left empty sends none. */
  files(name: string): SentFile[] {
    return this.#files.get(name) ?? [];
  }
  /** All single values by name, for a schema. The program's own fields, which begin with `_`, are left out. */
  fields(): Record<string, string> {
    const fields: Record<string, string> = Object.create(null);
    for (const [name, values] of this.#texts) if (!name.startsWith("_")) fields[name] = values[0] ?? "";
    return fields;
  }
  /**
   * The key under which the act happens once; "" where none was sent. What was typed is part of it: who goes back and
   * sends other words under the same key does another act, and no word is dropped.
   */
  get key(): string {
    const given = this.text("_key").slice(0, 100);
    return given === "" ? "" : `${given} ${this.#print()}`;
  }
  #print(): string {
    const print = createHash("sha256");
    for (const [name, values] of this.#texts) if (!name.startsWith("_")) print.update(JSON.stringify([name, values]));
    for (const [name, files] of this.#files)
      for (const file of files) print.update(JSON.stringify([name, file.name])).update(file.bytes);
    return print.digest("base64url");
  }
}

declare module "hono" {
  interface ContextVariableMap {
    form: SentForm;
  }
}

/** Reads the form of an unsafe request, within its limit, so that routes and protection find it in `c.var.form`. */
export const readForm: MiddlewareHandler = async (c, next) => {
  if (c.req.method !== "GET" && c.req.method !== "HEAD") c.set("form", await sentForm(c));
  await next();
};

async function sentForm(c: Context): Promise<SentForm> {
  const type = c.req.header("content-type") ?? "";
  const form = new SentForm();
  if (type.startsWith("multipart/form-data")) return fromParts(await body(c, LARGEST_UPLOAD), type, form);
  const bytes = await body(c, LARGEST_FORM);
  if (!type.startsWith("application/x-www-form-urlencoded")) return form;
  const fields = [...new URLSearchParams(new TextDecoder().decode(bytes))];
  if (fields.length > MOST_FIELDS) throw tooLarge();
  for (const [name, value] of fields) form.addText(name, value);
  return form;
}

async function fromParts(bytes: Uint8Array<ArrayBuffer>, type: string, form: SentForm): Promise<SentForm> {
  const parts = await new Response(bytes, { headers: { "content-type": type } }).formData().catch(() => null);
  if (!parts) throw new Unacceptable(400, "The form arrived damaged. Please send it again.");
  let count = 0;
  for (const [name, value] of parts) {
    if (++count > MOST_FIELDS) throw tooLarge();
    if (typeof value === "string") form.addText(name, value);
    else if (value.size > 0)
      form.addFile(name, { name: value.name.slice(0, 255), bytes: new Uint8Array(await value.arrayBuffer()) });
  }
  return form;
}

async function body(c: Context, limit: number): Promise<Uint8Array<ArrayBuffer>> {
  if (Number(c.req.header("content-length") ?? 0) > limit) throw tooLarge();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of c.req.raw.body ?? []) {
    size += chunk.length;
    if (size > limit) throw tooLarge();
    chunks.push(chunk);
  }
  const whole = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}

const tooLarge = (): Unacceptable => new Unacceptable(413, "That is too large: a file may have 10 MB, a form 1 MB.");
