import { hash } from "node:crypto";
import { collection, type Stored } from "@warmline/shared/store/collection.ts";
import { insert, replace, type Write } from "@warmline/shared/store/write.ts";

/** A journal entry as slim as the ledger's: some 330 bytes of JSON. */
interface Entry extends Stored {
  readonly streamId: string;
  readonly seq: number;
  readonly key: string;
  readonly at: number;
  readonly lines: readonly object[];
  readonly detail: object;
  readonly hash: string;
}

interface Account extends Stored {
  readonly seq: number;
  readonly hash: string;
  readonly owedFen: number;
  readonly prepaidFen: number;
  readonly seasons: readonly object[];
}

export const entries = collection<Entry>("entries", {
  indexes: { byTime: ["at"] },
  unique: { seq: ["streamId", "seq"], key: ["key"] },
  appendOnly: true,
});
export const accounts = collection<Account>("accounts");
export const BULK_COLLECTIONS = [entries, accounts];

let serial = 0;

/** As long as the server's ids, and rising with time like them. */
function nextId(at: number): string {
  serial += 1;
  return `${at.toString(16).padStart(12, "0")}-${String(serial).padStart(23, "0")}`;
}

const SEASON = "2026-2027";

export function accountId(index: number): string {
  return `account-${String(index).padStart(7, "0")}`;
}

export function newAccount(index: number): Write {
  const seasons = ["2024-2025", "2025-2026", SEASON].map((season) => ({
    season,
    chargedFen: 267_470,
    relievedFen: 0,
    paidFen: 200_000,
    writtenOffFen: 0,
    openFen: 67_470,
  }));
  const balance = { seq: 0, hash: "-".repeat(43), owedFen: 67_470, prepaidFen: 0, seasons };
  return insert(accounts, { id: accountId(index), ...balance });
}

/** One more charge: the entry, chained to the one before, and the account behind it. */
export function charge(account: Account, run: string, at: number): Write[] {
  const streamId = `account/${account.id}`;
  const unsealed = {
    id: nextId(at),
    streamId,
    seq: account.seq + 1,
    key: `${run} ${account.id}`,
    at,
    lines: [
      { account: "receivable", season: SEASON, amountFen: 267_470 },
      { account: "revenue", amountFen: -267_470 },
    ],
    detail: { kind: "charge", tariff: "home@3" },
  };
  const seal = hash("sha256", account.hash + JSON.stringify(unsealed), "base64url");
  const owedFen = account.owedFen + 267_470;
  return [
    insert(entries, { ...unsealed, hash: seal }),
    replace(accounts, account, { ...account, seq: unsealed.seq, hash: seal, owedFen }),
  ];
}
