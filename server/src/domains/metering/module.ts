import { meteringManifest } from "@warmline/shared/metering/manifest.ts";
import { meterReadings, meters } from "@warmline/shared/metering/model.ts";
import { naming } from "../../platform/audit/subjects.ts";
import type { Module } from "../../platform/module.ts";
import { meteringRoutes } from "./routes.ts";

/** 热表与抄表: what meters showed, and whose they are. */
export const meteringModule: Module = {
  manifest: meteringManifest,
  collections: [meters, meterReadings],
  routes: meteringRoutes,
  subjects: [naming({ collection: meters, name: ({ number }) => ({ text: number }) })],
};
