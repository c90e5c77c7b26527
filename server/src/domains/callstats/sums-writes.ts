import type { Share } from "@warmline/shared/callstats/fold.ts";
import { placeOf } from "@warmline/shared/callstats/half-hour.ts";
import { callSums, type CallSums } from "@warmline/shared/callstats/model.ts";
import { plus, type Sums } from "@warmline/shared/callstats/sums.ts";
import { cityDate } from "@warmline/shared/kernel/time.ts";
import type { Body } from "@warmline/shared/store/collection.ts";
import { put, type Write } from "@warmline/shared/store/write.ts";
import type { Deps } from "../../platform/deps.ts";

export type NewSums = Omit<Body<CallSums>, "reckoning">;

/** What the shares come to, by half-hour and by day: one document for each. */
export function addedUp(shares: readonly Share[]): NewSums[] {
  const added = new Map<string, NewSums>();
  for (const share of shares) {
    for (const one of [ofHalfHour(share), ofDay(share)]) {
      const before: Sums = added.get(one.id)?.sums ?? {};
      added.set(one.id, { ...one, sums: plus(before, one.sums) });
    }
  }
  return [...added.values()];
}

function ofHalfHour({ kind, key, halfHour, sums }: Share): NewSums {
  const [day, place] = [cityDate(halfHour), placeOf(halfHour)];
  return { id: `${kind}/${key}/${day}/${place}`, kind, key, span: "half-hour", day, place, sums };
}

function ofDay({ kind, key, halfHour, sums }: Share): NewSums {
  const day = cityDate(halfHour);
  return { id: dayId({ kind, key, day }), kind, key, span: "day", day, sums };
}

export function dayId({ kind, key, day }: Pick<CallSums, "kind" | "key" | "day">): string {
  return `${kind}/${key}/${day}`;
}

/** Added to what stands there already, unless that is of an earlier reckoning. */
export async function sumsWrites(
  { store }: Pick<Deps, "store">,
  shares: readonly Share[],
  reckoning: number,
): Promise<Write[]> {
  const added = addedUp(shares);
  const kept = await store.getMany(
    callSums,
    added.map(({ id }) => id),
  );
  const byId = new Map(kept.map((one) => [one.id, one]));
  return added.map((one) => {
    const before = byId.get(one.id) ?? null;
    const sums = before?.reckoning === reckoning ? plus(before.sums, one.sums) : one.sums;
    return put(callSums, before, { ...one, reckoning, sums });
  });
}
