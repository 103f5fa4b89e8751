/** Names of the files in the folder of backups: what made them, and the instant. */
const KINDS = ["nightly", "before-restore"] as const;
export type BackupKind = (typeof KINDS)[number];

/** "nightly-2026-03-05T030000Z.baraza" */
export const fileNameOf = (kind: BackupKind, at: Date): string =>
  `${kind}-${at.toISOString().slice(0, 19).replaceAll(":", "")}Z.baraza`;

const NAME = /^(?:nightly|before-restore)-(\d{4}-\d{2}-\d{2})T(\d{2})(\d{2})(\d{2})Z\.baraza$/;

/** When a file of that name was made; undefined for a name that the program does not give. */
export function madeAt(name: string): Date | undefined {
  const [, day, hours, minutes, seconds] = NAME.exec(name) ?? [];
  return day === undefined ? undefined : new Date(`${day}T${hours}:${minutes}:${seconds}Z`);
}
