import type { RepairCheck } from "@warmline/bots/core/event.ts";
import type { Call } from "@warmline/shared/calls/model.ts";
import { placed, type Outcome } from "@warmline/shared/campaigns/rules.ts";
import type { Write } from "@warmline/shared/store/write.ts";
import {
  answeredWrites,
  contactOfCall,
  loadContact,
  movedWrites,
  type InCampaign,
} from "../../domains/campaigns/index.ts";
import type { TurnAnswer } from "../../domains/conversations/index.ts";
import type { Reads } from "../../platform/commands/guarded-reads.ts";

interface Rung {
  readonly CallSid: string;
  /** At the campaign's own door: whom it rings. */
  readonly contact?: string;
}

/** Whom a campaign rings with this call. Null: it is of none, or they have answered. */
export async function loadRung(
  reads: Pick<Reads, "get" | "find">,
  { direction }: Pick<Call, "direction">,
  { CallSid, contact }: Rung,
): Promise<InCampaign | null> {
  if (direction === "inbound") return null;
  return contact === undefined ? contactOfCall(reads, CallSid) : loadContact(reads, contact);
}

export function checkOf({ campaign, contact }: InCampaign): RepairCheck {
  const { incidentKind: incident, incidentStartedAt: since } = campaign;
  return { incident, since, caseIds: contact.caseIds };
}

/**
 * What they answered; and that they are rung, where whoever placed the call has died before it
 * could say so.
 */
export function rungWrites(
  rung: InCampaign | null,
  callId: string,
  answer: Pick<TurnAnswer, "intents">,
): Write[] {
  if (rung === null) return [];
  const outcome = outcomeOf(answer);
  if (outcome !== null) return answeredWrites(rung, outcome);
  return movedWrites(rung, placed(rung.campaign, rung.contact, callId));
}

function outcomeOf({ intents }: Pick<TurnAnswer, "intents">): Outcome | null {
  for (const intent of intents) {
    if (intent.kind === "repair-answer") return intent.warm ? "warm" : "cold";
    if (intent.kind === "person") return "person";
  }
  return null;
}
