import { ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import { hallServices, type HallService } from "@warmline/shared/hall/model.ts";
import { within } from "@warmline/shared/access/scope.ts";
import { replace } from "@warmline/shared/store/write.ts";
import { commitAudited } from "../../platform/audit/commit-audited.ts";
import type { Caller } from "../../platform/commands/caller.ts";
import { attempt, lost } from "../../platform/commands/old-attempt.ts";
import type { Deps } from "../../platform/deps.ts";
import { plainRow } from "./hall.ts";

type Code = "service-unknown" | "out-of-scope" | "changed-meanwhile";
type Answer = Result<Omit<HallService, "by">, Code>;
type Names = Pick<HallService, "nameZh" | "nameEn">;

/** Other names; the series stays, as numbers are out under it. */
export function renameService(
  deps: Deps,
  caller: Caller,
  serviceId: string,
  names: Names,
): Promise<Answer> {
  return change(deps, caller, serviceId, "hall.rename-service", names);
}

/** An inactive service gives no new numbers; those who wait are still served. */
export function setServiceActive(
  deps: Deps,
  caller: Caller,
  serviceId: string,
  { active, reason }: { readonly active: boolean; readonly reason?: string | undefined },
): Promise<Answer> {
  return change(deps, caller, serviceId, "hall.set-service-active", { active }, reason);
}

async function change(
  deps: Deps,
  caller: Caller,
  serviceId: string,
  command: string,
  part: Partial<HallService>,
  reason?: string,
): Promise<Answer> {
  return attempt(async (): Promise<Answer | typeof lost> => {
    const current = await deps.store.get(hallServices, serviceId);
    if (current === null) return refuse("service-unknown");
    if (!within(caller.actor, { hallId: current.hallId })) return refuse("out-of-scope");
    const next = { ...current, ...part };
    const subjects = [`hallServices/${serviceId}`];
    const act = { command, subjects, ...(reason === undefined ? {} : { reason }) };
    const committed = await commitAudited(deps, caller, act, [
      replace(hallServices, current, next),
    ]);
    return committed.ok ? ok(plainRow({ ...next, rev: current.rev + 1 })) : lost;
  });
}
