import { z } from "zod";
import type { Fact } from "./matrix.ts";

/** Who may have a list or a recording. `participants` are those who were there. */
export const AUDIENCES = ["public", "members", "participants", "nobody"] as const;
export type Audience = (typeof AUDIENCES)[number];
/** How they have it; `counts`: of a list, how many of each stakeholder group and no names. */
export const HOW = ["at once", "on request", "counts"] as const;
export type How = (typeof HOW)[number];

/** Who may have a list or a recording, and whether at once, on request, or as counts only. */
export type Disclosure = { audience: Audience; how: How };

/** Whether names are said in a record: who was there, who spoke, for whom. Chatham House: of nobody, to nobody. */
export const ATTRIBUTIONS = ["named", "chatham house"] as const;
export type Attribution = (typeof ATTRIBUTIONS)[number];

const Kept = z.object({ audience: z.enum(AUDIENCES), how: z.enum(HOW) });
const Earlier = z.object({ audience: z.enum(["public", "participants", "nobody"]), onRequest: z.boolean() });

/** As it is kept in JSON. What was kept before audiences told members from those who were there is read as it was meant. */
export const Disclosure: z.ZodType<Disclosure> = z.union([
  Kept,
  Earlier.transform(({ audience, onRequest }) => earlierDisclosure(audience, onRequest)),
]);

/** "participants" once stood for members where it was at once, and for those who took part where it was upon request. */
export const earlierDisclosure = (audience: "public" | "participants" | "nobody", onRequest: boolean): Disclosure => ({
  audience: audience === "participants" && !onRequest ? "members" : audience,
  how: onRequest ? "on request" : "at once",
});

/** All that a list can be set to, as one word each: "members on request". Of a recording there are no counts. */
export const LIST_DISCLOSURES = [
  "public",
  "public on request",
  "public counts",
  "members",
  "members on request",
  "participants",
  "participants on request",
  "nobody",
] as const;
export type DisclosureWord = (typeof LIST_DISCLOSURES)[number];

const BY_WORD: Record<DisclosureWord, Disclosure> = {
  public: { audience: "public", how: "at once" },
  "public on request": { audience: "public", how: "on request" },
  "public counts": { audience: "public", how: "counts" },
  members: { audience: "members", how: "at once" },
  "members on request": { audience: "members", how: "on request" },
  participants: { audience: "participants", how: "at once" },
  "participants on request": { audience: "participants", how: "on request" },
  nobody: { audience: "nobody", how: "at once" },
};

/** The word for it. Nobody is nobody however it is had; counts for fewer than everyone are what members know anyway. */
export function disclosureWord({ audience, how }: Disclosure): DisclosureWord {
  const same = LIST_DISCLOSURES.find((word) => BY_WORD[word].audience === audience && BY_WORD[word].how === how);
  return same ?? "nobody";
}

export const disclosureOfWord = (word: DisclosureWord): Disclosure => BY_WORD[word];
export const ListDisclosure = z.enum(LIST_DISCLOSURES);
export const RecordingDisclosure = ListDisclosure.exclude(["public counts"]);
export const RECORDING_DISCLOSURES = RecordingDisclosure.options;

/** The word for a recording, which has no counts. */
export function recordingWord(disclosure: Disclosure): (typeof RECORDING_DISCLOSURES)[number] {
  const word = disclosureWord(disclosure);
  return word === "public counts" ? "nobody" : word;
}

/** What a disclosure means for whoever asks: the facts that the rules on lists and recordings rest on. */
export function disclosureFacts(
  { audience, how }: Disclosure,
  published: boolean,
  wasThere: boolean,
): { [fact in Fact]?: boolean } {
  const atOnce = published && how === "at once";
  return {
    published,
    toAll: atOnce && audience === "public",
    toMembers: atOnce && (audience === "public" || audience === "members"),
    toThosePresent: atOnce && audience !== "nobody" && wasThere,
    countsToAll: published && audience === "public" && how !== "on request",
  };
}
