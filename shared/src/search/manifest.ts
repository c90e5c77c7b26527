import { manifest } from "../api/manifest.ts";
import * as api from "./api.ts";
import { searchPermissions } from "./permissions.ts";

/** 全局查找. */
export const searchManifest = manifest("search", {
  permissions: [searchPermissions],
  endpoints: [
    {
      searchAll: api.searchAll,
      searchPage: api.searchPage,
      searchState: api.searchState,
      searchPins: api.searchPins,
      pinFound: api.pinFound,
      unpinFound: api.unpinFound,
    },
  ],
  refusals: api.searchRefusals,
});
