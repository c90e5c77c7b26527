import { households, orgNodes, type Household } from "@warmline/shared/households/model.ts";
import type { Role, Scope, StaffActor } from "@warmline/shared/access/actor.ts";
import { staff } from "@warmline/shared/staff/model.ts";
import { insert } from "@warmline/shared/store/write.ts";
import { commitAudited } from "../../platform/audit/commit-audited.ts";
import type { Case } from "@warmline/shared/cases/model.ts";
import type { ChangedCase } from "@warmline/shared/cases/rows.ts";
import type { Caller } from "../../platform/commands/caller.ts";
import type { Command } from "../../platform/commands/command.ts";
import { runCommand } from "../../platform/commands/run-command.ts";
import type { Deps } from "../../platform/deps.ts";
import type { FileCaseInput } from "./file-case.ts";
import { seeCase } from "./see-case.ts";

/** For tests: two branches with a household each, and people to act. */

export const EAST = "branch-east";
export const WEST = "branch-west";
export const eastHome = { id: "home-east", phone: "+8613800138000" } as const;
export const westHome = { id: "home-west", phone: "+8613900139000" } as const;

export function callerOf(
  roles: readonly Role[],
  scope: Scope = { kind: "city" },
  id = roles.join("-"),
): Caller & { readonly actor: StaffActor } {
  const actor = { kind: "staff", id, name: id, roles, scope } as const;
  return { actor, origin: "test", language: "zh" };
}

export const inEast = { kind: "branch", branchId: EAST } as const;
export const inWest = { kind: "branch", branchId: WEST } as const;
export const agent = callerOf(["agent"]);
export const supervisor = callerOf(["supervisor"]);
export const dispatcher = callerOf(["dispatcher"], inEast);
export const worker = callerOf(["field-worker"], inEast, "worker-east");
export const mate = callerOf(["field-worker"], inEast, "mate-east");
export const stranger = callerOf(["dispatcher", "field-worker"], inWest, "stranger-west");

function household(id: string, branchId: string, phones: readonly string[]): Household {
  const place = { branchId, stationId: "s", buildingId: "b", unitId: "u" };
  const address = {
    district: "城东",
    community: "阳光小区",
    building: "3号楼",
    unit: "2单元",
    room: "501",
  };
  const number = id === eastHome.id ? "100000001" : "100000002";
  const rest = { name: "王秀英", people: [], spaces: [], rev: 0 };
  return { id, number, phones, address, place, ...rest };
}

/** Committed as the demo city commits: through the store, by the system. */
export async function furnish(deps: Deps): Promise<void> {
  const system = { kind: "system", id: "test", name: "test" } as const;
  const branches = [EAST, WEST].map((id) => {
    return insert(orgNodes, { id, kind: "branch", name: id, parentId: null, path: [id] } as const);
  });
  const people = [worker, mate, dispatcher, stranger].map(({ actor }) => {
    const { id, name, roles, scope } = actor;
    const login = { login: id, active: true, passwordHash: "" };
    return insert(staff, { id, name, roles, scope, ...login });
  });
  const homes = [
    insert(households, household(eastHome.id, EAST, [eastHome.phone])),
    insert(households, household(westHome.id, WEST, [westHome.phone])),
  ];
  const of = { command: "test.furnish", subjects: [] };
  const caller = { actor: system, origin: "test", language: "zh" } as const;
  await commitAudited(deps, caller, of, [...branches, ...people, ...homes]);
}

let serial = 0;

/** A report with an id of its own; `given` says what the test is about. */
export function reportWith(given: Partial<FileCaseInput> = {}): FileCaseInput {
  serial += 1;
  return {
    source: "phone",
    sourceId: `call-${serial}`,
    contact: {},
    category: "not-warm",
    urgency: "normal",
    description: "暖气片上面热下面凉",
    ...given,
  };
}

/** A command that must succeed; the case that it answers, as it stands then. */
export async function changed<I, S, C extends string>(
  deps: Deps,
  caller: Caller,
  command: Command<I, S, ChangedCase, C>,
  input: I,
): Promise<Case> {
  const { id } = await must(runCommand(deps, caller, command, input));
  return must(seeCase(deps, supervisor, id));
}

/** The value of a command that must succeed. */
export async function must<T>(
  answer: Promise<{ ok: true; value: T } | { ok: false; code: string }>,
) {
  const result = await answer;
  if (!result.ok) throw new Error(`refused: ${result.code}`);
  return result.value;
}
