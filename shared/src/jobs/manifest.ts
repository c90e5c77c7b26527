import { manifest } from "../api/manifest.ts";
import * as api from "./api.ts";
import { jobPermissions } from "./permissions.ts";

export const jobsManifest = manifest("jobs", {
  permissions: [jobPermissions],
  endpoints: [api],
  refusals: api.jobRefusals,
});
