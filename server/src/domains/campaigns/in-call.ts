import type { CallState } from "@warmline/shared/calls/states.ts";
import { answered, ended, type Outcome } from "@warmline/shared/campaigns/rules.ts";
import type { Write } from "@warmline/shared/store/write.ts";
import type { Moment } from "../../platform/commands/command.ts";
import type { Reads } from "../../platform/commands/guarded-reads.ts";
import { loadMissed, missedWrites } from "./missed.ts";
import { contactOfCall, movedWrites, type InCampaign } from "./on-contact.ts";

/** For channels: what becomes of whoever is rung, in the commit of what their call tells. */

interface Ending {
  readonly found: InCampaign;
  readonly missed: Awaited<ReturnType<typeof loadMissed>>;
}

/** Null: the call is of no campaign, or it answered. */
export async function loadEnding(
  reads: Reads,
  callId: string,
  moment: Moment,
): Promise<Ending | null> {
  const found = await contactOfCall(reads, callId);
  if (found === null) return null;
  return { found, missed: await loadMissed(reads, found.contact, moment) };
}

export function endingWrites(ending: Ending | null, state: CallState, moment: Moment): Write[] {
  if (ending === null) return [];
  const { found, missed } = ending;
  const over = ended(found.campaign, found.contact, state, moment.at);
  return over === null ? [] : [...movedWrites(found, over), ...missedWrites(missed, moment)];
}

export function answeredWrites(found: InCampaign | null, outcome: Outcome | null): Write[] {
  if (found === null || outcome === null) return [];
  return movedWrites(found, answered(found.campaign, found.contact, outcome));
}
