import type { OutputOf } from "@warmline/shared/api/endpoint.ts";
import { listRequests } from "@warmline/shared/requests/api.ts";
import { call } from "../call.ts";
import { Pages } from "../pages.svelte.ts";

/** Requests that were read page by page, the settled ones among them. */
export function requestPages() {
  return new Pages<object, OutputOf<typeof listRequests.answer>>((query, signal) =>
    call(listRequests, { query, signal }),
  );
}
