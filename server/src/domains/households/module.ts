import { householdsManifest } from "@warmline/shared/households/manifest.ts";
import {
  orgNodes,
  households,
  residences,
  tariffs,
  seasons,
  contracts,
} from "@warmline/shared/households/model.ts";
import type { Module } from "../../platform/module.ts";
import { householdRoutes } from "./routes.ts";
import { householdSubjects } from "./subjects.ts";

export const householdsModule: Module = {
  manifest: householdsManifest,
  collections: [orgNodes, households, residences, tariffs, seasons, contracts],
  routes: householdRoutes,
  subjects: householdSubjects,
};
