import type { Role, Scope } from "@warmline/shared/access/actor.ts";
import type { Answer } from "../call.ts";
import { call } from "../call.ts";
import { listStaff, type StaffRow } from "@warmline/shared/staff/api.ts";

/** Name, roles and scope as a form holds them. */
export interface StaffDraft {
  name: string;
  roles: Role[];
  scopeKind: Scope["kind"];
  branchId: string;
  hallId: string;
}

export function draftOf(row?: StaffRow): StaffDraft {
  return {
    name: row?.name ?? "",
    roles: [...(row?.roles ?? [])],
    scopeKind: row?.scope.kind ?? "city",
    branchId: row?.scope.kind === "branch" ? row.scope.branchId : "",
    hallId: row?.scope.kind === "hall" ? row.scope.hallId : "",
  };
}

export function scopeOf({ scopeKind, branchId, hallId }: StaffDraft): Scope {
  if (scopeKind === "branch") return { kind: "branch", branchId };
  if (scopeKind === "hall") return { kind: "hall", hallId };
  return { kind: "city" };
}

/** The staff whom this person may see; read anew after each command. */
export class Roster {
  rows = $state.raw<readonly StaffRow[] | null>(null);
  refusal = $state<string | null>(null);
  busy = $state(false);

  async load(): Promise<Answer<unknown>> {
    const answer = await call(listStaff, { query: {} });
    if (answer.ok) this.rows = answer.value;
    this.refusal = answer.ok ? null : answer.message;
    return answer;
  }

  /** Runs a command and shows what it changed; its refusal is said by whoever asked. */
  async run<T>(command: () => Promise<Answer<T>>): Promise<Answer<T>> {
    this.busy = true;
    const answer = await command();
    this.busy = false;
    await this.load();
    return answer;
  }
}
