import type { Caller } from "../../platform/commands/caller.ts";

/** What whoever may run programs on the machine asks for from there. */
export interface FromMachine {
  readonly login: string;
  readonly reason: string;
  /** The machine's name for them; stands in the audit trail. */
  readonly user: string;
}

export function machineCaller({ user }: FromMachine): Caller {
  return {
    actor: { kind: "system", id: "machine", name: `machine ${user}` },
    origin: "machine",
    language: "zh",
  };
}
