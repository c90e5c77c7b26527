import * as api from "@warmline/shared/dunning/api.ts";
import * as slipApi from "@warmline/shared/dunning/slip-api.ts";
import * as valveApi from "@warmline/shared/dunning/valve-api.ts";
import type { Deps } from "../../platform/deps.ts";
import { handle, serve, type Route } from "../../platform/http/serve.ts";
import { disputeItems, holdDunning, recordPromise, recordStep, undoDunning } from "./commands.ts";
import { dunningCounts, dunningWork } from "./queries.ts";
import { askedFor } from "../requests/index.ts";
import { dunningOf, readEvidence } from "./read-standing.ts";
import { checkSlip, issueSlip } from "./slips.ts";
import { askValveOrder, orderingValve, previewValveOrder, turnValve } from "./valve-commands.ts";

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
    serve(slipApi.checkSlip, ({ params }) => checkSlip(deps, params.code)),
    handle(deps, slipApi.issueSlip, issueSlip(deps.config)),
    handle(deps, valveApi.previewValveOrder, previewValveOrder),
    handle(deps, valveApi.askValveOrder, askValveOrder, {
      read: ({ id }, { actor }) => askedFor(deps, actor, orderingValve, id),
    }),
    handle(deps, valveApi.turnValve, turnValve),
  ];
}
