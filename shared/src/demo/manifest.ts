import { manifest } from "../api/manifest.ts";
import * as api from "./api.ts";
import { chatEndpoints } from "./chat-api.ts";
import { deskEndpoints } from "./desk-api.ts";
import * as phoneApi from "./phone-api.ts";
import { demoPermissions } from "./permissions.ts";

export const demoManifest = manifest("demo", {
  permissions: [demoPermissions],
  endpoints: [api, phoneApi, chatEndpoints, deskEndpoints],
  refusals: api.demoRefusals,
});
