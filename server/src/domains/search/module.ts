import { searchManifest } from "@warmline/shared/search/manifest.ts";
import { ok } from "@warmline/shared/kernel/result.ts";
import { searchPins } from "@warmline/shared/search/pins.ts";
import * as api from "@warmline/shared/search/api.ts";
import { handle, serve } from "../../platform/http/serve.ts";
import type { Module } from "../../platform/module.ts";
import type { Searchable } from "../../platform/search/searchable.ts";
import { feedSearch } from "./feed.ts";
import { findAll } from "./find.ts";
import { lagOf } from "./lag.ts";
import { findPage } from "./page.ts";
import { pinFound, pinsOf, unpinFound } from "./pins.ts";

/** 全局查找: what the domains say can be found, in one index that follows the log. */
export function searchModule(searchables: readonly Searchable[]): Module {
  return {
    manifest: searchManifest,
    collections: [searchPins],
    routes: (deps) => [
      serve(api.searchAll, (call) => findAll(deps, searchables, call, call.body)),
      serve(api.searchPage, (call) => findPage(deps, searchables, call, call.body)),
      serve(api.searchPins, async (call) => ok(await pinsOf(deps, searchables, call))),
      serve(api.searchState, async () => ok(await lagOf(deps).look())),
      handle(deps, api.pinFound, pinFound),
      handle(deps, api.unpinFound, unpinFound),
    ],
    async follow(deps) {
      const ending = new AbortController();
      // Nobody waits for it: an index of a whole city takes minutes to build.
      const { signal } = ending;
      const ended = Promise.all([feedSearch(deps, searchables, signal), lagOf(deps).watch(signal)]);
      deps.onStop(async () => {
        ending.abort();
        await ended;
      });
    },
  };
}
