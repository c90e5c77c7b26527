import { ok, type Result } from "@warmline/shared/kernel/result.ts";
import type { HallService } from "@warmline/shared/hall/model.ts";
import type { KioskHome, KioskService } from "@warmline/shared/kiosk/api.ts";
import { estimateNew, hallFor, readQueue, servicesOf } from "../../domains/hall/index.ts";
import type { Caller } from "../../platform/commands/caller.ts";
import type { Deps } from "../../platform/deps.ts";

/**
 * What the kiosk's first screens show of its hall. Refusals, in this order: `out-of-scope`,
 * `not-found`.
 */
export async function home(
  deps: Deps,
  caller: Caller,
  hallId: string,
): Promise<Result<KioskHome, "out-of-scope" | "not-found">> {
  const hall = await hallFor(deps, caller, hallId);
  if (!hall.ok) return hall;
  const at = deps.clock.now();
  const [services, queue] = await Promise.all([
    servicesOf(deps.store, hallId),
    readQueue(deps.store, hallId, at),
  ]);
  const describe = (service: HallService): KioskService => ({
    id: service.id,
    series: service.series,
    nameZh: service.nameZh,
    nameEn: service.nameEn,
    waiting: queue.waiting.filter(({ serviceId }) => serviceId === service.id).length,
    openCounters: queue.counters.filter(
      ({ state, serviceIds }) => state === "open" && serviceIds.includes(service.id),
    ).length,
    waitMinutes: estimateNew(queue, service.id),
  });
  return ok({
    hallName: hall.value.name,
    hallNameEn: hall.value.nameEn ?? hall.value.name,
    serverTime: at,
    services: services.filter(({ active }) => active).map(describe),
  });
}
