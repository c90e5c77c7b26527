import { permits } from "@warmline/shared/access/permission.ts";
import { callstatsView, type CallstatsRow } from "@warmline/shared/callstats/live.ts";
import { callSumsProgress, type CallSumsProgress } from "@warmline/shared/callstats/model.ts";
import { callstatsPermissions } from "@warmline/shared/callstats/permissions.ts";
import { refuse } from "@warmline/shared/kernel/result.ts";
import type { Deps } from "../../platform/deps.ts";
import { serveView, type LiveView } from "../../platform/realtime/view.ts";
import { progressOf } from "./reckon.ts";

const ROOM = "callstats";

/** One row, which moves whenever there is more to read. */
export function callstatsViews(deps: Pick<Deps, "store">): LiveView[] {
  const view: LiveView<object, CallstatsRow> = {
    view: callstatsView,
    collections: [callSumsProgress.name],
    join: async (actor) =>
      permits(actor, callstatsPermissions.read) ? { ok: true, room: ROOM } : refuse("forbidden"),
    snapshot: async () => [rowOf(await progressOf(deps))],
    async changed(_, document) {
      const row = rowOf(document as CallSumsProgress);
      return [{ room: ROOM, id: row.id, rev: row.rev, row }];
    },
  };
  return [serveView(view)];
}

function rowOf({ id, rev, anew }: CallSumsProgress): CallstatsRow {
  return { id, rev, anew };
}
