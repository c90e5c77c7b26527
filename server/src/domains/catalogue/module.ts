import { catalogues, catalogueVersions } from "@warmline/shared/catalogue/catalogue.ts";
import { catalogueManifest } from "@warmline/shared/catalogue/manifest.ts";
import { naming } from "../../platform/audit/subjects.ts";
import { anyApprovable } from "../../platform/commands/approvable.ts";
import type { Module } from "../../platform/module.ts";
import { cataloguing } from "./change-request.ts";
import { catalogueRoutes } from "./routes.ts";

export const catalogueModule: Module = {
  manifest: catalogueManifest,
  collections: [catalogues, catalogueVersions],
  routes: catalogueRoutes,
  approvables: [anyApprovable(cataloguing)],
  subjects: [
    naming({ collection: catalogueVersions, name: ({ version }) => ({ text: String(version) }) }),
  ],
};
