import { ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import { hallServices, type HallService } from "@warmline/shared/hall/model.ts";
import { insert } from "@warmline/shared/store/write.ts";
import { commitAudited } from "../../platform/audit/commit-audited.ts";
import type { Caller } from "../../platform/commands/caller.ts";
import type { Deps } from "../../platform/deps.ts";
import { hallFor } from "./hall.ts";

export async function createService(
  deps: Deps,
  caller: Caller,
  input: { hallId: string; series: string; nameZh: string; nameEn: string },
): Promise<Result<Omit<HallService, "by">, "out-of-scope" | "not-found" | "series-taken">> {
  const hall = await hallFor(deps, caller, input.hallId);
  if (!hall.ok) return hall;
  const service = { id: deps.ids.next(), ...input, active: true };
  const act = { command: "hall.create-service", subjects: [`hallServices/${service.id}`] };
  const committed = await commitAudited(deps, caller, act, [insert(hallServices, service)]);
  if (!committed.ok) return refuse("series-taken", { series: input.series });
  return ok({ ...service, rev: 1 });
}
