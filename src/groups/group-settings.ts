import { z } from "zod";
import { WrittenName } from "../people/written-name.ts";
import { toSay } from "../ui/words.ts";
import { type Group, RESERVED_SLUGS } from "./group.ts";

/** How a group is called, reached and described. Kept in the journal as it stands here. */
export type GroupSettings = Pick<
  Group,
  "name" | "shortName" | "slug" | "contact" | "listAddress" | "mandate" | "parentBody" | "stakeholderGroups"
>;

const Slug = z
  .string()
  .trim()
  .regex(/^[\p{Ll}\p{Lo}\p{N}]+(?:-[\p{Ll}\p{Lo}\p{N}]+)*$/u, toSay("Use small letters, digits and single hyphens."))
  .max(60, toSay("Keep the address under 60 characters."))
  .refine((slug) => !RESERVED_SLUGS.includes(slug), toSay("The program itself answers at this address: take another."));

const orNull = (words: string): string | null => (words === "" ? null : words);
const line = z.string().trim().max(200, toSay("Keep this under 200 characters.")).transform(orNull);

export const SentSettings = z.object({
  name: WrittenName,
  shortName: line,
  slug: Slug,
  contact: line,
  listAddress: z
    .union([z.literal(""), z.email()], toSay("This does not look like an address: write name@example.org."))
    .transform(orNull),
  mandate: z.string().trim().max(5_000, toSay("Keep this under 5,000 characters.")).transform(orNull),
  parentBody: line,
  stakeholderGroups: z
    .string()
    .max(5_000, toSay("Keep this under 5,000 characters."))
    .transform((words) => [
      ...new Set(
        words
          .split("\n")
          .map((one) => one.trim())
          .filter((one) => one !== ""),
      ),
    ])
    .refine((groups) => groups.length <= 30, toSay("Name at most 30 stakeholder groups.")),
});

const textOrNull = z.string().nullable();
/** As the journal keeps them. */
export const KeptSettings = z.object({
  ...{ name: z.string(), slug: z.string(), shortName: textOrNull, contact: textOrNull, listAddress: textOrNull },
  ...{ mandate: textOrNull, parentBody: textOrNull, stakeholderGroups: z.array(z.string()) },
});

export const settingsOf = (group: Group): GroupSettings => KeptSettings.parse(group);
