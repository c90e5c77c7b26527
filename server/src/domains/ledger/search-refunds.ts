import { households, type Household } from "@warmline/shared/households/model.ts";
import { startOfDay } from "@warmline/shared/kernel/time.ts";
import { formerAccountIds, householdIdOf } from "@warmline/shared/ledger/holder-account.ts";
import { ledgerPermissions } from "@warmline/shared/ledger/permissions.ts";
import { refunds, type Refund } from "@warmline/shared/ledger/refund.ts";
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
import { orderInSeries } from "./search-entries.ts";

/**
 * 退费单: once it is paid out, by the number of its slip, the channel's serial, whoever got it where
 * that is not the holder, and the household's number.
 */
export const searchableRefunds: Searchable<Refund> = {
  kind: "refund",
  collection: refunds,
  key: "byAccount",
  permission: ledgerPermissions.read,
  async entries({ store }, documents) {
    const ids = documents.map(({ accountId }) => householdIdOf(accountId));
    const homes = await documentsById(store, households, ids);
    return documents.flatMap((one) => entryOf(one, homes.get(householdIdOf(one.accountId))));
  },
  tellsOf: { collection: households, documents: refundsOf },
  where: whereOfBranch,
  dated: true,
};

/** Of these households and of those who held them before. */
async function refundsOf(reading: SearchReading, ids: readonly string[]): Promise<Refund[]> {
  const homes = await reading.store.getMany(households, ids);
  const accountId = homes.flatMap((home) => [home.id, ...formerAccountIds(home)]);
  if (accountId.length === 0) return [];
  return findAll(reading, refunds, { index: "byAccount", where: { accountId } });
}

/** None before it is paid out: it has no number yet. */
function entryOf({ id, paid, payee }: Refund, home: Household | undefined): readonly SearchEntry[] {
  if (paid === undefined) return [];
  const { number, bookedOn, channel } = paid;
  return [
    {
      id,
      order: orderInSeries(bookedOn, number),
      fields: [
        ...fieldOf("number", "number", number),
        ...fieldOf("number", "serial", channel?.serial),
        ...fieldOf("name", "payee", payee),
        ...fieldOf("number", "household", home?.number),
      ],
      tags: [...branchTags([home?.place.branchId]), monthTag(startOfDay(bookedOn))],
    },
  ];
}
