/**
 * What can still be sent below an archived group's address: opening it again, what somebody does for themselves or for
 * their safety, and its end. Everything else of it can only be read.
 */
const STILL_WORKS: readonly RegExp[] = [
  /^\/archive\/opening$/,
  /^\/members\/[1-9]\d*\/end$/,
  /^\/conduct(?:\/|$)/,
  /^\/requests(?:\/|$)/,
  /^\/meetings\/[^/]+\/request$/,
  /^\/deletion(?:\/|$)/,
];

/** `below`: the address after the group's own. */
export const worksInArchive = (below: string): boolean => STILL_WORKS.some((path) => path.test(below));
