import type { Actor } from "../access/actor.ts";
import { ok, refuse, type Result } from "../kernel/result.ts";
import type { Instant } from "../kernel/time.ts";
import { standingOf } from "./fold.ts";
import type { Call } from "./model.ts";

/** 已回电. Refusal: `nothing-to-ring-back`, also when another was first. */
export function callBack(
  call: Call,
  at: Instant,
  { id, name }: Pick<Actor, "id" | "name">,
): Result<Call, "nothing-to-ring-back"> {
  if (call.standing !== "to-ring-back") return refuse("nothing-to-ring-back");
  return ok({ ...call, standing: "over", calledBack: { at, actorId: id, actorName: name } });
}

/**
 * The inverse: it is to be rung back again. Refusal: `not-called-back`, also once its number was
 * removed.
 */
export function undoCallBack(call: Call): Result<Call, "not-called-back"> {
  const { calledBack, ...rest } = call;
  if (calledBack === undefined || call.standing === "expired") return refuse("not-called-back");
  return ok({ ...rest, standing: standingOf(call, undefined) });
}
