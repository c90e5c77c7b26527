import { searchManifest } from "@warmline/shared/search/manifest.ts";
import * as api from "@warmline/shared/search/api.ts";
import { serve } from "../../platform/http/serve.ts";
import type { Module } from "../../platform/module.ts";
import type { Searchable } from "../../platform/search/searchable.ts";
import { feedSearch } from "./feed.ts";
import { findAll } from "./find.ts";

/** 全局查找: what the domains say can be found, in one index that follows the log. */
export function searchModule(searchables: readonly Searchable[]): Module {
  return {
    manifest: searchManifest,
    routes: (deps) => [serve(api.searchAll, (call) => findAll(deps, searchables, call, call.body))],
    async follow(deps) {
      const ending = new AbortController();
      // Nobody waits for it: an index of a whole city takes minutes to build.
      const fed = feedSearch(deps, searchables, ending.signal);
      deps.onStop(async () => {
        ending.abort();
        await fed;
      });
    },
  };
}
