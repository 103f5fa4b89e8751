/** Abbreviations that stand for one region only; in daily use the season of the abbreviation is often wrong, the region is not. */
const REGIONS: Record<string, string> = {
  utc: "UTC",
  gmt: "UTC",
  zulu: "UTC",
  z: "UTC",
  "greenwich mean": "UTC",
  "coordinated universal": "UTC",
  et: "America/New_York",
  est: "America/New_York",
  edt: "America/New_York",
  eastern: "America/New_York",
  ct: "America/Chicago",
  cdt: "America/Chicago",
  central: "America/Chicago",
  mt: "America/Denver",
  mdt: "America/Denver",
  mountain: "America/Denver",
  pt: "America/Los_Angeles",
  pst: "America/Los_Angeles",
  pdt: "America/Los_Angeles",
  pacific: "America/Los_Angeles",
  cet: "Europe/Berlin",
  cest: "Europe/Berlin",
  wet: "Europe/Lisbon",
  west: "Europe/Lisbon",
  eet: "Europe/Athens",
  eest: "Europe/Athens",
  bst: "Europe/London",
  london: "Europe/London",
  paris: "Europe/Paris",
  geneva: "Europe/Zurich",
  brussels: "Europe/Brussels",
  berlin: "Europe/Berlin",
  nairobi: "Africa/Nairobi",
  eat: "Africa/Nairobi",
  cat: "Africa/Maputo",
  wat: "Africa/Lagos",
  sast: "Africa/Johannesburg",
  msk: "Europe/Moscow",
  jst: "Asia/Tokyo",
  kst: "Asia/Seoul",
  hkt: "Asia/Hong_Kong",
  sgt: "Asia/Singapore",
  pkt: "Asia/Karachi",
  pht: "Asia/Manila",
  ict: "Asia/Bangkok",
  brt: "America/Sao_Paulo",
  art: "America/Argentina/Buenos_Aires",
  aest: "Australia/Sydney",
  aedt: "Australia/Sydney",
  nzst: "Pacific/Auckland",
  nzdt: "Pacific/Auckland",
};

/** The zone that words stand for: a name of the tz database or a fixed offset ("+02:00"); null where they name no one zone. */
export function zoneOf(words: string): string | null {
  const bare = words.trim();
  const offset = /^(?:UTC|GMT)?\s?([+-])\s?(\d{1,2})(?::?(\d{2}))?$/i.exec(bare);
  if (offset) return `${offset[1]}${(offset[2] ?? "").padStart(2, "0")}:${offset[3] ?? "00"}`;
  const key = bare
    .toLowerCase()
    .replace(/^us[ /-]?/, "")
    .replace(/\s*(?:standard |daylight |summer )?time$/, "");
  if (Object.hasOwn(REGIONS, key)) return REGIONS[key] ?? null;
  return /^[A-Z][A-Za-z]+\/[A-Za-z_/+-]+$/.test(bare) && isKnown(bare) ? bare : null;
}

/** The instant of a clock ("14:00") on a day ("2022-07-21") in a zone. Null for what the zone or the calendar does not have. */
export function instantIn(zone: string, on: string, clock: string): Date | null {
  const asUtc = Date.parse(`${on}T${clock}:00Z`);
  if (Number.isNaN(asUtc)) return null;
  // The offset depends on the instant and the other way round: twice is enough but in the skipped hour.
  const first = asUtc - offsetMinutes(zone, asUtc) * 60_000;
  return new Date(asUtc - offsetMinutes(zone, first) * 60_000);
}

function offsetMinutes(zone: string, at: number): number {
  const fixed = /^([+-])(\d{2}):(\d{2})$/.exec(zone);
  if (fixed) return (fixed[1] === "-" ? -1 : 1) * (Number(fixed[2]) * 60 + Number(fixed[3]));
  const parts = new Intl.DateTimeFormat("en", { timeZone: zone, timeZoneName: "longOffset" }).formatToParts(at);
  const name = parts.find((part) => part.type === "timeZoneName")?.value ?? "GMT";
  const match = /([+-])(\d{2}):(\d{2})/.exec(name);
  return match ? (match[1] === "-" ? -1 : 1) * (Number(match[2]) * 60 + Number(match[3])) : 0;
}

function isKnown(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: zone }) !== undefined;
  } catch {
    return false; // Intl knows no other way to say that it does not know a zone.
  }
}
