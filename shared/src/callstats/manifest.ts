import { manifest } from "../api/manifest.ts";
import * as api from "./api.ts";
import { callstatsView } from "./live.ts";
import { callstatsPermissions } from "./permissions.ts";

export const callstatsManifest = manifest("callstats", {
  permissions: [callstatsPermissions],
  endpoints: [api],
  views: [callstatsView],
});
