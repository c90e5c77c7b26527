import { devicesManifest } from "@warmline/shared/devices/manifest.ts";
import { devices, pairingCodes } from "@warmline/shared/devices/model.ts";
import type { Module } from "../../platform/module.ts";
import { deviceRoutes } from "./routes.ts";
import { deviceSubjects } from "./subjects.ts";

export const devicesModule: Module = {
  manifest: devicesManifest,
  collections: [devices, pairingCodes],
  routes: deviceRoutes,
  subjects: deviceSubjects,
};
