import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { addsUp, ON_ACCOUNT } from "@warmline/shared/carryforwards/figures.ts";
import { carryExceptions } from "@warmline/shared/carryforwards/model.ts";
import { fen } from "@warmline/shared/kernel/money.ts";
import { accounts } from "@warmline/shared/ledger/account.ts";
import { replace } from "@warmline/shared/store/write.ts";
import { charge } from "../ledger/charge-commands.ts";
import { pay } from "../ledger/payment-commands.ts";
import { caller, cashier, done, paying, SEASONS, stream } from "../ledger/testing.ts";
import { reverse } from "../ledger/undo-commands.ts";
import { openApprovalRoom, people } from "../requests/fixture.ts";
import {
  approved,
  begun,
  carryOn,
  linesOf,
  nextDay,
  reckoned,
  sealedAt,
  type Room,
} from "./fixture.ts";
import { exceptionPage } from "./exception-page.ts";
import { carriesOfHousehold } from "./household-carries.ts";
import { readNode } from "./node-query.ts";
import { dropCarry } from "./steer-commands.ts";

const SEASON = SEASONS[2];

let room: Room;
beforeEach(async () => {
  room = await openApprovalRoom("sqlite", 3);
});
afterEach(() => room.close());

const charged = (id: string, season: string = SEASON) =>
  done(room.deps, caller(), charge, { id, season });
const paid = (id: string, amount: number) =>
  done(room.deps, caller(cashier), pay, paying(id, fen(amount), { method: "card" }));

describe("a carry-forward", () => {
  test("says how each account stood that day, whatever was booked since", async () => {
    await charged("h0");
    await charged("h1");
    await paid("h1", 300_000);
    const day = nextDay(room);
    await paid("h0", 100_000);
    const { id, state, statement } = await reckoned(room, day);
    expect(state).toBe("reckoned");
    expect(statement).toMatchObject({ accounts: 2, exceptions: 0 });
    expect(statement?.branches).toEqual([
      {
        branchId: "branch-1",
        accounts: 2,
        rows: [
          { season: ON_ACCOUNT, receivedFen: 300_000, paidFen: 267_470, closingFen: 32_530 },
          { season: SEASON, chargedFen: 534_940, paidFen: 267_470, closingFen: 267_470 },
        ],
      },
    ]);
    const lines = await linesOf(room.deps, id);
    expect(lines.map(({ accountId }) => accountId)).toEqual(["h0", "h1"]);
  });

  test("sealed by a second person it opens the next one, to the fen", async () => {
    await charged("h0");
    await paid("h1", 5_000);
    const first = await sealedAt(room, nextDay(room));
    expect(first).toMatchObject({ state: "sealed", sealed: { byId: "finance" } });
    await paid("h0", 100_000);
    await charged("h1");
    await charged("h2");
    const second = await reckoned(room, nextDay(room));
    expect(second.previous).toEqual({
      id: first.id,
      day: first.day,
      hash: first.statement?.hash,
    });
    const [before, after] = [
      await linesOf(room.deps, first.id),
      await linesOf(room.deps, second.id),
    ];
    const opening = after.flatMap(({ accountId, rows }) =>
      rows.flatMap(({ season, openingFen }) =>
        openingFen ? [[accountId, season, openingFen]] : [],
      ),
    );
    const closing = before.flatMap(({ accountId, rows }) =>
      rows.flatMap(({ season, closingFen }) =>
        closingFen ? [[accountId, season, closingFen]] : [],
      ),
    );
    expect(opening).toEqual(closing);
    expect(after.flatMap(({ rows }) => rows).every(addsUp)).toBe(true);
    expect(second.statement?.exceptions).toBe(0);
  });

  test("done again as of the same day it has the same hash, whatever came since", async () => {
    await charged("h0");
    await paid("h1", 5_000);
    const day = nextDay(room);
    const first = await reckoned(room, day);
    await done(room.deps, caller(people.finance), dropCarry, { id: first.id });
    await paid("h0", 100_000);
    await charged("h2");
    const again = await reckoned(room, day);
    expect(again.statement?.hash).toBe(first.statement?.hash);
    const sealed = await approved(room, again.id, "seal");
    await approved(room, sealed.id, "withdraw");
    expect((await reckoned(room, day)).statement?.hash).toBe(first.statement?.hash);
  });

  test("what was reversed is an adjustment, also of the year before", async () => {
    await charged("h0");
    await sealedAt(room, nextDay(room));
    const [entry] = await stream(room.deps, "h0");
    const program = { kind: "system", id: "p", name: "p" } as const;
    const by = { ...caller(), actor: program };
    await done(room.deps, by, reverse, { id: entry!.id, reason: "面积有误" });
    const { statement } = await reckoned(room, nextDay(room));
    expect(statement?.branches[0]?.rows).toEqual([
      { season: SEASON, openingFen: 267_470, adjustedFen: -267_470 },
    ]);
  });

  test("posts nothing", async () => {
    await charged("h0");
    await sealedAt(room, nextDay(room));
    expect(await stream(room.deps, "h0")).toHaveLength(1);
    expect(await stream(room.deps, "h1")).toEqual([]);
  });
});

test("a household is told how it stood at each sealed one, whatever came since", async () => {
  await charged("h0");
  const first = await sealedAt(room, nextDay(room));
  await paid("h0", 100_000);
  await charged("h1");
  const second = await sealedAt(room, nextDay(room));
  await paid("h0", 1);
  await reckoned(room, nextDay(room));
  const told = async (id: string, by = people.finance) => carriesOfHousehold(room.deps, by, id);
  expect(await told("h0")).toMatchObject({
    value: [
      { id: second.id, owed: { openingFen: 267_470, paidFen: 100_000, closingFen: 167_470 } },
      { id: first.id, previousDay: null, owed: { chargedFen: 267_470, closingFen: 267_470 } },
    ],
  });
  expect(await told("h1")).toMatchObject({ value: [{ id: second.id }] });
  expect(await told("h2")).toEqual({ ok: true, value: [] });
  expect(await told("nobody")).toMatchObject({ code: "not-found" });
  const elsewhere = { ...people.finance, scope: { kind: "branch", branchId: "branch-2" } } as const;
  expect(await told("h0", elsewhere)).toMatchObject({ code: "out-of-scope" });
});

describe("an account that was tampered with", () => {
  test("is an exception with both figures and the entries, and is not mended", async () => {
    await charged("h0");
    await charged("h1");
    const { store } = room.deps;
    const account = (await store.get(accounts, "h1"))!;
    const items = account.items.map((item) => ({ ...item, openFen: fen(1) }));
    await store.commit([replace(accounts, account, { ...account, items })]);
    const { id, statement } = await reckoned(room, nextDay(room));
    expect(statement?.exceptions).toBe(2);
    const page = await exceptionPage(room.deps, people.finance, id, { limit: 1 });
    expect(page).toMatchObject({
      ok: true,
      value: {
        rows: [
          {
            householdId: "h1",
            code: "does-not-add-up",
            season: SEASON,
            expectedFen: 267_470,
            closingFen: 1,
            entries: [{ kind: "charge", amountFen: 267_470 }],
          },
        ],
      },
    });
    const next = page.ok ? page.value.next : null;
    const rest = await exceptionPage(room.deps, people.finance, id, { limit: 5, after: next! });
    expect(rest).toMatchObject({ value: { rows: [{ code: "sums-broken" }], next: null } });
    const only = await exceptionPage(room.deps, people.finance, id, {
      limit: 5,
      code: "entry-missing",
    });
    expect(only).toEqual({ ok: true, value: { rows: [], next: null } });
    expect((await store.get(accounts, "h1"))?.items).toMatchObject([{ openFen: 1 }]);
  });

  test("between two carry-forwards it is told by the second", async () => {
    await charged("h0");
    await sealedAt(room, nextDay(room));
    const { store } = room.deps;
    const account = (await store.get(accounts, "h0"))!;
    const items = account.items.map((item) => ({ ...item, openFen: fen(267_469) }));
    await store.commit([replace(accounts, account, { ...account, items })]);
    const { id } = await reckoned(room, nextDay(room));
    const where = { runId: id, "flaw.code": "does-not-add-up" };
    const found = await store.find(carryExceptions, { index: "byCode", where });
    expect(found).toMatchObject([
      { accountId: "h0", flaw: { expectedFen: 267_470, closingFen: 267_469, entryIds: [] } },
    ]);
  });
});

describe("the statement", () => {
  test("sums up at every level, down to the accounts of a building", async () => {
    await charged("h0");
    await paid("h1", 5_000);
    const { id } = await reckoned(room, nextDay(room));
    const shown = async (node?: string) => {
      const answer = await readNode(room.deps, people.finance, id, node);
      if (!answer.ok) throw new Error(answer.code);
      return answer.value;
    };
    const city = await shown();
    expect(city).toMatchObject({
      level: "branch",
      accounts: 2,
      owed: { chargedFen: 267_470, closingFen: 267_470 },
      onAccount: { receivedFen: 5_000, closingFen: 5_000 },
      rows: [{ id: "branch-1", accounts: 2 }],
    });
    for (const node of ["branch-1", "branch-1/s", "branch-1/s/b"]) {
      const { accounts: count, owed, onAccount } = await shown(node);
      expect([count, owed, onAccount]).toEqual([city.accounts, city.owed, city.onAccount]);
    }
    expect((await shown("branch-1/s/b")).rows).toMatchObject([
      { id: "h0", householdId: "h0", number: "100000000", name: "张三" },
      { id: "h1", onAccount: { closingFen: 5_000 } },
    ]);
    expect((await shown("branch-2")).rows).toEqual([]);
  });

  test("is not there while it is reckoned, nor for a branch", async () => {
    nextDay(room);
    const id = await begun(room.deps, "2025-11-01");
    expect(await readNode(room.deps, people.finance, id, undefined)).toMatchObject({
      code: "not-found",
    });
    await carryOn(room.deps, id);
    const branch = { ...people.finance, scope: { kind: "branch", branchId: "branch-1" } } as const;
    expect(await readNode(room.deps, branch, id, undefined)).toMatchObject({
      code: "out-of-scope",
    });
  });
});
