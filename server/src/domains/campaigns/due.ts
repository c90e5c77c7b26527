import { campaigns, contacts, type Contact } from "@warmline/shared/campaigns/model.ts";
import { room } from "@warmline/shared/campaigns/rules.ts";
import { later } from "@warmline/shared/kernel/time.ts";
import type { Deps } from "../../platform/deps.ts";
import { findAll } from "../../platform/stores/find-pages.ts";

/** Who may be rung at this moment, of all campaigns; claiming decides each anew. */
export async function dueNow({ store, clock }: Pick<Deps, "store" | "clock">): Promise<Contact[]> {
  const at = clock.now();
  const running = await findAll({ store }, campaigns, {
    index: "byState",
    where: { state: "running" },
  });
  const due: Contact[] = [];
  for (const campaign of running) {
    const limit = room(campaign, at);
    if (limit === 0) continue;
    const where = { campaignId: campaign.id, state: "due" };
    due.push(...(await store.find(contacts, { index: "byCampaign", where, to: at, limit })));
  }
  return due;
}

/** Longer than the carrier is waited for: whoever claimed it has died. */
const CLAIM_MS = 60_000;

/** Claims of which nobody knows whether the carrier heard. */
export function claimedLongAgo({ store, clock }: Pick<Deps, "store" | "clock">) {
  const where = { state: "claimed" };
  const to = later(clock.now(), -CLAIM_MS);
  return findAll({ store }, contacts, { index: "byState", where, to });
}

/** Whether anybody may be rung before something else happens, or a claim is left to be cleared. */
export async function mayRing({ store }: Pick<Deps, "store">): Promise<boolean> {
  const [running, claimed] = await Promise.all([
    store.find(campaigns, { index: "byState", where: { state: "running" }, limit: 1 }),
    store.find(contacts, { index: "byState", where: { state: "claimed" }, limit: 1 }),
  ]);
  return running.length > 0 || claimed.length > 0;
}
