import { SIGNED_ON, type AgentState } from "@warmline/shared/acd/model.ts";
import type { AgentRow } from "@warmline/shared/acd/rows.ts";

export interface InState {
  readonly state: AgentState;
  /** Who has been in it longest first. */
  readonly agents: readonly AgentRow[];
}

/** Everybody who is signed on, by state in the order of a call's way through a desk. */
export function byState(agents: readonly AgentRow[]): InState[] {
  return SIGNED_ON.map((state) => ({
    state,
    agents: agents.filter((one) => one.state === state).toSorted((a, b) => a.since - b.since),
  }));
}
