import { auditManifest } from "@warmline/shared/audit/manifest.ts";
import { audit } from "@warmline/shared/audit/model.ts";
import type { SubjectNaming } from "../../platform/audit/subjects.ts";
import type { Module } from "../../platform/module.ts";
import { auditRoutes } from "./routes.ts";

/** The trail of all others: it knows how each calls what its commands are about. */
export function auditModule(namings: readonly SubjectNaming[]): Module {
  return {
    manifest: auditManifest,
    collections: [audit],
    routes: (deps) => auditRoutes(deps, namings),
  };
}
