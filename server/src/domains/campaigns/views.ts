import { permits } from "@warmline/shared/access/permission.ts";
import { cityWide } from "@warmline/shared/access/scope.ts";
import type { Actor } from "@warmline/shared/access/actor.ts";
import { campaignsView, contactsView } from "@warmline/shared/campaigns/live.ts";
import {
  campaigns,
  contacts,
  CONTACT_STATES,
  type Campaign,
  type Contact,
} from "@warmline/shared/campaigns/model.ts";
import { campaignPermissions } from "@warmline/shared/campaigns/permissions.ts";
import {
  campaignRowOf,
  contactRowOf,
  type CampaignRow,
  type ContactRow,
} from "@warmline/shared/campaigns/rows.ts";
import { refuse } from "@warmline/shared/kernel/result.ts";
import { later } from "@warmline/shared/kernel/time.ts";
import type { Deps } from "../../platform/deps.ts";
import { serveView, type LiveView } from "../../platform/realtime/view.ts";
import { findAll } from "../../platform/stores/find-pages.ts";

const SHOWN_MS = 14 * 86_400_000;
const OVER = ["cancelled", "done"];

/** The hotline is one for the whole city: whoever works for all of it sees its campaigns. */
function mayRead(actor: Actor): boolean {
  return permits(actor, campaignPermissions.read) && cityWide(actor);
}

export function campaignViews(deps: Pick<Deps, "store" | "clock">): LiveView[] {
  return [serveView(serveCampaigns(deps)), serveView(serveContacts(deps))];
}

function serveCampaigns(deps: Pick<Deps, "store" | "clock">): LiveView<object, CampaignRow> {
  const ROOM = "campaigns";
  return {
    view: campaignsView,
    collections: [campaigns.name],
    join: async (actor) => (mayRead(actor) ? { ok: true, room: ROOM } : refuse("out-of-scope")),
    async snapshot() {
      const from = later(deps.clock.now(), -SHOWN_MS);
      const all = { index: "byState", where: { state: ["running", "paused"] } };
      const [goingOn, ...over] = await Promise.all([
        findAll(deps, campaigns, all),
        ...OVER.map((state) =>
          findAll(deps, campaigns, { index: "byState", where: { state }, from }),
        ),
      ]);
      return [goingOn, ...over].flat().map(campaignRowOf);
    },
    async changed(_, document) {
      const row = campaignRowOf(document as Campaign);
      return [{ room: ROOM, id: row.id, rev: row.rev, row }];
    },
  };
}

function roomOf(campaignId: string): string {
  return `campaign-contacts/${campaignId}`;
}

function serveContacts(deps: Pick<Deps, "store">): LiveView<{ id: string }, ContactRow> {
  return {
    view: contactsView,
    collections: [contacts.name],
    async join(actor, { id }) {
      if (!mayRead(actor)) return refuse("out-of-scope");
      const campaign = await deps.store.get(campaigns, id);
      return campaign === null ? refuse("not-found") : { ok: true, room: roomOf(id) };
    },
    async snapshot(room) {
      const [, campaignId = ""] = room.split("/");
      const where = { campaignId, state: CONTACT_STATES };
      return (await findAll(deps, contacts, { index: "byCampaign", where })).map(contactRowOf);
    },
    async changed(_, document) {
      const contact = document as Contact;
      const { id, rev, campaignId } = contact;
      return [{ room: roomOf(campaignId), id, rev, row: contactRowOf(contact) }];
    },
  };
}
