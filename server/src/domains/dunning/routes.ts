import * as api from "@warmline/shared/dunning/api.ts";
import type { Deps } from "../../platform/deps.ts";
import { handle, serve, type Route } from "../../platform/http/serve.ts";
import { disputeItems, holdDunning, recordPromise, recordStep, undoDunning } from "./commands.ts";
import { dunningCounts, dunningWork } from "./queries.ts";
import { dunningOf, readEvidence } from "./read-standing.ts";

export function dunningRoutes(deps: Deps): Route[] {
  return [
    serve(api.readDunning, ({ actor, params }) => dunningOf(deps, actor, params.id)),
    serve(api.countDunning, ({ actor }) => dunningCounts(deps, actor)),
    serve(api.listDunningWork, ({ actor, query }) => dunningWork(deps, actor, query)),
    serve(api.readDunningFile, (call) => readEvidence(deps, call, call.params)),
    handle(deps, api.recordStep, recordStep),
    handle(deps, api.recordPromise, recordPromise),
    handle(deps, api.holdDunning, holdDunning),
    handle(deps, api.disputeItems, disputeItems),
    handle(deps, api.undoDunning, undoDunning),
  ];
}
