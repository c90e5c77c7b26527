import { campaigns } from "@warmline/shared/campaigns/model.ts";
import { campaignRowOf } from "@warmline/shared/campaigns/rows.ts";
import { steer, type Steer } from "@warmline/shared/campaigns/rules.ts";
import { mapOk, ok, refuse } from "@warmline/shared/kernel/result.ts";
import { replace } from "@warmline/shared/store/write.ts";
import { command } from "../../platform/commands/command.ts";
import { goesOnElsewhere } from "./elsewhere.ts";

interface OnCampaign {
  readonly id: string;
}

/**
 * Of no revision that somebody saw: each call that goes on makes another one.
 * Refusals, in this order: `not-found`, `campaign-state`, `campaign-exists` where resuming would
 * have the same people rung by two.
 */
function stepOf(name: `campaigns.${Steer}`, how: Steer) {
  return command({
    name,
    scope: "city",
    async load(reads, { id }: OnCampaign) {
      const campaign = await reads.get(campaigns, id);
      if (campaign === null) return refuse("not-found");
      const elsewhere = how === "resume" && (await goesOnElsewhere(reads, campaign.incidentId, id));
      return ok({ campaign, elsewhere });
    },
    decide({ campaign, elsewhere }, _) {
      const next = steer(campaign, how);
      if (next.ok && elsewhere) return refuse("campaign-exists");
      return mapOk(next, (body) => ({
        value: campaignRowOf({ ...body, rev: campaign.rev + 1 }),
        writes: [replace(campaigns, campaign, body)],
        subjects: [`campaigns/${campaign.id}`],
      }));
    },
  });
}

export const pauseCampaign = stepOf("campaigns.pause", "pause");
export const resumeCampaign = stepOf("campaigns.resume", "resume");
export const cancelCampaign = stepOf("campaigns.cancel", "cancel");
