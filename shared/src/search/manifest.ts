import { manifest } from "../api/manifest.ts";
import * as api from "./api.ts";
import { searchPermissions } from "./permissions.ts";

/** 全局查找. */
export const searchManifest = manifest("search", {
  permissions: [searchPermissions],
  endpoints: [{ searchAll: api.searchAll }],
  refusals: api.searchRefusals,
});
