import * as api from "@warmline/shared/seasonruns/api.ts";
import type { Deps } from "../../platform/deps.ts";
import { handle, serve, type Route } from "../../platform/http/serve.ts";
import { askedFor } from "../requests/index.ts";
import { beginRun, type RunRef } from "./begin-command.ts";
import { askRunCharge, chargingByRun, previewRunCharge } from "./charge-request.ts";
import { listRuns, readRun, runById, runExceptionPage } from "./queries.ts";
import { dropRun, pauseRun, resumeRun } from "./steer-commands.ts";
import { askRunUndo, previewRunUndo, undoingRun } from "./undo-request.ts";

export function seasonRunRoutes(deps: Deps): Route[] {
  const read = ({ id }: RunRef) => runById(deps, id);
  return [
    serve(api.listSeasonRuns, ({ actor }) => listRuns(deps, actor)),
    serve(api.readSeasonRun, ({ actor, params }) => readRun(deps, actor, params.id)),
    serve(api.listRunExceptions, ({ actor, params, query }) =>
      runExceptionPage(deps, actor, params.id, query),
    ),
    handle(deps, api.beginSeasonRun, beginRun(deps), { read }),
    handle(deps, api.pauseSeasonRun, pauseRun, { read }),
    handle(deps, api.resumeSeasonRun, resumeRun, { read }),
    handle(deps, api.dropSeasonRun, dropRun, { read }),
    handle(deps, api.previewRunCharge, previewRunCharge),
    handle(deps, api.askRunCharge, askRunCharge, {
      read: ({ id }, { actor }) => askedFor(deps, actor, chargingByRun, id),
    }),
    handle(deps, api.previewRunUndo, previewRunUndo),
    handle(deps, api.askRunUndo, askRunUndo, {
      read: ({ id }, { actor }) => askedFor(deps, actor, undoingRun, id),
    }),
  ];
}
