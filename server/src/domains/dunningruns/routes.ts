import * as api from "@warmline/shared/dunningruns/api.ts";
import type { Deps } from "../../platform/deps.ts";
import { handle, serve, type Route } from "../../platform/http/serve.ts";
import { askedFor } from "../requests/index.ts";
import { beginRun, type RunRef } from "./begin-command.ts";
import { listRuns, messagePage, readRunWhole, runById } from "./queries.ts";
import { askRunSend, previewRunSend, sendingByRun } from "./send-request.ts";
import { dropRun, pauseRun, resumeRun, stopRun } from "./steer-commands.ts";

export function dunningRunRoutes(deps: Deps): Route[] {
  const read = ({ id }: RunRef) => runById(deps, id);
  return [
    serve(api.listDunningRuns, ({ actor }) => listRuns(deps, actor)),
    serve(api.readDunningRun, ({ actor, params }) => readRunWhole(deps, actor, params.id)),
    serve(api.listDunningMessages, ({ actor, params, query }) =>
      messagePage(deps, actor, params.id, query),
    ),
    handle(deps, api.beginDunningRun, beginRun, { read }),
    handle(deps, api.pauseDunningRun, pauseRun, { read }),
    handle(deps, api.resumeDunningRun, resumeRun, { read }),
    handle(deps, api.dropDunningRun, dropRun, { read }),
    handle(deps, api.stopDunningRun, stopRun, { read }),
    handle(deps, api.previewDunningSend, previewRunSend),
    handle(deps, api.askDunningSend, askRunSend, {
      read: ({ id }, { actor }) => askedFor(deps, actor, sendingByRun, id),
    }),
  ];
}
