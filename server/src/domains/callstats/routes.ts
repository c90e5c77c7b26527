import * as api from "@warmline/shared/callstats/api.ts";
import { ok } from "@warmline/shared/kernel/result.ts";
import type { Deps } from "../../platform/deps.ts";
import { handle, serve, type Route } from "../../platform/http/serve.ts";
import { readOwn } from "./own.ts";
import { handlingNow, readStats } from "./queries.ts";
import { rebuildStats } from "./rebuild.ts";

export function callstatsRoutes(deps: Deps): Route[] {
  return [
    serve(api.readStats, async ({ query }) => ok(await readStats(deps, query))),
    serve(api.readOwn, async ({ actor }) => ok(await readOwn(deps, actor.id))),
    serve(api.readHandling, async () => ok(await handlingNow(deps))),
    handle(deps, api.rebuildStats, rebuildStats),
  ];
}
