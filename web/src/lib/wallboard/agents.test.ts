import { expect, test } from "vitest";
import type { AgentRow } from "@warmline/shared/acd/rows.ts";
import { instantOf } from "@warmline/shared/kernel/time.ts";
import { byState } from "./agents.ts";

function agent(id: string, state: AgentRow["state"], at: number): AgentRow {
  const since = instantOf(at);
  return { id, rev: 1, staffName: id, skills: {}, state, since, idleSince: since };
}

test("by state on a call's way, who has been in it longest first", () => {
  const all = [agent("late", "talking", 9), agent("r", "ready", 5), agent("early", "talking", 2)];
  const seen = byState(all).flatMap(({ agents }) => agents.map(({ id }) => id));
  expect(seen).toEqual(["r", "early", "late"]);
});
