import { chargingRulesOn } from "@warmline/shared/catalogue/rules-on.ts";
import { seasons } from "@warmline/shared/households/model.ts";
import type { LateRule, LateRules } from "@warmline/shared/ledger/accrued-fees.ts";
import type { Entry } from "@warmline/shared/ledger/entry.ts";
import type { Store } from "@warmline/shared/store/port.ts";
import { holdingCatalogue } from "../catalogue/index.ts";
import { readStream } from "./posting.ts";

/** 账户的全部分录, where there is any rule of late fees; otherwise it says nothing about them. */
export async function readLateStream(
  reads: Pick<Store, "get" | "find">,
  accountId: string,
): Promise<Entry[]> {
  const { rules } = await holdingCatalogue(reads);
  const ruled = rules.some(({ rule }) => rule.kind === "late-fee");
  return ruled ? readStream(reads, accountId) : [];
}

/**
 * By which rule each season of these entries is late: that which holds on the season's first day,
 * as for all that a season is charged, so that terms never change while somebody is late.
 */
export async function lateRulesFor(
  reads: Pick<Store, "get" | "getMany">,
  stream: readonly Entry[],
): Promise<LateRules> {
  const names = stream.flatMap(({ lines }) => lines.flatMap(({ season }) => season ?? []));
  const [catalogue, found] = await Promise.all([
    holdingCatalogue(reads),
    reads.getMany(seasons, [...new Set(names)]),
  ]);
  const rules = new Map<string, LateRule | undefined>(
    found.map(({ id, from }) => [id, chargingRulesOn(catalogue, from).lateFee]),
  );
  return (season) => rules.get(season);
}
