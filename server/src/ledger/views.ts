import { refuse } from "@warmline/shared/kernel/result.ts";
import { households } from "@warmline/shared/households/types.ts";
import { emptyAccount } from "@warmline/shared/ledger/account.ts";
import { accounts } from "@warmline/shared/ledger/types.ts";
import { permits } from "@warmline/shared/staff/permissions.ts";
import type { HouseholdRow } from "@warmline/shared/wire/live.ts";
import type { Deps } from "../platform/deps.ts";
import type { Change, LiveView } from "../platform/realtime/view.ts";
import { debtNow } from "./account-of.ts";
import { answerEntries, NEWEST_ENTRIES, newestEntries } from "./queries.ts";
import { seesHousehold } from "../households/visibility.ts";

/** Who may read the ledger sees more, so these are two rooms. */
const WITH_LEDGER = "household/";
const WITHOUT_LEDGER = "household-plain/";

/** The household page: the row changes with the household and with its account. */
export function ledgerViews(deps: Pick<Deps, "store" | "clock">): LiveView[] {
  const { store } = deps;

  async function rowOf(id: string): Promise<HouseholdRow | null> {
    const [household, stored, newest] = await Promise.all([
      store.get(households, id),
      store.get(accounts, id),
      newestEntries(deps, id, NEWEST_ENTRIES),
    ]);
    if (household === null) return null;
    // Read side by side, one may be ahead of the other: such a row must lose to the whole one.
    const seq = Math.min(stored?.seq ?? 0, newest[0]?.seq ?? 0);
    return {
      id,
      rev: household.rev + seq,
      household,
      debt: debtNow(deps, stored ?? emptyAccount(id)),
      entries: answerEntries(newest),
    };
  }

  const view: LiveView<"household"> = {
    name: "household",
    collections: [households.name, accounts.name],
    async join(actor, { id }) {
      if (!permits(actor, "households.read")) return refuse("forbidden");
      const household = await store.get(households, id);
      if (household === null) return refuse("not-found");
      if (!seesHousehold(actor, household)) return refuse("out-of-scope");
      const prefix = permits(actor, "ledger.read") ? WITH_LEDGER : WITHOUT_LEDGER;
      return { ok: true, room: prefix + id };
    },
    async snapshot(room) {
      const row = await rowOf(room.slice(room.indexOf("/") + 1));
      if (row === null) return [];
      return [room.startsWith(WITHOUT_LEDGER) ? plain(row) : row];
    },
    async changed(_collection, { id }, watches): Promise<readonly Change[]> {
      if (!watches(WITH_LEDGER + id) && !watches(WITHOUT_LEDGER + id)) return [];
      const row = await rowOf(id);
      if (row === null) return [];
      return [
        { room: WITH_LEDGER + id, id, rev: row.rev, row },
        { room: WITHOUT_LEDGER + id, id, rev: row.rev, row: plain(row) },
      ];
    },
  };
  return [view as unknown as LiveView];
}

function plain(row: HouseholdRow): HouseholdRow {
  return { ...row, debt: null, entries: [] };
}
