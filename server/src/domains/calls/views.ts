import { permits } from "@warmline/shared/access/permission.ts";
import { branchOf } from "@warmline/shared/access/scope.ts";
import { callsView } from "@warmline/shared/calls/live.ts";
import { calls, type Call, type Standing } from "@warmline/shared/calls/model.ts";
import { callPermissions } from "@warmline/shared/calls/permissions.ts";
import { rowOf, type CallRow } from "@warmline/shared/calls/rows.ts";
import { refuse } from "@warmline/shared/kernel/result.ts";
import type { Deps } from "../../platform/deps.ts";
import { serveView, type LiveView } from "../../platform/realtime/view.ts";
import { findAll } from "../../platform/stores/find-pages.ts";

export function callViews(deps: Deps): LiveView[] {
  return [serveView(serveCalls(deps))];
}

const LIVE: readonly Standing[] = ["open", "to-ring-back"];
const CITY = "calls/city";

/** One room for the city and the halls, and one for each branch, which sees its own alone. */
function roomOf(branchId: string | undefined): string {
  return branchId === undefined ? CITY : `calls/branch/${branchId}`;
}

function serveCalls(deps: Pick<Deps, "store">): LiveView<object, CallRow> {
  return {
    view: callsView,
    collections: [calls.name],
    async join(actor) {
      const may = actor.kind === "staff" && permits(actor, callPermissions.read);
      return may ? { ok: true, room: roomOf(branchOf(actor)) } : refuse("forbidden");
    },
    async snapshot(room) {
      const where = { standing: LIVE };
      const found = await findAll(deps, calls, { index: "byStanding", where });
      return found.filter((call) => roomsOf(call).includes(room)).map(rowOf);
    },
    async changed(_, document) {
      const call = document as Call;
      const { id, rev, standing } = call;
      const row = LIVE.includes(standing) ? rowOf(call) : null;
      return roomsOf(call).map((room) => ({ room, id, rev, row }));
    },
  };
}

function roomsOf({ households }: Call): string[] {
  return [CITY, ...new Set(households.map(({ branchId }) => roomOf(branchId)))];
}
