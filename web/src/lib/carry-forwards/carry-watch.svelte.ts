import type { CarryForwardAnswer } from "@warmline/shared/carryforwards/answers.ts";
import { readCarryForward } from "@warmline/shared/carryforwards/api.ts";
import { isReckoning } from "@warmline/shared/carryforwards/rules.ts";
import { call } from "../call.ts";
import { JobWatch } from "../job-watch.svelte.ts";

/** One carry-forward, as its job goes on. */
export class CarryWatch extends JobWatch<CarryForwardAnswer> {
  constructor(id: string) {
    super(id, () => call(readCarryForward, { params: { id } }), isReckoning);
  }
}
