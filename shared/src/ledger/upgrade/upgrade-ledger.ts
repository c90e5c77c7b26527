import { assert } from "../../kernel/assert.ts";
import type { CityDate } from "../../kernel/time.ts";
import { onAccountFen, openOfSum, owedFen, type AccountState } from "../account.ts";
import type { Hash } from "../chain.ts";
import type { Entry } from "../entry.ts";
import type { Payment } from "../payment.ts";
import { placePath } from "../place.ts";
import type { FormerAccount, FormerEntry } from "./former.ts";
import { upgradeStream, type UpgradedStream } from "./upgrade-stream.ts";

/** Some households with all that the ledger had of them; chunks may be of any size. */
export interface FormerLedger {
  readonly households: readonly {
    readonly id: string;
    readonly place: Parameters<typeof placePath>[0];
  }[];
  /** Every entry of each of them, in any order. */
  readonly entries: readonly FormerEntry[];
  readonly accounts: readonly FormerAccount[];
  readonly seasons: readonly { readonly id: string; readonly from: CityDate }[];
}

/** The documents that replace them; receipt series stay as they are. */
export interface UpgradedLedger {
  readonly entries: readonly Omit<Entry, "rev">[];
  readonly payments: readonly Omit<Payment, "rev">[];
  readonly accounts: readonly Omit<AccountState, "rev">[];
}

/**
 * Upgrades the journals of a chunk of households, each held against its account: throws when what
 * is owed, on account or summed up by season is not, to the fen, what it was.
 */
export function upgradeLedger(former: FormerLedger, hash: Hash): UpgradedLedger {
  const entriesOf = Map.groupBy(former.entries, ({ householdId }) => householdId);
  const accountOf = new Map(former.accounts.map((one) => [one.id, one]));
  const fromOf = new Map(former.seasons.map(({ id, from }) => [id, from]));
  const streams = former.households.map(({ id, place }) => {
    const entries = (entriesOf.get(id) ?? []).toSorted((left, right) => left.seq - right.seq);
    const seasonFrom = (season: string) => fromOf.get(season);
    const of = { householdId: id, entries, place: placePath(place), seasonFrom };
    const stream = upgradeStream(of, hash);
    assertSame(id, accountOf.get(id), stream);
    return stream;
  });
  return {
    entries: streams.flatMap(({ entries }) => entries),
    payments: streams.flatMap(({ payments }) => payments),
    accounts: streams.flatMap(({ account }) => account ?? []),
  };
}

function assertSame(id: string, former: FormerAccount | undefined, { account }: UpgradedStream) {
  const told = JSON.stringify({ id, former, account });
  if (former === undefined || account === null) {
    assert(former === undefined && account === null, `an account without entries: ${told}`);
    return;
  }
  const seasons = former.seasons.filter(({ chargedFen, openingFen }) => chargedFen + openingFen);
  const same =
    owedFen(account) === former.owedFen &&
    onAccountFen(account) === former.prepaidFen &&
    account.sums.length === seasons.length &&
    seasons.every(({ season, chargedFen, openingFen, paidFen, owedFen: owed }) => {
      const sum = account.sums.find((one) => one.season === season);
      return (
        sum?.chargedFen === chargedFen + openingFen &&
        sum.paidFen === paidFen &&
        openOfSum(sum) === owed
      );
    });
  assert(same, `sums differ after the upgrade: ${told}`);
}
