import type { Endpoint, InputOf } from "@warmline/shared/api/endpoint.ts";
import type { Case } from "@warmline/shared/cases/model.ts";
import { caseVerbs } from "@warmline/shared/cases/commands-api.ts";
import { call, type Answer } from "../call.ts";
import type { CaseVerb } from "./acts.ts";

type BodyOf<V extends CaseVerb> =
  (typeof caseVerbs)[V] extends Endpoint<infer _P, infer _Q, infer B, infer _A>
    ? InputOf<B>
    : never;

/** One act on one case; `key` stays the same while one intention is tried again. */
export function perform<V extends CaseVerb>(
  verb: V,
  id: string,
  body: BodyOf<V>,
  key: string,
): Promise<Answer<Case>> {
  // All verbs have one shape; the compiler cannot see it through the union of their bodies.
  const endpoint = caseVerbs[verb] as unknown as (typeof caseVerbs)["note"];
  return call(endpoint, { params: { id }, body: body as { description: string }, key });
}
