import { manifest } from "../api/manifest.ts";
import * as api from "./api.ts";
import { dunningRunPermissions } from "./permissions.ts";

export const dunningRunsManifest = manifest("dunningruns", {
  permissions: [dunningRunPermissions],
  endpoints: [api],
  refusals: api.dunningRunRefusals,
});
