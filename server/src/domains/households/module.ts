import { aliases } from "@warmline/shared/households/alias.ts";
import { contracts } from "@warmline/shared/households/contract-versions.ts";
import { householdsManifest } from "@warmline/shared/households/manifest.ts";
import {
  orgNodes,
  households,
  residences,
  tariffs,
  seasons,
} from "@warmline/shared/households/model.ts";
import { premises } from "@warmline/shared/households/premise.ts";
import { seasonCalendars } from "@warmline/shared/households/season-calendar.ts";
import type { Module } from "../../platform/module.ts";
import { householdRoutes } from "./routes.ts";
import { householdSubjects } from "./subjects.ts";

export const householdsModule: Module = {
  manifest: householdsManifest,
  collections: [
    orgNodes,
    households,
    residences,
    premises,
    aliases,
    tariffs,
    seasons,
    seasonCalendars,
    contracts,
  ],
  routes: householdRoutes,
  subjects: householdSubjects,
};
