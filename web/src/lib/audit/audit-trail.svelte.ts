import { startOfDay, addDays } from "@warmline/shared/kernel/time.ts";
import { auditPage } from "@warmline/shared/audit/api.ts";
import type { OutputOf } from "@warmline/shared/api/endpoint.ts";
import { call } from "../call.ts";
import { NamedPages } from "../pages.svelte.ts";

type Query = Pick<URLSearchParams, "get">;

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** What the address narrows the trail to; days are the city's, the last one included. */
export function trailFilter(query: Query) {
  const given = (name: string) => query.get(name)?.trim() ?? "";
  const [from, to] = [given("from"), given("to")];
  return {
    ...(DAY.test(from) ? { from: startOfDay(from) } : {}),
    ...(DAY.test(to) ? { to: startOfDay(addDays(to, 1)) } : {}),
    ...(given("actor") === "" ? {} : { actorId: given("actor") }),
    ...(given("command") === "" ? {} : { command: given("command") }),
    ...(given("subject") === "" ? {} : { subject: given("subject") }),
  };
}

/** The audit trail, newest first, read page by page. */
export function trailPages() {
  return new NamedPages<ReturnType<typeof trailFilter>, OutputOf<typeof auditPage.answer>>(
    (query, signal) => call(auditPage, { query, signal }),
  );
}
