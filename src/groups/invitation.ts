/** Weeks in which an invitation can be followed. Source: docs/decisions/0017. */
export const INVITATION_DAYS = 21;

/** Somebody was asked to join and has not come yet. Only a hash of the link is kept. */
export type Invitation = {
  id: number;
  groupId: number;
  personId: number | null;
  name: string | null;
  address: string | null;
  affiliation: string | null;
  invitedAt: Date;
  expiresAt: Date;
  /** When an office holder said that this person was told; null while nobody did. */
  toldAt: Date | null;
  withdrawnAt: Date | null;
};

/** An invitation with the secret of its link, known while it is made and never again. */
export type FreshInvitation = Invitation & { secret: string };

export const invitedAs = ({ name, address }: Pick<Invitation, "name" | "address">): string => name ?? address ?? "";

/** A name to begin with where only an address is known: "asha.mwangi@…" is likely Asha Mwangi. */
export function guessedName({ name, address }: Pick<Invitation, "name" | "address">): string {
  if (name !== null || address === null) return name ?? "";
  const words = (address.split("@")[0] ?? "")
    .replace(/\+.*$/, "")
    .split(/[._-]+/)
    .filter((word) => /^\p{L}{2,}$/u.test(word));
  return words.length < 2 ? "" : words.map((word) => word.slice(0, 1).toUpperCase() + word.slice(1)).join(" ");
}
