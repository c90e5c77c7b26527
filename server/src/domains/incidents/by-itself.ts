import { cases, type Case } from "@warmline/shared/cases/model.ts";
import { isSurelyIn } from "@warmline/shared/incidents/joining.ts";
import type { Incident } from "@warmline/shared/incidents/model.ts";
import type { Caller } from "../../platform/commands/caller.ts";
import type { Command } from "../../platform/commands/command.ts";
import { runCommand } from "../../platform/commands/run-command.ts";
import type { Deps } from "../../platform/deps.ts";
import type { PlaceOf } from "./homes.ts";

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
export function surelyIn(
  open: readonly Incident[],
  perhaps: readonly Case[],
  placeOf: PlaceOf,
): Meeting[] {
  const oldestFirst = open.toSorted((a, b) => a.startedAt - b.startedAt);
  return perhaps.flatMap((one) => {
    const place = placeOf(one);
    const incident = place && oldestFirst.find((each) => isSurelyIn(each, one, place));
    return incident ? [{ id: incident.id, caseId: one.id }] : [];
  });
}

/** Runs to its end; whoever calls tries again when the store was too busy. */
export async function runByItself<I extends Pick<Meeting, "caseId">, S>(
  deps: Deps,
  caller: Caller,
  command: Command<I, S, unknown, string>,
  input: I,
): Promise<void> {
  const done = await runCommand(deps, caller, command, input);
  if (!done.ok) throw new Error(`${command.name} of ${cases.name}/${input.caseId}: ${done.code}`);
}
