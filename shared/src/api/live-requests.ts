import { z } from "zod";
import type { ViewName, Views } from "./live.ts";
import { id } from "./fields.ts";

/** What a socket may ask for; the server takes nothing else from it. */

const params = {
  cases: z.strictObject({}),
  case: z.strictObject({ id }),
  householdCases: z.strictObject({ id }),
  household: z.strictObject({ id }),
  hall: z.strictObject({ hallId: id }),
  board: z.strictObject({ hallId: id }),
} satisfies { [V in ViewName]: z.ZodType<Views[V]["params"]> };

const requestOf = <V extends ViewName>(view: V) =>
  z.strictObject({ view: z.literal(view), params: params[view] });

export const joinRequest = z.discriminatedUnion("view", [
  requestOf("cases"),
  requestOf("case"),
  requestOf("householdCases"),
  requestOf("household"),
  requestOf("hall"),
  requestOf("board"),
]);

/** A room's name holds an id or two. */
export const roomRequest = z.strictObject({ room: z.string().max(240) });
