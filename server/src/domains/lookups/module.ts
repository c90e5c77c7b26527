import { lookupsManifest } from "@warmline/shared/lookups/manifest.ts";
import { lookupAttempts, lookupSecrets } from "@warmline/shared/lookups/model.ts";
import type { Module } from "../../platform/module.ts";

export const lookupsModule: Module = {
  manifest: lookupsManifest,
  collections: [lookupAttempts, lookupSecrets],
};
