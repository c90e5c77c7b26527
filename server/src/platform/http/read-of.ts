import type { Endpoint } from "@warmline/shared/api/endpoint.ts";
import type { Read } from "../records/read-log.ts";
import { Shown, type Route } from "./serve.ts";

type RouteCall = Parameters<Route["run"]>[0];

const QUERY_LENGTH_MAX = 200;
const NOTHING: readonly string[] = [];

/** What is answered, and what the route says that it shows. */
export function asShown(value: unknown): Pick<Shown, "value" | "subjects"> {
  return value instanceof Shown ? value : { value, subjects: NOTHING };
}

/** What an answer shows of people, for the access log. */
export function readOf(
  { reads }: Endpoint,
  { actor, origin, page, params, query, body }: RouteCall,
  answer: unknown,
  shown: readonly string[],
): Read {
  const { what = "household", list, of } = reads ?? {};
  const subjects = of?.({ params, query, body, answer }) ?? shown;
  // A body may hold a phone or a name: of that its subjects tell enough.
  const asked = list === true && query !== undefined ? JSON.stringify(query) : undefined;
  return { actor, origin, page, what, list, subjects, query: asked?.slice(0, QUERY_LENGTH_MAX) };
}
