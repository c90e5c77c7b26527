import type { Agent } from "@warmline/shared/acd/model.ts";
import { stampedAgent } from "@warmline/shared/acd/periods.ts";
import type { Instant } from "@warmline/shared/kernel/time.ts";
import type { Body } from "@warmline/shared/store/collection.ts";
import type { Write } from "@warmline/shared/store/write.ts";
import { writesOf } from "./desk-command.ts";

/** For whatever else agents are bound to: as they are written, with the period that ends by it. */
export function agentWrites(agent: Agent, next: Body<Agent>, at: Instant): Write[] {
  return writesOf({ agent, call: null }, { agent: stampedAgent(agent, next, at) }, at);
}
