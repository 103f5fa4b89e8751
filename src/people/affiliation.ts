/** For whom someone speaks; the stakeholder group they belong to; what they are or were elsewhere ("past MAG member"). */
export const AFFILIATION_KINDS = ["affiliation", "stakeholder group", "elsewhere"] as const;
export type AffiliationKind = (typeof AFFILIATION_KINDS)[number];
