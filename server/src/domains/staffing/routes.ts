import { ok } from "@warmline/shared/kernel/result.ts";
import * as api from "@warmline/shared/staffing/api.ts";
import type { Deps } from "../../platform/deps.ts";
import { handle, serve, type Route } from "../../platform/http/serve.ts";
import { readForecast } from "./forecast.ts";
import { setTarget } from "./target.ts";
import { readTemperatures, setTemperature } from "./temperatures.ts";

export function staffingRoutes(deps: Deps): Route[] {
  return [
    serve(api.readForecast, async () => ok(await readForecast(deps))),
    handle(deps, api.setTarget, setTarget),
    serve(api.readTemperatures, async ({ query: { from, to } }) =>
      ok({ days: await readTemperatures(deps, from, to) }),
    ),
    handle(deps, api.setTemperature, setTemperature),
  ];
}
