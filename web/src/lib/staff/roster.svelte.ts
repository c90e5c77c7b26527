import type { Role, Scope } from "@warmline/shared/access/actor.ts";
import type { Answer } from "../call.ts";
import { call } from "../call.ts";
import { serverClock } from "@warmline/shared/client/server-clock.ts";
import { listStaff, type StaffRow } from "@warmline/shared/staff/api.ts";
import type { Standing } from "@warmline/shared/staff/dual-control.ts";
import { halfOf, type Half } from "@warmline/shared/staff/handover.ts";
import { askRights, drawHalf, type WantedRights } from "@warmline/shared/staff/rights-api.ts";
import { t } from "../messages.svelte.ts";
import { say } from "../toasts.svelte.ts";

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

/** What the person would be, for whoever asks whether that takes two. */
export function standingOf(draft: StaffDraft, active = true): Standing {
  return { name: draft.name, roles: draft.roles, scope: scopeOf(draft), active };
}

export function scopeOf({ scopeKind, branchId, hallId }: StaffDraft): Scope {
  if (scopeKind === "branch") return { kind: "branch", branchId };
  if (scopeKind === "hall") return { kind: "hall", hallId };
  return { kind: "city" };
}

/** What the form asks for, of somebody who is there. */
export type ChangedMember = Pick<
  WantedRights & { act: "change" },
  "rev" | "name" | "roles" | "scope"
>;

/** A password to be told to somebody, or the half of it that this administrator was shown. */
export interface HandedOver {
  readonly password: string;
  readonly half?: Half;
  /** What the other administrator was shown before opens nothing any more. */
  readonly voidsOther?: boolean;
}

/** The half of somebody's new password that `meId` may draw at this moment; undefined: none. */
export function ownHalf({ handover }: StaffRow, meId: string | undefined): Half | undefined {
  if (handover === undefined || handover.expiresAt <= serverClock.now()) return undefined;
  return halfOf(handover, meId);
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

  /** Asks what another administrator has to approve. */
  async ask(body: WantedRights): Promise<Answer<unknown>> {
    const answer = await this.run(() => call(askRights, { body }));
    if (answer.ok) say(t("console.request.ask.done"));
    return answer;
  }

  /** Shows whoever asks their half of somebody's new password. */
  async draw({ id }: StaffRow, onpassword: (made: HandedOver) => void): Promise<void> {
    const answer = await this.run(() => call(drawHalf, { params: { id }, body: {} }));
    if (!answer.ok) return say(answer.message, "bad");
    const { secret: password, half, voidsOther } = answer.value;
    onpassword({ password, half, voidsOther });
  }
}
