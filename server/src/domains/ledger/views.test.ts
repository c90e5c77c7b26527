import { afterEach, beforeEach, expect, test } from "vitest";
import { households } from "@warmline/shared/households/model.ts";
import { accounts } from "@warmline/shared/ledger/account.ts";
import { entries } from "@warmline/shared/ledger/entry.ts";
import { fen } from "@warmline/shared/kernel/money.ts";
import { insert, replace } from "@warmline/shared/store/write.ts";
import type { HouseholdRow } from "@warmline/shared/ledger/live.ts";
import type { LiveView } from "../../platform/realtime/view.ts";
import { endContract } from "../households/contract-commands.ts";
import { transferHousehold } from "./balance-commands.ts";
import { charge } from "./charge-commands.ts";
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
  stream,
} from "./testing.ts";
import type { LedgerRoom } from "./testing.ts";
import { ledgerViews } from "./views.ts";

let room: LedgerRoom;
let view: LiveView<{ id: string }, HouseholdRow>;
beforeEach(async () => {
  room = await openLedgerRoom();
  await settle(room.deps);
  view = ledgerViews(room.deps)[0] as unknown as LiveView<{ id: string }, HouseholdRow>;
});
afterEach(() => room.close());

const worker = actor(["field-worker"], { kind: "branch", branchId: "branch-1" });
const stranger = actor(["agent"], { kind: "branch", branchId: "branch-2" });

test.each([
  ["a cashier of any hall", cashier, { ok: true, room: "household/h0" }],
  ["finance", finance, { ok: true, room: "household/h0" }],
  [
    "a branch's field worker, without the money",
    worker,
    { ok: true, room: "household-plain/h0/branch/branch-1" },
  ],
  ["another branch", stranger, { ok: false, code: "out-of-scope" }],
  ["an administrator", actor(["administrator"]), { ok: false, code: "forbidden" }],
] as const)("%s", async (_name, who, answer) => {
  expect(await view.join(who, { id: "h0" })).toMatchObject(answer);
});

test("an unknown household", async () => {
  expect(await view.join(finance, { id: "h9" })).toMatchObject({ ok: false, code: "not-found" });
});

test("what stayed with a former holder is in the row, and its payments raise it", async () => {
  await done(room.deps, caller(), charge, { id: "h0", season: "2025-2026" });
  const sold = { name: "赵六", from: "2025-10-20", evidence: "8号", reason: "买卖" };
  const input = { id: "h0", rev: 1, ...sold, balances: "stay" } as const;
  await done(room.deps, caller(), transferHousehold, input);
  const former = (await room.deps.store.get(accounts, "h0.1"))!;
  const [full, plain] = await view.changed("accounts", former, () => true);
  expect(full!.row).toMatchObject({
    debt: { owedFen: 0, items: [] },
    former: [{ accountId: "h0.1", holder: "张三", owedFen: 267_470, onAccountFen: 0, seq: 1 }],
  });
  expect(plain!.row).toMatchObject({ former: [] });
  await paid(room.deps, caller(cashier), paying("h0.1", fen(100)));
  const [after] = await view.changed("accounts", { ...former, rev: 2 }, () => true);
  expect(after!.rev).toBeGreaterThan(full!.rev);
  expect(after!.row).toMatchObject({ former: [{ owedFen: 267_370 }] });
});

test("the row rises with household and account, and the plain room never shows money", async () => {
  const [before] = await view.snapshot("household/h0");
  expect(before).toMatchObject({ id: "h0", rev: 4, debt: { owedFen: 0 }, entries: [] });

  await done(room.deps, caller(), charge, { id: "h0", season: "2025-2026" });
  const account = (await room.deps.store.get(accounts, "h0"))!;
  const [full, plain] = await view.changed("accounts", account, () => true);
  expect(full).toMatchObject({ room: "household/h0", id: "h0", rev: 5 });
  expect(full!.row).toMatchObject({
    debt: { owedFen: 267_470 },
    entries: [{ seq: 1, kind: "charge", actorName: finance.name, steps: [{ rule: "area@1" }] }],
  });
  expect(plain).toMatchObject({ room: "household-plain/h0", rev: 5 });
  expect(plain!.row).toMatchObject({ debt: null, entries: [] });

  const household = (await room.deps.store.get(households, "h0"))!;
  const renamed = { ...household, name: "李四" };
  await room.deps.store.commit([replace(households, household, renamed)]);
  const [row] = await view.snapshot("household-plain/h0");
  expect((row as HouseholdRow).rev).toBe(6);
  expect(row).toMatchObject({ household: { name: "李四" }, debt: null, entries: [] });
});

test("what is charged otherwise than agreed shows with the contract's own change", async () => {
  await done(room.deps, caller(), charge, { id: "h0", season: "2025-2026" });
  const [before] = await view.snapshot("household/h0");
  expect(before).toMatchObject({ rev: 5, mismatches: [] });
  const ending = { id: "h0", season: "2025-2026", rev: 1, reason: "报停" };
  await done(room.deps, caller(), endContract, ending);
  const contract = { id: "h0/2025-2026", rev: 2 };
  expect(view.concerns!(contract.id, (name) => name === "household/h0")).toBe(true);
  const [full, plain] = await view.changed("contracts", contract, () => true);
  expect(full).toMatchObject({ room: "household/h0", id: "h0", rev: 6 });
  expect(full!.row).toMatchObject({ mismatches: [{ season: "2025-2026", why: "ended" }] });
  expect(plain!.row).toMatchObject({ mismatches: [] });
});

test("a row read between an account and its entry gives way to the whole one", async () => {
  const other = await openLedgerRoom();
  await settle(other.deps);
  await done(other.deps, caller(), charge, { id: "h0", season: "2025-2026" });
  const account = (await other.deps.store.get(accounts, "h0"))!;
  const [entry] = await stream(other.deps, "h0");
  await other.close();

  await room.deps.store.commit([insert(accounts, account)]);
  const [torn] = await view.snapshot("household/h0");
  await room.deps.store.commit([insert(entries, entry!)]);
  const [whole] = await view.snapshot("household/h0");
  expect(torn?.entries).toEqual([]);
  expect(whole?.entries).toHaveLength(1);
  expect(whole!.rev).toBeGreaterThan(torn!.rev);
});

test("a household that moves leaves its old branch's rooms with that very change", async () => {
  const agent = actor(["agent"], { kind: "branch", branchId: "branch-1" });
  expect(await view.join(agent, { id: "h0" })).toMatchObject({ ok: true });
  await view.join(worker, { id: "h0" });
  const household = (await room.deps.store.get(households, "h0"))!;
  const place = { ...household.place, branchId: "branch-2" };
  const moved = { ...household, name: "搬走", place };
  await room.deps.store.commit([replace(households, household, moved)]);
  await view.join(actor(["agent"], { kind: "branch", branchId: "branch-2" }), { id: "h0" });
  const changes = await view.changed("households", { ...moved, rev: 2 }, () => true);
  const told = changes.map((change) => [
    change.room,
    (change.row as HouseholdRow | null)?.household.name ?? null,
  ]);
  expect(Object.fromEntries(told)).toEqual({
    "household/h0": "搬走",
    "household-plain/h0": "搬走",
    "household/h0/branch/branch-1": null,
    "household-plain/h0/branch/branch-1": null,
    "household/h0/branch/branch-2": "搬走",
    "household-plain/h0/branch/branch-2": "搬走",
  });
  expect(await view.snapshot("household/h0/branch/branch-1")).toEqual([]);
});
