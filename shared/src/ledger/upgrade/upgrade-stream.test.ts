import { DatabaseSync } from "node:sqlite";
import { readFileSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { seededRandom } from "../../kernel/ids.ts";
import { fen } from "../../kernel/money.ts";
import { onAccountFen, openOfSum, owedFen, type Account } from "../account.ts";
import { checkNext, sameAccount } from "../check.ts";
import type { Entry } from "../entry.ts";
import { accountOf, emptyPosition } from "../position.ts";
import { sha256 } from "../testing.ts";
import type { FormerAccount, FormerEntry, FormerLine } from "./former.ts";
import { FormerBook, randomFormerAct } from "./testing.ts";
import { upgradeLedger } from "./upgrade-ledger.ts";
import { upgradeStream, type UpgradedStream } from "./upgrade-stream.ts";

const SEEDS = Array.from({ length: 400 }, (_, place) => place);
const STEPS = 30;

function upgraded(householdId: string, entries: readonly FormerEntry[]): UpgradedStream {
  const place = "branch-1/station-1/building-1";
  const seasonFrom = (season: string) => `${season.slice(0, 4)}-11-01`;
  return upgradeStream({ householdId, entries, place, seasonFrom }, sha256);
}

/** Sums of all lines by account and season: what must be equal before and after. */
function sums(entries: readonly { readonly lines: readonly FormerLine[] }[]): object {
  const totals: Record<string, number> = {};
  for (const { account, season = "", amountFen } of entries.flatMap(({ lines }) => lines)) {
    const key = `${account} ${season}`;
    totals[key] = (totals[key] ?? 0) + amountFen;
  }
  const kept = Object.entries(totals).filter(([, sum]) => sum !== 0);
  return Object.fromEntries(kept.toSorted(([left], [right]) => (left < right ? -1 : 1)));
}

/** Every entry as its rule makes it, folded into the account. */
function verified(householdId: string, { entries, account }: UpgradedStream): void {
  const position = emptyPosition(householdId);
  for (const entry of entries) {
    const reversed = entries.find(({ id }) => id === entry.reverses) ?? null;
    const asStored = (one: typeof entry) => ({ ...one, rev: 1 }) as Entry;
    const flaw = checkNext(position, asStored(entry), reversed && asStored(reversed), sha256);
    expect(flaw, `entry ${entry.id}`).toBeNull();
  }
  const same = account === null || sameAccount(accountOf(position), account as Account);
  expect(same).toBe(true);
}

describe("random journals by the rules before", () => {
  test("sums by season and account are equal to the fen, after every act", () => {
    for (const seed of SEEDS) {
      const random = seededRandom(seed);
      const book = new FormerBook();
      for (let step = 0; step < STEPS; step += 1) randomFormerAct(book, random);
      const { entries } = book;
      const after = upgraded("h1", entries);
      expect(sums(after.entries as never), `seed ${seed}`).toEqual(sums(entries));
      verified("h1", after);
      const account = after.account ?? { items: [], lots: [] };
      expect(onAccountFen(account), `seed ${seed}`).toBe(book.prepaid);
      for (const season of book.seasons.keys()) {
        const open = account.items.filter((item) => item.season === season);
        expect(owedFen({ items: open }), `seed ${seed}, ${season}`).toBe(book.owed(season));
      }
    }
  });

  test("where the old rules took back from the wrong season, a reallocation says so", () => {
    const book = new FormerBook();
    book.pay(200_000);
    book.charge("2022-2023", 60_000);
    book.apply();
    book.charge("2023-2024", 60_000);
    book.pay(book.owed("2023-2024"));
    book.reverse(book.entries[0]!);
    const after = upgraded("h1", book.entries);
    expect(after.entries.map(({ detail }) => detail.kind)).toEqual([
      "payment",
      "charge",
      "prepaymentApplied",
      "charge",
      "payment",
      "reversal",
      "reallocation",
    ]);
    expect(after.account?.items).toMatchObject([{ season: "2023-2024", openFen: 155_100 }]);
  });

  test("entries that contradict themselves are not upgraded", () => {
    const book = new FormerBook();
    book.charge("2022-2023", 60_000);
    book.pay(1_000);
    const [charge, payment] = book.entries as [FormerEntry, FormerEntry];
    const lines = payment.lines.map((line) => ({ ...line, amountFen: fen(line.amountFen * 200) }));
    expect(() => upgraded("h1", [charge, { ...payment, lines }])).toThrow("cannot be kept");
    expect(() => upgraded("h1", [payment])).toThrow("lines sum to zero");
  });
});

describe("the store of commit 2811743", () => {
  const file = new URL("../../../../tests/fixtures/store-2811743.sqlite.gz", import.meta.url);
  const folder = mkdtempSync(join(tmpdir(), "warmline-upgrade-"));
  let streams: Map<string, FormerEntry[]>;
  let accounts: Map<string, FormerAccount>;

  beforeAll(() => {
    const copy = join(folder, "store.sqlite");
    writeFileSync(copy, gunzipSync(readFileSync(file)));
    const database = new DatabaseSync(copy, { readOnly: true });
    const read = <D>(table: string) =>
      database
        .prepare(`SELECT body FROM ${table}`)
        .all()
        .map(({ body }) => JSON.parse(String(body)) as D);
    accounts = new Map(read<FormerAccount>("accounts").map((one) => [one.id, one]));
    const entries = read<FormerEntry>("entries").toSorted((left, right) => left.seq - right.seq);
    streams = Map.groupBy(entries, ({ householdId }) => householdId);
    database.close();
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  test("is upgraded with sums per household, season and account equal to the fen", () => {
    expect(streams.size).toBe(16);
    for (const [householdId, entries] of streams) {
      const before = accounts.get(householdId)!;
      const after = upgraded(householdId, entries);
      expect(sums(after.entries as never)).toEqual(sums(entries));
      verified(householdId, after);
      const account = after.account!;
      expect(owedFen(account)).toBe(before.owedFen);
      expect(onAccountFen(account)).toBe(before.prepaidFen);
      const seasons = before.seasons
        .filter(({ chargedFen, openingFen }) => chargedFen + openingFen !== 0)
        .map(({ season, chargedFen, openingFen, paidFen, owedFen: owed }) => {
          return { season, chargedFen: chargedFen + openingFen, paidFen, owed };
        });
      const kept = account.sums.map((sum) => {
        const { season, chargedFen, paidFen } = sum;
        return { season, chargedFen, paidFen, owed: openOfSum(sum) };
      });
      expect(kept).toEqual(seasons);
    }
  });

  test("is upgraded in chunks, and an account that says otherwise stops it", () => {
    const ids = [...streams.keys()];
    const place = { branchId: "b", stationId: "s", buildingId: "h" };
    const chunk = {
      households: [...ids, "nobody"].map((id) => ({ id, place })),
      entries: [...streams.values()].flat().toReversed(),
      accounts: [...accounts.values()],
      seasons: [{ id: "2025-2026", from: "2025-11-01" }],
    };
    const after = upgradeLedger(chunk, sha256);
    expect(after.accounts.map(({ id }) => id)).toEqual(ids);
    const charges = after.entries.filter(({ detail }) => detail.kind === "charge");
    const known = charges.filter(({ lines }) => lines[0]?.season === "2025-2026");
    const due = known.map(({ detail }) => (detail.kind === "charge" ? detail.items[0]?.dueOn : ""));
    expect(new Set(due)).toEqual(new Set(["2025-11-01"]));
    const wrong = chunk.accounts.map((one) => ({ ...one, owedFen: fen(one.owedFen + 1) }));
    expect(() => upgradeLedger({ ...chunk, accounts: wrong }, sha256)).toThrow("sums differ");
  });

  test("every payment keeps its receipt, every entry its id and, as evidence, its old hash", () => {
    for (const [householdId, entries] of streams) {
      const after = upgraded(householdId, entries);
      const receipts = entries.flatMap(({ detail }) =>
        detail.kind === "payment" ? [detail.receiptNumber] : [],
      );
      expect(after.payments.map(({ id }) => id)).toEqual(receipts);
      const ids = new Set(entries.map(({ id }) => id));
      expect(after.entries.every(({ id }) => ids.has(id))).toBe(true);
      expect(after.entries.at(-1)?.formerHash).toMatch(/^[0-9a-f]{64}$/);
      expect(after.entries.every(({ auditId }) => auditId !== undefined)).toBe(true);
      expect(after.account?.auditId).toBe(after.entries.at(-1)?.auditId);
    }
  });
});
