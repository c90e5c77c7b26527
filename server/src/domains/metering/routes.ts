import * as api from "@warmline/shared/metering/api.ts";
import type { Deps } from "../../platform/deps.ts";
import { handle, serve, type Route } from "../../platform/http/serve.ts";
import { installMeter, removeMeter } from "./install-command.ts";
import { metersOf } from "./queries.ts";
import { recordReading } from "./record-command.ts";

export function meteringRoutes(deps: Deps): Route[] {
  return [
    serve(api.readMeters, ({ actor, params }) => metersOf(deps, actor, params.id)),
    handle(deps, api.installMeter, installMeter),
    handle(deps, api.removeMeter, removeMeter),
    handle(deps, api.recordReading, recordReading),
  ];
}
