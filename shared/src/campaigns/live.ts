import { z } from "zod";
import { id } from "../api/fields.ts";
import { liveView } from "../api/live.ts";
import type { CampaignRow, ContactRow } from "./rows.ts";

/** Campaigns that are not over, and those of the last days; of people it tells how many. */
export const campaignsView = liveView<CampaignRow>()("campaigns", z.strictObject({}));

/** Everybody in one campaign, and how they stand. */
export const contactsView = liveView<ContactRow>()("campaign-contacts", z.strictObject({ id }), {
  what: "call",
  list: true,
});
