import { demoManifest } from "@warmline/shared/demo/manifest.ts";
import type { Module } from "@warmline/server/platform/module.ts";
import { bringTaxProvider } from "@warmline/server/domains/invoices/index.ts";
import { simulatedTaxProvider } from "./invoices/provider.ts";
import { demoRoutes } from "./routes.ts";

/** A city to try everything in; loaded by a server that is told to (`DEMO=true`). */
export const demoModule: Module = {
  manifest: demoManifest,
  routes(deps) {
    // Before anything follows the log, so that what waits for it is found.
    if (deps.config.DEMO) bringTaxProvider(deps.config, simulatedTaxProvider());
    return demoRoutes(deps);
  },
};
