import { assert } from "@warmline/shared/kernel/assert.ts";
import type { DeviceActor } from "@warmline/shared/access/actor.ts";
import * as api from "@warmline/shared/kiosk/api.ts";
import type { Caller } from "../../platform/commands/caller.ts";
import type { Deps } from "../../platform/deps.ts";
import { handle, serve, type Route } from "../../platform/http/serve.ts";
import { handOver } from "./hand-over.ts";
import { home } from "./home.ts";
import { lookUp } from "./look-up.ts";
import { outages } from "./outages.ts";
import { reportFault } from "./report-fault.ts";
import { takeAtKiosk } from "./take-number.ts";

export function kioskRoutes(deps: Deps): Route[] {
  return [
    onlyKiosk(serve(api.kioskHome, (call) => home(deps, call, hallOf(call)))),
    onlyKiosk(serve(api.kioskLookup, (call) => lookUp(deps, call, call.body))),
    onlyKiosk(serve(api.kioskOutages, (call) => outages(deps, call, call.body))),
    onlyKiosk(
      handle(deps, api.kioskReport, reportFault, {
        input: ({ key = "", body }) => ({ ...body, reportId: key }),
      }),
    ),
    onlyKiosk(
      handle(deps, api.kioskHandOver, handOver, {
        input: ({ key = "", body }) => ({ ...body, reportId: key }),
      }),
    ),
    onlyKiosk(
      handle(deps, api.kioskNumber, takeAtKiosk, {
        input: (call) => ({ hallId: hallOf(call), ...call.body }),
      }),
    ),
  ];
}

/** Staff hold some of these permissions as well: here a kiosk acts, or nobody. */
function onlyKiosk(route: Route): Route {
  return {
    endpoint: route.endpoint,
    run: async (call) =>
      call.actor.kind === "kiosk" ? route.run(call) : { ok: false, code: "forbidden" },
  };
}

function hallOf({ actor }: Caller): DeviceActor["hallId"] {
  assert(actor.kind === "kiosk", "only kiosks come here");
  return actor.hallId;
}
