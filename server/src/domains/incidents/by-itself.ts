import { cases, type Case } from "@warmline/shared/cases/model.ts";
import { isSurelyIn, mayJoinByItself } from "@warmline/shared/incidents/joining.ts";
import type { Incident } from "@warmline/shared/incidents/model.ts";
import type { Caller } from "../../platform/commands/caller.ts";
import type { Command } from "../../platform/commands/command.ts";
import { runCommand } from "../../platform/commands/run-command.ts";
import type { Deps } from "../../platform/deps.ts";
import { homesOf } from "./homes.ts";

/** What an incident does by itself stands in the trail under this name. */
export const BY_ITSELF: Caller = {
  actor: { kind: "system", id: "incidents", name: "事件" },
  origin: "incidents",
  language: "zh",
};

/** A case with the incident that does something to it. */
export interface Meeting {
  readonly id: string;
  readonly caseId: string;
}

/** Those of the cases that are surely of one of the incidents, each with the oldest of these. */
export async function surelyIn(
  { store }: Pick<Deps, "store">,
  open: readonly Incident[],
  found: readonly Case[],
): Promise<Meeting[]> {
  const perhaps = found.filter(mayJoinByItself);
  const homes = await homesOf({ store }, perhaps);
  const oldestFirst = open.toSorted((a, b) => a.startedAt - b.startedAt);
  return perhaps.flatMap((one) => {
    const place = homes.get(one.householdId ?? "")?.place;
    const incident = place && oldestFirst.find((each) => isSurelyIn(each, one, place));
    return incident ? [{ id: incident.id, caseId: one.id }] : [];
  });
}

/** Runs to its end; whoever calls tries again when the store was too busy. */
export async function runByItself<S>(
  deps: Deps,
  caller: Caller,
  command: Command<Meeting, S, unknown, string>,
  meeting: Meeting,
): Promise<void> {
  const done = await runCommand(deps, caller, command, meeting);
  if (!done.ok) throw new Error(`${command.name} of ${cases.name}/${meeting.caseId}: ${done.code}`);
}
