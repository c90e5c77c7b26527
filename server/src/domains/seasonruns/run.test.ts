import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { fen } from "@warmline/shared/kernel/money.ts";
import { onAccountFen, owedFen } from "@warmline/shared/ledger/account.ts";
import { runChunks, runExceptions, type SeasonRun } from "@warmline/shared/seasonruns/model.ts";
import { charge } from "../ledger/charge-commands.ts";
import { pay } from "../ledger/payment-commands.ts";
import { relieve } from "../ledger/relief-command.ts";
import { caller, cashier, done, paying, storedAccount, stream } from "../ledger/testing.ts";
import { reverse } from "../ledger/undo-commands.ts";
import { verifyJournal } from "../ledger/verify.ts";
import { openApprovalRoom, people } from "../requests/fixture.ts";
import { approved, carryOn, previewed, runOf, SEASON } from "./fixture.ts";

let room: Awaited<ReturnType<typeof openApprovalRoom>>;
beforeEach(async () => {
  room = await openApprovalRoom();
});
afterEach(() => room.close());

const charged = () => done(room.deps, caller(), charge, { id: "h0", season: SEASON });
const exceptionsOf = ({ id }: SeasonRun) =>
  room.deps.store.find(runExceptions, { index: "byNumber", where: { runId: id } });
const balances = () =>
  Promise.all(
    ["h0", "h1"].map(async (id) => {
      const account = await storedAccount(room.deps, id);
      return account === null ? null : [owedFen(account), onAccountFen(account)];
    }),
  );

describe("a season run", () => {
  test("previewed, it says what it would charge, and posts nothing", async () => {
    await done(room.deps, caller(), charge, { id: "h1", season: "2024-2025" });
    const { state, lastSeason, preview, basis } = await previewed(room);
    expect([state, lastSeason]).toEqual(["previewed", "2024-2025"]);
    expect(preview).toMatchObject({ households: 2, amountFen: 534_940, exceptions: 0 });
    expect(preview?.totals).toMatchObject([
      {
        branchId: "branch-1",
        priceClass: "residential",
        households: 2,
        areaMilli: 206_940,
        amountFen: 534_940,
        lastHouseholds: 1,
        lastFen: 267_470,
      },
    ]);
    expect(basis.prices).toMatchObject([{ tariffId: "t1", price10k: 258_500 }]);
    expect(await stream(room.deps, "h0")).toEqual([]);
  });

  test("approved by another, it charges each once, with the request on every entry", async () => {
    await done(room.deps, caller(cashier), pay, paying("h1", fen(300_000)));
    const { id } = await previewed(room);
    const { charged: act } = await approved(room, id, "charge");
    const ended = await carryOn(room.deps, id);
    expect(ended.state).toBe("done");
    expect(await balances()).toEqual([
      [267_470, 0],
      [0, 32_530],
    ]);
    const [entry] = await stream(room.deps, "h0");
    expect(entry).toMatchObject({ requestId: act?.requestId, detail: { kind: "charge" } });
    const { findings } = await verifyJournal(room.deps.store);
    expect(findings).toEqual([]);
  });

  test("who was charged meanwhile is passed over; another run finds all charged", async () => {
    const { id } = await previewed(room);
    await charged();
    await approved(room, id, "charge");
    await carryOn(room.deps, id);
    expect((await stream(room.deps, "h0")).length).toBe(1);
    const again = await previewed(room);
    expect(again.preview).toMatchObject({ households: 0, amountFen: 0, exceptions: 0 });
    expect(again.preview?.totals).toMatchObject([{ alreadyHouseholds: 2, alreadyFen: 534_940 }]);
    expect(await exceptionsOf(again)).toEqual([]);
  });

  test("undone, all is owed and on account as if it had never been", async () => {
    await done(room.deps, caller(cashier), pay, paying("h1", fen(300_000)));
    const before = await balances();
    const { id } = await previewed(room);
    await approved(room, id, "charge");
    await carryOn(room.deps, id);
    const [entry] = await stream(room.deps, "h0");
    await done(room.deps, caller(people.finance), reverse, { id: entry!.id, reason: "面积有误" });
    await approved(room, id, "undo");
    const ended = await carryOn(room.deps, id);
    expect([ended.state, await exceptionsOf(ended)]).toEqual(["undone", []]);
    expect(await balances()).toEqual([[0, 0], before[1]]);
    const { findings } = await verifyJournal(room.deps.store);
    expect(findings).toEqual([]);
    const chunks = await room.deps.store.find(runChunks, {
      index: "byNumber",
      where: { runId: id },
    });
    expect(chunks).toMatchObject([{ state: "undone", count: 1, amountFen: 267_470 }]);
    expect((await runOf(room.deps, id)).undone?.requestId).toBeTypeOf("string");
  });

  test("what cannot be reversed yet is listed by its undoing, and stays charged", async () => {
    const { id } = await previewed(room);
    await approved(room, id, "charge");
    await carryOn(room.deps, id);
    const program = { kind: "system", id: "p", name: "p" } as const;
    const wanted = { id: "h0", season: SEASON, relief: "goodwill", amountFen: fen(50_000) };
    const why = { evidence: "申请 0712", reason: "抢修期间不热" };
    await done(room.deps, { ...caller(), actor: program }, relieve, { ...wanted, ...why });
    await approved(room, id, "undo");
    const ended = await carryOn(room.deps, id);
    expect(ended.state).toBe("undone");
    expect(await exceptionsOf(ended)).toMatchObject([
      { householdId: "h0", code: "relief-stands", during: "undoing" },
    ]);
    expect(await balances()).toEqual([
      [217_470, 0],
      [0, 0],
    ]);
  });
});
