import type { z } from "zod";
import { Unacceptable } from "../refusal.ts";
import type { SentForm } from "./sent-form.ts";

/** The fields of a form whose page has nothing to show again (a press, say); throws the first thing that is wrong as a sentence. */
export function readFields<Schema extends z.ZodType>(schema: Schema, form: SentForm): z.infer<Schema> {
  const read = schema.safeParse(form.fields());
  if (read.success) return read.data;
  const first = read.error.issues[0];
  // What a schema says of itself is no sentence for a person; ours end like one.
  const said = first?.message.endsWith(".") ? first.message : "This form is not complete. Open the page again.";
  throw new Unacceptable(422, said);
}
