import {
  campaigns,
  contacts,
  type Campaign,
  type Contact,
} from "@warmline/shared/campaigns/model.ts";
import type { Moved } from "@warmline/shared/campaigns/rules.ts";
import { assert } from "@warmline/shared/kernel/assert.ts";
import { replace, type Write } from "@warmline/shared/store/write.ts";
import type { Reads } from "../../platform/commands/guarded-reads.ts";

/** Somebody who is rung, with the campaign that has it done. */
export interface InCampaign {
  readonly campaign: Campaign;
  readonly contact: Contact;
}

export async function loadContact(
  reads: Pick<Reads, "get">,
  id: string,
): Promise<InCampaign | null> {
  const contact = await reads.get(contacts, id);
  if (contact === null) return null;
  const campaign = await reads.get(campaigns, contact.campaignId);
  assert(campaign !== null, `${id} is in a campaign`);
  return { campaign, contact };
}

/** Who is rung by that call; null: it is of no campaign, or over. */
export async function contactOfCall(
  reads: Pick<Reads, "get" | "find">,
  callId: string,
): Promise<InCampaign | null> {
  const where = { callId };
  const [found] = await reads.find(contacts, { index: "byCall", where, limit: 1 });
  return found === undefined ? null : loadContact(reads, found.id);
}

/** Both in one commit; null: nothing came of it. */
export function movedWrites({ campaign, contact }: InCampaign, moved: Moved | null): Write[] {
  if (moved === null) return [];
  return [replace(campaigns, campaign, moved.campaign), replace(contacts, contact, moved.contact)];
}

export function subjectsOf({ campaign, contact }: InCampaign): string[] {
  return [`campaigns/${campaign.id}`, ...contact.caseIds.map((id) => `cases/${id}`)];
}
