import { z } from "zod";
import type { Permission } from "../access/permission.ts";
import { endpoint } from "../api/endpoint.ts";
import { id } from "../api/fields.ts";
import { stateRefusals, type CaseAction, type StateRefusalOf } from "./machine.ts";
import { changedCase } from "./rows.ts";

interface OnCase<B extends z.ZodType, R extends string> {
  readonly permit: Permission;
  readonly summary: string;
  readonly body: B;
  /** Beside `not-found`, in their order. */
  readonly refusals: readonly R[];
}

/** A command on one case, `cases.<verb>`: its answer is small, screens follow the case's view. */
export function onCase<B extends z.ZodType, const R extends string>(
  verb: string,
  { refusals, ...declared }: OnCase<B, R>,
) {
  return endpoint({
    ...declared,
    name: `cases.${verb}`,
    method: "post",
    path: `/api/cases/:id/${verb}`,
    params: z.strictObject({ id }),
    answer: changedCase,
    refusals: ["not-found", ...refusals],
  });
}

/** What forbids `action` whoever asks: that the case is merged, or its state. */
export function unless<A extends CaseAction>(action: A): ("case-merged" | StateRefusalOf<A>)[] {
  return ["case-merged", ...stateRefusals(action)];
}
