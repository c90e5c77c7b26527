import { permits } from "@warmline/shared/access/permission.ts";
import { cityWide } from "@warmline/shared/access/scope.ts";
import { refuse } from "@warmline/shared/kernel/result.ts";
import { rightsRequestsView } from "@warmline/shared/staff/live.ts";
import { staffPermissions } from "@warmline/shared/staff/permissions.ts";
import type { RequestRow } from "@warmline/shared/staff/request-api.ts";
import { isPending, rightsRequests, type RightsRequest } from "@warmline/shared/staff/request.ts";
import type { Deps } from "../../platform/deps.ts";
import { serveView, type LiveView } from "../../platform/realtime/view.ts";
import { findAll } from "../../platform/stores/find-pages.ts";
import { requestRow } from "./request-rows.ts";

const ROOM = "rights-requests";

/** What waits for a second administrator, for those who may confirm it. */
export function requestViews({ store, clock }: Pick<Deps, "store" | "clock">): LiveView[] {
  const view: LiveView<object, RequestRow> = {
    view: rightsRequestsView,
    collections: [rightsRequests.name],
    async join(actor) {
      if (!permits(actor, staffPermissions.write)) return refuse("forbidden");
      return cityWide(actor) ? { ok: true, room: ROOM } : refuse("out-of-scope");
    },
    async snapshot() {
      const query = { index: "byState", where: { state: "pending" }, from: clock.now() };
      return (await findAll({ store }, rightsRequests, query)).map(requestRow);
    },
    async changed(_, document) {
      const request = document as RightsRequest;
      const { id, rev } = request;
      const row = isPending(request, clock.now()) ? requestRow(request) : null;
      return [{ room: ROOM, id, rev, row }];
    },
  };
  return [serveView(view)];
}
