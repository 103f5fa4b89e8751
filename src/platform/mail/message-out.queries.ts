import type { Generated } from "kysely";
import type { Database } from "../database/database.ts";

declare module "../database/schema.ts" {
  interface Schema {
    message_out: {
      id: Generated<number>;
      kind: string;
      group_id: number | null;
      account_id: number | null;
      to_name: string;
      to_address: string;
      subject: string;
      body: string | null;
      state: Generated<"waiting" | "sent" | "dead">;
      attempts: Generated<number>;
      last_reason: string | null;
      queued_at: Date;
      ended_at: Date | null;
    };
  }
}

/** A mail to one person, plain text. `kind` names the occasion ("invitation"); `accountId` whose rights it was written with. */
export type NewMessage = {
  kind: string;
  groupId: number | null;
  accountId: number | null;
  to: { name: string; address: string };
  subject: string;
  text: string;
};

/** Queues a mail in the transaction of the act that it tells of. Ask `site.sendsMail` first: it may never go out. */
export async function queueMessage(trx: Database, message: NewMessage, now: Date): Promise<void> {
  await trx
    .insertInto("message_out")
    .values({
      kind: message.kind,
      group_id: message.groupId,
      account_id: message.accountId,
      to_name: message.to.name,
      to_address: message.to.address,
      subject: message.subject,
      body: message.text,
      last_reason: null,
      queued_at: now,
      ended_at: null,
    })
    .execute();
}
