import { z } from "zod";

/** What an authenticator answers, as browsers write it down. Source: Web Authentication Level 3, 5.1. */
const Answer = z.object({
  id: z.string().min(1).max(1400),
  rawId: z.string().min(1).max(1400),
  type: z.literal("public-key"),
  clientExtensionResults: z.object({}).transform(() => ({})),
});
const Base64Url = z
  .string()
  .regex(/^[\w-]+$/)
  .max(20_000);
export const NewPasskey = Answer.extend({
  response: z.object({
    clientDataJSON: Base64Url,
    attestationObject: Base64Url,
    transports: z.array(z.string().max(20)).max(10).default([]),
  }),
});
export type NewPasskey = z.infer<typeof NewPasskey>;
export const UsedPasskey = Answer.extend({
  response: z.object({ clientDataJSON: Base64Url, authenticatorData: Base64Url, signature: Base64Url }),
});
export type UsedPasskey = z.infer<typeof UsedPasskey>;

/** What the hidden field of the form holds; undefined where it is no answer of an authenticator. */
export function readAnswer<Read extends z.ZodType>(schema: Read, sent: string): z.infer<Read> | undefined {
  const read = schema.safeParse(parsed(sent));
  return read.success ? read.data : undefined;
}

/** The question that an answer says it answers; undefined where it says none. */
export function questionIn(answer: NewPasskey | UsedPasskey): string | undefined {
  const written = Buffer.from(answer.response.clientDataJSON, "base64url").toString();
  return z.object({ challenge: Base64Url }).safeParse(parsed(written)).data?.challenge;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // The platform says so by an exception alone.
  }
}
