import type { Act } from "@warmline/shared/requests/act.ts";
import type { Moment } from "../../platform/commands/command.ts";

/** Who does something now, and by which request. */
export function actOf({ at, actor, request }: Pick<Moment, "at" | "actor" | "request">): Act {
  const by = { at, byId: actor.id, byName: actor.name };
  return request === undefined ? by : { ...by, requestId: request.id };
}
