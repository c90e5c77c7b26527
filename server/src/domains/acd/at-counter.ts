import { agents, type Agent } from "@warmline/shared/acd/model.ts";
import { toCounter } from "@warmline/shared/acd/rules.ts";
import { mapOk, ok, type Result } from "@warmline/shared/kernel/result.ts";
import type { Instant } from "@warmline/shared/kernel/time.ts";
import type { Write } from "@warmline/shared/store/write.ts";
import type { Reads } from "../../platform/commands/guarded-reads.ts";
import { writesOf } from "./desk-command.ts";

/** For counters: as what somebody stands with the telephone; null: they never signed on. */
export function loadPhone(reads: Pick<Reads, "get">, staffId: string): Promise<Agent | null> {
  return reads.get(agents, staffId);
}

/**
 * In the commit that brings a number into somebody's hands: no call is reserved for them meanwhile.
 * Refusal: `on-the-phone`.
 */
export function toCounterWrites(agent: Agent | null, at: Instant): Result<Write[], "on-the-phone"> {
  if (agent === null) return ok([]);
  return mapOk(toCounter(agent, at), (step) => writesOf({ agent, call: null }, step, at));
}
