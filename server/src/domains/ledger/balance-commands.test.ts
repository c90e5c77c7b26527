import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { onEachEngine } from "./each-engine/testing.ts";
import { households } from "@warmline/shared/households/model.ts";
import { fen } from "@warmline/shared/kernel/money.ts";
import { onAccountFen, owedFen } from "@warmline/shared/ledger/account.ts";
import { runCommand } from "../../platform/commands/run-command.ts";
import { returnBalance, transferHousehold } from "./balance-commands.ts";
import { charge } from "./charge-commands.ts";
import { closeDay } from "./close-commands.ts";
import { pay } from "./payment-commands.ts";
import { entryPage } from "./queries.ts";
import { receiptOf } from "./receipt-query.ts";
import { accountFor } from "./posting.ts";
import {
  actor,
  caller,
  cashier,
  done,
  finance,
  openLedgerRoom,
  paid,
  paying,
  settle,
  storedAccount,
  stream,
  type LedgerRoom,
} from "./testing.ts";
import { reverse } from "./undo-commands.ts";
import { verifyJournal } from "./verify.ts";

const FEE = 267_470;
const FROM = "2025-10-20";
const STAY = { name: "赵六", from: FROM, evidence: "不动产权〔2025〕8号", reason: "买卖" };

onEachEngine("balances at a transfer, %s", (engine) => {
  let room: LedgerRoom;
  beforeAll(async () => {
    room = await openLedgerRoom(engine);
  });
  afterAll(() => room.close());

  let homes: readonly string[];
  let next = 0;
  beforeEach(async () => {
    if (next === 0) homes = await settle(room.deps, 20, { tills: [cashier] });
  });

  /** A household that was charged, and paid a part of it. */
  async function owing(paidFen = 100_000): Promise<string> {
    const id = homes[next]!;
    next += 1;
    await done(room.deps, caller(), charge, { id, season: "2025-2026" });
    if (paidFen > 0) await paid(room.deps, caller(cashier), paying(id, fen(paidFen)));
    return id;
  }

  async function transfer(id: string, more: object = {}, who = finance) {
    const { rev } = (await room.deps.store.get(households, id))!;
    const input = { id, rev, ...STAY, ...more };
    return runCommand(room.deps, caller(who), transferHousehold, input);
  }

  const stay = async (id: string, more: object = {}) => {
    const result = await transfer(id, { balances: "stay", ...more });
    expect(result).toMatchObject({ ok: true });
    return (await stream(room.deps, id)).at(-1)!;
  };

  async function totals(...ids: readonly string[]) {
    const found = await Promise.all(ids.map((id) => storedAccount(room.deps, id)));
    return found.map((one) => (one === null ? null : [owedFen(one), onAccountFen(one)]));
  }

  /** Of an account's entries, the newest first, whether the door says that they were moved. */
  const told = async (householdId: string) => {
    const page = await entryPage(room.deps, finance, { householdId, limit: 20 });
    return page.ok ? page.value.entries.map(({ moved = false }) => moved) : [];
  };

  const sound = async () => expect((await verifyJournal(room.deps.store)).findings).toEqual([]);

  test("what is owed stays: two entries in the commit of the transfer", async () => {
    const id = await owing();
    const out = await stay(id);
    const [into] = await stream(room.deps, `${id}.1`);
    expect(await totals(id, `${id}.1`)).toEqual([
      [0, 0],
      [FEE - 100_000, 0],
    ]);
    expect(out).toMatchObject({ effectiveOn: FROM, bookedOn: "2025-11-01" });
    expect(into).toMatchObject({ effectiveOn: FROM, auditId: out.auditId, place: out.place });
    expect(out.detail).toMatchObject({ other: { accountId: `${id}.1`, entryId: into!.id } });
    await sound();
  });

  test("what is on account stays, by the way it came", async () => {
    const id = await owing(FEE + 500);
    await stay(id);
    const former = (await storedAccount(room.deps, `${id}.1`))!;
    expect(former.lots).toMatchObject([{ leftFen: 500, method: "cash", channel: "counter" }]);
    expect(await totals(id)).toEqual([[0, 0]]);
  });

  test("what follows the flat is not touched", async () => {
    const id = await owing();
    expect(await transfer(id, { balances: "follow" })).toMatchObject({ ok: true });
    expect(await totals(id, `${id}.1`)).toEqual([[FEE - 100_000, 0], null]);
    expect(await stream(room.deps, id)).toHaveLength(2);
  });

  test("nothing owed needs no choice and makes no account", async () => {
    const id = await owing(FEE);
    expect(await transfer(id)).toMatchObject({ ok: true });
    expect(await transfer(id, { name: "钱七", balances: "stay" })).toMatchObject({ ok: true });
    expect(await totals(`${id}.1`, `${id}.2`)).toEqual([null, null]);
  });

  test.each([
    ["balances-undecided", {}, finance],
    ["account-changed", { balances: "stay", seenSeq: 1 }, finance],
    ["forbidden", { balances: "stay" }, cashier],
    ["holder-same", { balances: "stay", name: "张三" }, finance],
  ] as const)("%s: nothing is transferred, nothing moved", async (code, more, who) => {
    const id = await owing();
    expect(await transfer(id, more, who)).toMatchObject({ code });
    expect((await room.deps.store.get(households, id))!.name).toBe("张三");
    expect(await totals(id, `${id}.1`)).toEqual([[FEE - 100_000, 0], null]);
  });

  test("it is of the household's branch: nobody of another sees or pays it", async () => {
    const id = await owing();
    await stay(id);
    const stranger = actor(["finance"], { kind: "branch", branchId: "branch-2" });
    const looked = await accountFor(room.deps, stranger, `${id}.1`);
    expect(looked).toMatchObject({ code: "out-of-scope" });
    const input = paying(`${id}.1`, fen(1), { method: "card" });
    const paidThere = await runCommand(room.deps, caller(stranger), pay, input);
    expect(paidThere).toMatchObject({ code: "out-of-scope" });
    const [into] = await stream(room.deps, `${id}.1`);
    const back = { id: into!.id, reason: "误" };
    const took = await runCommand(room.deps, caller(stranger), returnBalance, back);
    expect(took).toMatchObject({ code: "out-of-scope" });
  });

  test("the former holder pays at the counter, and the receipt is theirs", async () => {
    const id = await owing();
    await stay(id);
    const { paymentId } = await paid(room.deps, caller(cashier), paying(`${id}.1`, fen(200_000)));
    expect(await totals(id, `${id}.1`)).toEqual([
      [0, 0],
      [0, 200_000 - (FEE - 100_000)],
    ]);
    const receipt = await receiptOf(room.deps, finance, paymentId);
    expect(receipt).toMatchObject({
      ok: true,
      value: { parts: [{ householdId: id, householdName: "张三" }] },
    });
    const own = await paid(room.deps, caller(cashier), paying(id, fen(1)));
    const ofPresent = await receiptOf(room.deps, finance, own.paymentId);
    expect(ofPresent).toMatchObject({ value: { parts: [{ householdName: "赵六" }] } });
    await sound();
  });

  test("no former holder has an account where nothing stayed, and none is charged", async () => {
    const id = await owing();
    const ask = (input: ReturnType<typeof paying>) =>
      runCommand(room.deps, caller(cashier), pay, input);
    expect(await ask(paying(`${id}.1`, fen(1)))).toMatchObject({ code: "not-found" });
    await stay(id);
    expect(await ask(paying(`${id}.2`, fen(1)))).toMatchObject({ code: "not-found" });
    const input = { id: `${id}.1`, season: "2024-2025" };
    const charged = await runCommand(room.deps, caller(), charge, input);
    expect(charged).toMatchObject({ code: "not-found" });
  });

  test("a charge or payment of it is reversed once it is taken back, by either half", async () => {
    const id = await owing();
    const [charged] = await stream(room.deps, id);
    const out = await stay(id);
    const undo = { id: charged!.id, reason: "错" };
    const moved = await runCommand(room.deps, caller(finance), reverse, undo);
    expect(moved).toMatchObject({ code: "balance-moved" });
    expect(await told(id)).toEqual([false, true, true]);
    expect(await told(`${id}.1`)).toEqual([false]);
    const back = { id: out.id, reason: "约定有误" };
    await done(room.deps, caller(finance), returnBalance, back);
    expect(await totals(id, `${id}.1`)).toEqual([
      [FEE - 100_000, 0],
      [0, 0],
    ]);
    expect(await told(id)).toEqual([false, false, false, false]);
    const again = await runCommand(room.deps, caller(finance), returnBalance, back);
    expect(again).toMatchObject({ code: "already-reversed" });
    await done(room.deps, caller(), reverse, undo);
    expect(await totals(id)).toEqual([[0, 100_000]]);
    await sound();
  });

  test("it is not taken back while something of it is paid there", async () => {
    const id = await owing();
    await stay(id);
    const [into] = await stream(room.deps, `${id}.1`);
    const { entryId } = await paid(room.deps, caller(cashier), paying(`${id}.1`, fen(1)));
    const back = () =>
      runCommand(room.deps, caller(finance), returnBalance, { id: into!.id, reason: "误" });
    expect(await back()).toMatchObject({ code: "balance-used" });
    await done(room.deps, caller(), reverse, { id: entryId, reason: "误" });
    expect(await back()).toMatchObject({ ok: true });
    const [, , , took] = await stream(room.deps, `${id}.1`);
    const notOne = { id: took!.id, reason: "误" };
    const other = await runCommand(room.deps, caller(finance), returnBalance, notOne);
    expect(other).toMatchObject({ code: "not-a-balance" });
    await sound();
  });

  test("a payment and a transfer at the same moment: nothing is lost", async () => {
    for (let round = 0; round < 3; round += 1) {
      const id = await owing(0);
      const other = await room.another();
      const pays = runCommand(other, caller(cashier), pay, paying(id, fen(FEE)));
      const [took, moved] = await Promise.all([pays, transfer(id, { balances: "stay" })]);
      expect([took.ok, moved.ok]).toEqual([true, true]);
      const [own, former] = await totals(id, `${id}.1`);
      // Whichever came first: the flat has paid its season, or the new holder has it on account.
      const one =
        former === null
          ? [[0, 0], null]
          : [
              [0, FEE],
              [FEE, 0],
            ];
      expect([own, former]).toEqual(one);
    }
    await sound();
  });

  test("on a closed day nothing is moved or taken back, so there is no such transfer", async () => {
    const id = await owing();
    const moved = await stay(await owing());
    await done(room.deps, caller(), closeDay, { office: "city", day: "2025-11-01" });
    expect(await transfer(id, { balances: "stay" })).toMatchObject({ code: "day-closed" });
    const back = { id: moved.id, reason: "撤回" };
    expect(await runCommand(room.deps, caller(), returnBalance, back)).toMatchObject({
      code: "day-closed",
    });
    expect(await transfer(id, { balances: "follow" })).toMatchObject({ ok: true });
  });
});
