import type { Intent } from "@warmline/bots/core/event.ts";
import { mapOk, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import type { Moment } from "../../platform/commands/command.ts";
import type { Reads } from "../../platform/commands/guarded-reads.ts";
import { returnFromHome, takeFromHome, type HomeDone } from "../hall/index.ts";
import type { Origin } from "./filing.ts";

type TicketIntent = Extract<Intent, { readonly kind: "take-ticket" | "return-ticket" }>;

/**
 * 在家取号 and 取消排号, for the chat. Refusals, in this order: `ticket-unknown` where there is no chat,
 * then those of the hall.
 */
export async function loadTicket(
  reads: Reads,
  intent: TicketIntent,
  { chatId: id, language }: Pick<Origin, "chatId" | "language">,
  moment: Moment,
): Promise<Result<Omit<HomeDone, "label"> & { readonly number: string }, string>> {
  if (id === undefined) return refuse("ticket-unknown");
  const done =
    intent.kind === "take-ticket"
      ? await takeFromHome(reads, { ...intent, id, language }, moment)
      : await returnFromHome(reads, { id, ticketId: intent.ticketId }, moment);
  return mapOk(done, ({ label: number, ...rest }) => ({ ...rest, number }));
}
