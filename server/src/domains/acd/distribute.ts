import { mayBeRung } from "@warmline/shared/acd/capacity.ts";
import { queuedCalls } from "@warmline/shared/acd/model.ts";
import { isDue } from "@warmline/shared/acd/ring-back.ts";
import { reserve, signOff } from "@warmline/shared/acd/rules.ts";
import { assert } from "@warmline/shared/kernel/assert.ts";
import { writesOf } from "./desk-command.ts";
import { distributeCommand } from "./distribute-command.ts";

/** Reserves for each waiting call the agent whose turn it is. It has no refusals. */
export const distribute = distributeCommand({
  name: "acd.distribute",
  of: queuedCalls,
  isFree: mayBeRung,
  isDue,
  give: (call, agent, at) => writesOf({ call, agent }, reserve(call, agent, at), at),
  /** Signed off in place of being rung. */
  retire(agent, at) {
    const left = signOff(agent, null, at);
    assert(left.ok, "who is ready has no call in hand");
    return writesOf({ call: null, agent }, left.value, at);
  },
});
