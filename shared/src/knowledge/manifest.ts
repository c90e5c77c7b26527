import { manifest } from "../api/manifest.ts";
import * as api from "./api.ts";
import * as feedbackApi from "./feedback-api.ts";
import * as runApi from "./run-api.ts";
import { knowledgePermissions } from "./permissions.ts";

export const knowledgeManifest = manifest("knowledge", {
  permissions: [knowledgePermissions],
  endpoints: [api, feedbackApi, runApi],
  refusals: api.knowledgeRefusals,
});
