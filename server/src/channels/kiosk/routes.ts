import { assert } from "@warmline/shared/kernel/assert.ts";
import type { DeviceActor } from "@warmline/shared/access/actor.ts";
import * as wire from "@warmline/shared/kiosk/api.ts";
import type { Caller } from "../../platform/commands/caller.ts";
import type { Deps } from "../../platform/deps.ts";
import { serve, type Route } from "../../platform/http/serve.ts";
import { home } from "./home.ts";
import { lookUp } from "./look-up.ts";
import { reportFault } from "./report-fault.ts";
import { takeAtKiosk } from "./take-number.ts";

export function kioskRoutes(deps: Deps): Route[] {
  return [
    onlyKiosk(serve(wire.kioskHome, (call) => home(deps, call, hallOf(call)))),
    onlyKiosk(serve(wire.kioskLookup, (call) => lookUp(deps, call, call.body))),
    onlyKiosk(serve(wire.kioskReport, (call) => reportFault(deps, call, call.body))),
    onlyKiosk(
      serve(wire.kioskNumber, (call) =>
        takeAtKiosk(deps, call, { hallId: hallOf(call), ...call.body }),
      ),
    ),
  ];
}

/** Some permissions of these doors are held by staff as well: here a kiosk acts, or nobody. */
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
