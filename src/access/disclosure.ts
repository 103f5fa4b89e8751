import type { Fact } from "./matrix.ts";

export const AUDIENCES = ["public", "participants", "nobody"] as const;
export type Audience = (typeof AUDIENCES)[number];

/** Who may have a list or a recording, and whether at once or on request. */
export type Disclosure = { audience: Audience; onRequest: boolean };

/** What a disclosure means for whoever asks: the facts that the rules on lists and recordings rest on. */
export function disclosureFacts({ audience, onRequest }: Disclosure, published: boolean): { [fact in Fact]?: boolean } {
  const atOnce = published && !onRequest;
  return {
    published,
    toAll: atOnce && audience === "public",
    toMembers: atOnce && audience !== "nobody",
  };
}
