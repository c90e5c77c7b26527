import { householdPermissions } from "@warmline/shared/households/permissions.ts";
import { ledgerPermissions } from "@warmline/shared/ledger/permissions.ts";
import { refuse } from "@warmline/shared/kernel/result.ts";
import { contracts } from "@warmline/shared/households/contract-versions.ts";
import { households, type Household } from "@warmline/shared/households/model.ts";
import {
  accounts,
  emptyAccount,
  onAccountFen,
  owedFen,
  type Account,
} from "@warmline/shared/ledger/account.ts";
import { accountStream } from "@warmline/shared/ledger/entry.ts";
import { branchOf } from "@warmline/shared/access/scope.ts";
import { permits } from "@warmline/shared/access/permission.ts";
import {
  formerAccountIds,
  holderOf,
  householdIdOf,
} from "@warmline/shared/ledger/holder-account.ts";
import { householdView, type FormerDebt, type HouseholdRow } from "@warmline/shared/ledger/live.ts";
import { mismatchesOf } from "@warmline/shared/ledger/mismatches.ts";
import { within } from "@warmline/shared/access/scope.ts";
import type { Deps } from "../../platform/deps.ts";
import { serveView, type Change, type LiveView } from "../../platform/realtime/view.ts";
import { findAll } from "../../platform/stores/find-pages.ts";
import { answerEntries, NEWEST_ENTRIES, newestEntries } from "./entry-answers.ts";
import { debtNow } from "./posting.ts";

/** Who may read the ledger sees more, so these are two rooms … */
const WITH_LEDGER = "household";
const WITHOUT_LEDGER = "household-plain";
type Prefix = typeof WITH_LEDGER | typeof WITHOUT_LEDGER;
const PREFIXES: readonly Prefix[] = [WITH_LEDGER, WITHOUT_LEDGER];

/**
 * … and each branch has rooms of its own: a household that moves leaves those of its old branch
 * with the very change, not when sockets are looked at next. Null: whoever sees the whole city.
 */
function roomName(prefix: Prefix, id: string, branchId: string | undefined): string {
  return branchId === undefined ? `${prefix}/${id}` : `${prefix}/${id}/branch/${branchId}`;
}

/** The household page: the row changes with the household and with its account. */
export function ledgerViews(deps: Pick<Deps, "store" | "clock">): LiveView[] {
  const { store } = deps;

  async function rowOf(id: string): Promise<HouseholdRow | null> {
    const [household, stored, newest, signed] = await Promise.all([
      store.get(households, id),
      store.get(accounts, id),
      newestEntries(deps, accountStream(id), NEWEST_ENTRIES),
      findAll(deps, contracts, { index: "byHousehold", where: { householdId: id } }),
    ]);
    if (household === null) return null;
    const former = await store.getMany(accounts, formerAccountIds(household));
    // Read side by side, one may be ahead of the other: such a row must lose to the whole one.
    const seq = Math.min(stored?.seq ?? 0, newest[0]?.seq ?? 0);
    const account = stored ?? emptyAccount(id);
    return {
      id,
      rev: [...signed, ...former].reduce((sum, { rev }) => sum + rev, household.rev + seq),
      household,
      debt: await debtNow(deps, account),
      entries: await answerEntries(deps, household, newest),
      former: former.map((one) => formerDebt(household, one)),
      mismatches: mismatchesOf(account, signed),
    };
  }

  /** The branches whose people ever joined here: theirs are the only rooms of branches. */
  const branches = new Set<string>();

  const roomsOf = (id: string) =>
    [undefined, ...branches].flatMap((branchId) =>
      PREFIXES.map((prefix) => ({ prefix, branchId, room: roomName(prefix, id, branchId) })),
    );

  const view: LiveView<{ id: string }, HouseholdRow> = {
    view: householdView,
    collections: [households.name, accounts.name, contracts.name],
    async join(actor, { id }) {
      if (!permits(actor, householdPermissions.read)) return refuse("forbidden");
      const household = await store.get(households, id);
      if (household === null) return refuse("not-found");
      if (!within(actor, household.place)) return refuse("out-of-scope");
      const prefix = permits(actor, ledgerPermissions.read) ? WITH_LEDGER : WITHOUT_LEDGER;
      const branchId = branchOf(actor);
      if (branchId !== undefined) branches.add(branchId);
      return { ok: true, room: roomName(prefix, id, branchId) };
    },
    async snapshot(room) {
      const [prefix, id = "", , branchId] = room.split("/");
      const row = await rowOf(id);
      if (row === null || !isIn(row, branchId)) return [];
      return [prefix === WITHOUT_LEDGER ? plain(row) : row];
    },
    concerns: (id, watches) => roomsOf(householdOf(id)).some(({ room }) => watches(room)),
    async changed(_collection, changed, watches): Promise<readonly Change[]> {
      const id = householdOf(changed.id);
      const rooms = roomsOf(id).filter(({ room }) => watches(room));
      const row = rooms.length === 0 ? null : await rowOf(id);
      if (row === null) return [];
      return rooms.map(({ prefix, branchId, room }) => {
        const shown = prefix === WITHOUT_LEDGER ? plain(row) : row;
        return { room, id, rev: row.rev, row: isIn(row, branchId) ? shown : null };
      });
    },
  };
  return [serveView(view)];
}

function isIn({ household }: HouseholdRow, branchId: string | undefined): boolean {
  return branchId === undefined || household.place.branchId === branchId;
}

/** Of a household, of its accounts, or of a contract, `<household>/<season>`. */
function householdOf(id: string): string {
  return householdIdOf(id.split("/")[0]!);
}

function formerDebt(household: Household, account: Account): FormerDebt {
  const { id: accountId, seq } = account;
  const holder = holderOf(household, accountId) ?? "";
  return { accountId, holder, seq, owedFen: owedFen(account), onAccountFen: onAccountFen(account) };
}

function plain(row: HouseholdRow): HouseholdRow {
  return { ...row, debt: null, entries: [], former: [], mismatches: [] };
}
