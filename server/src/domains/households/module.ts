import { aliases } from "@warmline/shared/households/alias.ts";
import { contracts } from "@warmline/shared/households/contract-versions.ts";
import { customers, identityClaims } from "@warmline/shared/households/customer.ts";
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
import { anyApprovable } from "../../platform/commands/approvable.ts";
import type { Module } from "../../platform/module.ts";
import { anySearchable } from "../../platform/search/searchable.ts";
import { searchableCustomers } from "./customer-entries.ts";
import { searchablePlaces } from "./place-entries.ts";
import { searchableHouseholds } from "./search-entries.ts";
import { householdRoutes } from "./routes.ts";
import { seasonCorrection, seasonMove } from "./season-requests.ts";
import { householdSubjects } from "./subjects.ts";

export const householdsModule: Module = {
  manifest: householdsManifest,
  collections: [
    orgNodes,
    households,
    residences,
    premises,
    aliases,
    customers,
    identityClaims,
    tariffs,
    seasons,
    seasonCalendars,
    contracts,
  ],
  routes: householdRoutes,
  approvables: [anyApprovable(seasonMove), anyApprovable(seasonCorrection)],
  searchables: [
    anySearchable(searchablePlaces),
    anySearchable(searchableHouseholds),
    anySearchable(searchableCustomers),
  ],
  subjects: householdSubjects,
};
