import { casesManifest } from "@warmline/shared/cases/manifest.ts";
import { cases, reports, caseSeries, workCalendars } from "@warmline/shared/cases/model.ts";
import { policyVersions } from "@warmline/shared/cases/policy-version.ts";
import type { Module } from "../../platform/module.ts";
import { anySearchable } from "../../platform/search/searchable.ts";
import { searchableCases } from "./search-entries.ts";
import { caseRoutes } from "./routes.ts";
import { caseSubjects } from "./subjects.ts";
import { caseViews } from "./case-views.ts";

export const casesModule: Module = {
  manifest: casesManifest,
  collections: [cases, reports, caseSeries, workCalendars, policyVersions],
  routes: caseRoutes,
  views: caseViews,
  searchables: [anySearchable(searchableCases)],
  subjects: caseSubjects,
};
