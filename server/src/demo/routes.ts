import { ok } from "@warmline/shared/kernel/result.ts";
import { demoEndpoints } from "@warmline/shared/wire/demo.ts";
import type { Config } from "../config.ts";
import type { Deps } from "../platform/deps.ts";
import { serve, type Route } from "../platform/http/serve.ts";
import { demoCityOf } from "./marker.ts";

/** Placeholder until the pulse lands: answers whether this is a demo city. */
export function demoRoutes({ store }: Deps, _config: Config): Route[] {
  return [
    serve(demoEndpoints.readDemo, async () =>
      ok({ demo: (await demoCityOf(store)) !== null, pulse: false }),
    ),
  ];
}
