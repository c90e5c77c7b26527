import { campaigns, contacts, type Campaign } from "@warmline/shared/campaigns/model.ts";
import { noCounts } from "@warmline/shared/campaigns/rules.ts";
import { EPOCH } from "@warmline/shared/kernel/time.ts";
import type { Body } from "@warmline/shared/store/collection.ts";
import { insert } from "@warmline/shared/store/write.ts";
import type { TestServer } from "@warmline/server/testing.ts";

/** One that is paused, so that nobody is rung while it is asked for; with one contact, `<id>.1`. */
export async function campaignOf(
  { store, clock }: Pick<TestServer["deps"], "store" | "clock">,
  incidentId: string,
): Promise<Body<Campaign>> {
  const [createdAt, id] = [clock.now(), "campaign-1"];
  const incident = {
    incidentId,
    incidentNumber: "SJ20261128-0001",
    incidentKind: "outage",
  } as const;
  const rate = { perMinute: 1, atOnce: 1, minute: { from: EPOCH, placed: 0 } };
  const campaign: Body<Campaign> = {
    id,
    state: "paused",
    ...incident,
    incidentStartedAt: createdAt,
    createdAt,
    actorName: "班长",
    ...rate,
    counts: { ...noCounts(), due: 1 },
  };
  const contact = { id: `${id}.1`, campaignId: id, phone: "+8613800000011", caseIds: [] };
  const standing = { caseNumbers: [], state: "due", dueAt: createdAt, attempts: [] } as const;
  await store.commit([insert(campaigns, campaign), insert(contacts, { ...contact, ...standing })]);
  return campaign;
}
