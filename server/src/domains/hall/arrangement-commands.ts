import {
  counters,
  hallServices,
  type Counter,
  type HallService,
} from "@warmline/shared/hall/model.ts";
import { hallProfiles, type OpeningHours } from "@warmline/shared/hall/profile.ts";
import { orgNodes, type OrgNode } from "@warmline/shared/households/model.ts";
import { ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import { insert, put, replace } from "@warmline/shared/store/write.ts";
import { command, type Command } from "../../platform/commands/command.ts";
import { areServicesOf, plainRow } from "./hall.ts";

interface CreateCounter {
  readonly hallId: string;
  readonly number: number;
  readonly serviceIds: readonly string[];
}

interface NewCounter {
  readonly hall: OrgNode | null;
  readonly known: boolean;
  readonly sameNumber: readonly Counter[];
}

/**
 * A new counter, closed. Refusals, in this order: `out-of-scope`, `not-found` (no such hall),
 * `service-unknown`, `counter-number-taken`.
 */
export const createCounter = command({
  name: "hall.create-counter",
  async load(
    reads,
    { hallId, number, serviceIds }: CreateCounter,
  ): Promise<Result<NewCounter, "not-found" | "service-unknown" | "counter-number-taken">> {
    const where = { hallId, number };
    const [hall, known, sameNumber] = await Promise.all([
      reads.get(orgNodes, hallId),
      areServicesOf(reads, hallId, serviceIds),
      reads.find(counters, { index: "number", where, limit: 1 }),
    ]);
    return ok({ hall, known, sameNumber });
  },
  scope: (_, { hallId }) => ({ hallId }),
  decide({ hall, known, sameNumber }, { hallId, number, serviceIds }, { nextId }) {
    if (hall?.kind !== "hall") return refuse("not-found");
    if (!known) return refuse("service-unknown");
    if (sameNumber.length > 0) return refuse("counter-number-taken", { number });
    const id = nextId();
    const served = [...new Set(serviceIds)];
    const state = "closed" as const;
    const counter = { id, hallId, number, serviceIds: served, state, priorityRun: 0 };
    return ok({
      value: { ...counter, rev: 1 },
      writes: [insert(counters, counter)],
      subjects: [`${counters.name}/${id}`],
    });
  },
});

interface CreateService {
  readonly hallId: string;
  readonly series: string;
  readonly nameZh: string;
  readonly nameEn: string;
}

/**
 * A new service with a series of numbers of its own. Refusals, in this order: `out-of-scope`,
 * `not-found` (no such hall), `series-taken`.
 */
export const createService = command({
  name: "hall.create-service",
  async load(reads, { hallId, series }: CreateService) {
    const where = { hallId, series };
    const [hall, sameSeries] = await Promise.all([
      reads.get(orgNodes, hallId),
      reads.find(hallServices, { index: "series", where, limit: 1 }),
    ]);
    return ok({ hall, sameSeries });
  },
  scope: (_, { hallId }) => ({ hallId }),
  decide({ hall, sameSeries }, input, { nextId }) {
    const { hallId, series, nameZh, nameEn } = input;
    if (hall?.kind !== "hall") return refuse("not-found");
    if (sameSeries.length > 0) return refuse("series-taken", { series });
    const service = { id: nextId(), hallId, series, nameZh, nameEn, active: true };
    return ok({
      value: { ...service, rev: 1 },
      writes: [insert(hallServices, service)],
      subjects: [`${hallServices.name}/${service.id}`],
    });
  },
});

interface ServiceInput {
  readonly id: string;
  readonly reason?: string | undefined;
}

/** Changes a service by `change`. Refusals, in this order: `service-unknown`, `out-of-scope`. */
function serviceCommand<I extends ServiceInput>(declared: {
  readonly name: string;
  readonly change: (input: I) => Partial<HallService>;
}): Command<I, HallService, Omit<HallService, "by">, "service-unknown"> {
  return {
    name: declared.name,
    async load(reads, { id }) {
      const service = await reads.get(hallServices, id);
      return service === null ? refuse("service-unknown") : ok(service);
    },
    scope: ({ hallId }) => ({ hallId }),
    decide(current, input) {
      const next = { ...current, ...declared.change(input) };
      return ok({
        value: plainRow({ ...next, rev: current.rev + 1 }),
        writes: [replace(hallServices, current, next)],
        subjects: [`${hallServices.name}/${current.id}`],
        reason: input.reason,
      });
    },
  };
}

/**
 * Other names; the series stays, as numbers are out under it. Refusals, in this order:
 * `service-unknown`, `out-of-scope`.
 */
export const renameService = serviceCommand({
  name: "hall.rename-service",
  change: ({ nameZh, nameEn }: ServiceInput & Pick<HallService, "nameZh" | "nameEn">) => ({
    nameZh,
    nameEn,
  }),
});

/**
 * An inactive service gives no new numbers; those who wait are still served. Refusals, in this
 * order: `service-unknown`, `out-of-scope`.
 */
export const setServiceActive = serviceCommand({
  name: "hall.set-service-active",
  change: ({ active }: ServiceInput & Pick<HallService, "active">) => ({ active }),
});

interface SetProfile {
  readonly hallId: string;
  readonly rev: number;
  readonly address: string | null;
  readonly hours: OpeningHours | null;
}

/**
 * 营业厅资料, whole: address and opening hours; those of before, or none, are set the same way.
 * Refusals, in this order: `out-of-scope`, `changed-meanwhile`, `not-found` (no such hall).
 */
export const setProfile = command({
  name: "hall.set-profile",
  async load(reads, { hallId }: SetProfile) {
    const [hall, current] = await Promise.all([
      reads.get(orgNodes, hallId),
      reads.get(hallProfiles, hallId),
    ]);
    return ok({ hall, current });
  },
  scope: (_, { hallId }) => ({ hallId }),
  seen: ({ current }, { hallId, rev }) => ({
    seen: rev,
    now: current?.rev ?? 0,
    subject: `${hallProfiles.name}/${hallId}`,
  }),
  decide({ hall, current }, { hallId, address, hours }) {
    if (hall?.kind !== "hall") return refuse("not-found");
    const profile = {
      id: hallId,
      hallId,
      ...(address === null ? {} : { address }),
      ...(hours === null ? {} : { hours: daysOnce(hours) }),
    };
    return ok({
      value: { ...profile, rev: (current?.rev ?? 0) + 1 },
      writes: [put(hallProfiles, current, profile)],
      subjects: [`${hallProfiles.name}/${hallId}`],
    });
  },
});

function daysOnce(hours: OpeningHours): OpeningHours {
  return { ...hours, weekdays: [...new Set(hours.weekdays)].toSorted((a, b) => a - b) };
}
