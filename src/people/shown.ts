/** What other domains may join: names and addresses of persons and bodies. */
declare module "../platform/database/schema.ts" {
  interface Schema {
    person_shown: { id: number; slug: string; name: string };
    body_shown: { id: number; slug: string; name: string };
  }
}

export type {};
