import type { Household } from "@warmline/shared/households/model.ts";
import { absoluteFen, totalFen } from "@warmline/shared/kernel/money.ts";
import { accounts, onAccountFen, owedFen, type Account } from "@warmline/shared/ledger/account.ts";
import { accountIdOf, entries, type Entry, type NewEntry } from "@warmline/shared/ledger/entry.ts";
import { holderOf } from "@warmline/shared/ledger/holder-account.ts";
import { unlinked } from "@warmline/shared/ledger/kinds/checks.ts";
import { sumFen, type Line } from "@warmline/shared/ledger/lines.ts";
import type {
  PreviewChange,
  PreviewEntry,
  PreviewOwed,
} from "@warmline/shared/requests/preview.ts";
import { bodyOf, type Write } from "@warmline/shared/store/write.ts";
import { aboutEntry } from "./entry-answers.ts";
import type { HouseholdAccount } from "./posting.ts";

/** The entries among the writes of a decision, as they are shown before they are posted. */
export function postedEntries(writes: readonly Write[]): PreviewEntry[] {
  return of<Entry>(writes, entries.name).map(shownEntry);
}

/** An entry, as it is shown before it is posted. */
export function shownEntry(entry: NewEntry): PreviewEntry {
  return {
    accountId: accountIdOf(entry.streamId) ?? entry.streamId,
    kind: entry.detail.kind,
    about: aboutEntry(entry),
    amountFen: amountOf(entry.lines),
    lines: entry.lines.map(({ account, amountFen, season, fee }) => ({
      account,
      amountFen,
      ...(season === undefined ? {} : { season }),
      ...(fee === undefined ? {} : { fee }),
    })),
  };
}

/** What a household's account owes before the writes of a decision and after them. */
export function owedAfter(
  writes: readonly Write[],
  { household, account: before }: { readonly household: Household; readonly account: Account },
): PreviewOwed {
  const after = of<Account>(writes, accounts.name).findLast(({ id }) => id === before.id) ?? before;
  return owedBetween(household, before, after);
}

/** The same of two moments of an account. */
export function owedBetween(household: Household, before: Account, after: Account): PreviewOwed {
  return {
    accountId: before.id,
    label: labelOf(household, before.id),
    owedFen: { before: owedFen(before), after: owedFen(after) },
    onAccountFen: { before: onAccountFen(before), after: onAccountFen(after) },
  };
}

/** What a posting shows before it is asked for, beside `changes`: what it posts and leaves. */
export function shownPosting(
  state: HouseholdAccount,
  writes: readonly Write[],
  changes: readonly PreviewChange[],
) {
  const posted = postedEntries(writes);
  return {
    label: labelOf(state.household),
    amountFen: absoluteFen(totalFen(posted.map(({ amountFen }) => amountFen))),
    place: state.household.place,
    preview: { changes, entries: posted, owed: [owedAfter(writes, state)] },
  };
}

/** A household as people call it, with the name of whoever the account is. */
export function labelOf(household: Household, accountId = household.id): string {
  return `${household.number} ${holderOf(household, accountId) ?? household.name}`;
}

function of<D>(writes: readonly Write[], collection: string): D[] {
  return writes
    .filter((write) => write.collection.name === collection)
    .map((write) => bodyOf(write) as unknown as D);
}

/** The money that came or went; where none did, what is receivable by it. */
function amountOf(lines: readonly Line[]) {
  const own = unlinked(lines);
  const receivable = own.filter(({ account }) => account === "receivable");
  const money = own.filter(({ account }) => account === "money");
  return money.length > 0 ? sumFen(money) : sumFen(receivable);
}
