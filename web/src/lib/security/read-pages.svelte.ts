import type { OutputOf } from "@warmline/shared/api/endpoint.ts";
import { listReads } from "@warmline/shared/security/api.ts";
import { call } from "../call.ts";
import { NamedPages } from "../pages.svelte.ts";

interface ReadFilter {
  readonly actorId?: string;
  /** `households/…`. */
  readonly subject?: string;
}

/** Of whom or of what the address asks. */
export function readFilter(query: Pick<URLSearchParams, "get">): ReadFilter {
  const [actorId, subject] = [query.get("actor"), query.get("subject")];
  return { ...(actorId ? { actorId } : {}), ...(subject ? { subject } : {}) };
}

/** 查阅记录, newest first, read page by page. */
export function readPages() {
  return new NamedPages<ReadFilter, OutputOf<typeof listReads.answer>>((query, signal) =>
    call(listReads, { query, signal }),
  );
}
