import type { StaffActor } from "@warmline/shared/access/actor.ts";
import { staff } from "@warmline/shared/staff/model.ts";
import { insert } from "@warmline/shared/store/write.ts";
import { finishWrapUp } from "@warmline/server/domains/acd/desk-commands.ts";
import type { AtDesk } from "@warmline/server/domains/acd/desk-command.ts";
import { caller } from "@warmline/server/domains/ledger/testing.ts";
import type { Caller } from "@warmline/server/platform/commands/caller.ts";
import type { Command } from "@warmline/server/platform/commands/command.ts";

const AGENTS = 6;

/** What a request is answered when it comes too late, or to the wrong desk. */
export const EXPECTED = new Set([
  "call-unknown",
  "call-over",
  "call-elsewhere",
  "call-in-hand",
  "not-wrapping-up",
  "disposition-missing",
  "signed-off",
  "not-talked-in",
  "call-monitored",
  "takes-calls",
  "monitors-another",
  "monitoring",
  "agent-unknown",
  "consult-oneself",
  "consulting",
  "colleague-busy",
  "colleague-of-another-branch",
  "colleague-not-there",
  "no-ring-back",
]);

/** With a word on what the call was about. */
export const wrapUp: Command<{ readonly callId: string }, AtDesk, unknown, string> = {
  ...finishWrapUp,
  decide: (at, { callId }, moment) =>
    finishWrapUp.decide(at, { callId, disposition: { about: "other" } }, moment),
};

const hotline = Array.from({ length: AGENTS }, (_, place): StaffActor => {
  const id = `agent-${place + 1}`;
  return { kind: "staff", id, name: id, roles: ["agent"], scope: { kind: "city" } };
});
/** 溢出座席: of two branches, and of a hall. */
const overflow: readonly StaffActor[] = [
  { ...of("dispatcher-1"), roles: ["dispatcher"], scope: { kind: "branch", branchId: "b1" } },
  { ...of("dispatcher-2"), roles: ["dispatcher"], scope: { kind: "branch", branchId: "b2" } },
  { ...of("cashier-1"), roles: ["cashier"], scope: { kind: "hall", hallId: "h1" } },
];
function of(id: string) {
  return { kind: "staff", id, name: id } as const;
}
export const people = [...hotline, ...overflow];
/** Whoever takes calls is on the staff. */
export const staffWrites = people.map(({ kind: _, ...person }) =>
  insert(staff, { ...person, login: person.id, active: true, passwordHash: "" }),
);
/** In which branches callers are recognised: mostly in one, some in none or in two. */
export const KNOWN_IN = [["b1"], ["b2"], ["b1"], ["b2"], [], ["b1", "b2"]];
/** Some of them are supervisors, who take calls, too. */
export const supervisors = hotline.slice(0, 3);
/** Of ten minutes, from nine in the evening to eight. */
export const NIGHT_ROUNDS = 66 + 20;
/** So few that somebody often calls again. */
export const PHONES = ["+8613800000011", "+8613800000012", "+8613800000013"];
/** Few at a time, as they have an agent each. */
export const DIALLING = { index: "byState", where: { state: "dialling" }, limit: 100 };
/** The carrier tells something. */
export function carrier(): Caller {
  return { ...caller(), actor: { kind: "channel", id: "twilio", name: "twilio" } };
}

export interface Outcome {
  /** Requests that came late, twice, at the same moment or not at all. */
  readonly faults: number;
  readonly calls: number;
  readonly broken: readonly string[];
}
