import { households, type Household } from "@warmline/shared/households/model.ts";
import { startOfDay, type CityDate } from "@warmline/shared/kernel/time.ts";
import { accountStream, entries } from "@warmline/shared/ledger/entry.ts";
import { formerAccountIds, householdIdOf } from "@warmline/shared/ledger/holder-account.ts";
import { payments, type Payment } from "@warmline/shared/ledger/payment.ts";
import { ledgerPermissions } from "@warmline/shared/ledger/permissions.ts";
import type { SearchEntry } from "@warmline/search/entry.ts";
import {
  branchTags,
  fieldOf,
  monthTag,
  whereOfBranch,
  type Searchable,
  type SearchReading,
} from "../../platform/search/searchable.ts";
import { documentsById } from "../../platform/stores/documents-by-id.ts";
import { findAll } from "../../platform/stores/find-pages.ts";

/**
 * 票据: by its number, the channel's serial, the payer where it is not the holder, and the numbers
 * of the households that it is for. They are most of all that there is, and their entries small.
 */
export const searchableReceipts: Searchable<Payment> = {
  kind: "receipt",
  collection: payments,
  key: "serial",
  permission: ledgerPermissions.read,
  async entries({ store }, documents) {
    const homes = await documentsById(store, households, documents.flatMap(homeIdsOf));
    return documents.map((one) => entryOf(one, homes));
  },
  tellsOf: { collection: households, documents: receiptsOf },
  where: whereOfBranch,
  dated: true,
};

const homeIdsOf = ({ parts }: Payment) => [
  ...new Set(parts.map(({ accountId }) => householdIdOf(accountId))),
];

/** All that was paid for these households, also for those who held them before. */
async function receiptsOf(reading: SearchReading, ids: readonly string[]): Promise<Payment[]> {
  const { store } = reading;
  const homes = await store.getMany(households, ids);
  const accountIds = homes.flatMap((home) => [home.id, ...formerAccountIds(home)]);
  if (accountIds.length === 0) return [];
  const where = { streamId: accountIds.map(accountStream) };
  const told = await findAll(reading, entries, { index: "seq", where });
  return store.getMany(payments, [...new Set(told.flatMap(({ paymentId }) => paymentId ?? []))]);
}

const SERIES_PLACE = /\d+$/u;
const DAY_MS = 86_400_000;

/** Receipts or slips of a day by their place in their series: milliseconds stand for it. */
export function orderInSeries(day: CityDate, number: string): number {
  return startOfDay(day) + Math.min(Number(SERIES_PLACE.exec(number)?.[0] ?? 0), DAY_MS - 1);
}

function entryOf(one: Payment, homes: ReadonlyMap<string, Household>): SearchEntry {
  const { id, bookedOn, channel, payer, parts } = one;
  const own = homeIdsOf(one).flatMap((homeId) => homes.get(homeId) ?? []);
  return {
    id,
    order: orderInSeries(bookedOn, id),
    fields: [
      ...fieldOf("number", "number", id),
      ...fieldOf("number", "serial", channel.serial),
      ...fieldOf("name", "payer", payer),
      ...own.flatMap(({ number }) => fieldOf("number", "household", number)),
    ],
    tags: [
      ...branchTags([branchOfAll(own, parts.length > 0)]),
      `channel=${channel.kind}`,
      monthTag(startOfDay(bookedOn)),
    ],
  };
}

/** Whoever is bound to a branch reads a receipt if every household on it is of theirs. */
function branchOfAll(own: readonly Household[], any: boolean): string | undefined {
  const branches = new Set(own.map(({ place }) => place.branchId));
  return any && branches.size === 1 ? own[0]?.place.branchId : undefined;
}
