import * as api from "@warmline/shared/calls/api.ts";
import { answerOf } from "@warmline/shared/calls/rows.ts";
import { mapOk, ok } from "@warmline/shared/kernel/result.ts";
import type { Deps } from "../../platform/deps.ts";
import { handle, serve, type Route } from "../../platform/http/serve.ts";
import { calledBack, linkCase, notCalledBack, unlinkCase } from "./call-commands.ts";
import { earlierCalls, listCalls } from "./queries.ts";
import { seeCall } from "./see-call.ts";

export function callRoutes(deps: Deps): Route[] {
  return [
    serve(api.listCalls, async (call) => ok(await listCalls(deps, call, call.query))),
    serve(api.readCall, async (call) => mapOk(await seeCall(deps, call, call.params.id), answerOf)),
    serve(api.callRecordings, async (call) =>
      mapOk(await seeCall(deps, call, call.params.id), ({ recordings }) => ({ recordings })),
    ),
    serve(api.earlierCalls, (call) => earlierCalls(deps, call, call.params.id)),
    handle(deps, api.calledBack, calledBack),
    handle(deps, api.notCalledBack, notCalledBack),
    handle(deps, api.linkCase, linkCase),
    handle(deps, api.unlinkCase, unlinkCase),
  ];
}
