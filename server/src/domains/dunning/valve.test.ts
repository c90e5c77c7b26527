import { afterEach, beforeEach, expect, test } from "vitest";
import { dunningCases, type ValveTurn } from "@warmline/shared/dunning/model.ts";
import { runCommand } from "../../platform/commands/run-command.ts";
import { onEachEngine } from "../ledger/each-engine/testing.ts";
import { caller, done } from "../ledger/testing.ts";
import { reverse } from "../ledger/undo-commands.ts";
import { codeOf, people, type Post } from "../requests/fixture.ts";
import { holdDunning, recordStep, undoDunning } from "./commands.ts";
import { lookedAt, openDunningRoom, picture, valveLadder } from "./fixture.ts";
import { followDunning } from "./follow.ts";
import { dunningCounts, dunningWork } from "./queries.ts";
import { dunningOf } from "./read-standing.ts";
import { askValveOrder, orderingValve, previewValveOrder, turnValve } from "./valve-commands.ts";

// 关阀令: asked for and approved, taken back by a payment; what is shut is opened again.

onEachEngine("valves on %s", (engine) => {
  let room: Awaited<ReturnType<typeof openDunningRoom>>;
  beforeEach(async () => {
    room = await openDunningRoom(engine);
    await valveLadder(room.deps);
  });
  afterEach(() => room.close());

  const order = { id: "h0", reason: "经两次催缴未缴" };
  const ask = (by: Post = "cashier") =>
    runCommand(room.deps, caller(people[by]), askValveOrder, order);
  async function ordered() {
    const asked = await ask();
    if (!asked.ok) throw new Error(asked.code);
    expect(codeOf(await room.approve("manager", asked.value.id))).toBe("ok");
  }
  let pictures = 0;
  async function turn(turned: ValveTurn, photo = true) {
    const fileIds = photo
      ? [await picture(room.deps, `photo-${(pictures += 1)}`, people.manager.id)]
      : [];
    const input = { id: "h0", turned, day: "2025-11-01", note: "表底 1234", fileIds };
    return runCommand(room.deps, caller(people.manager), turnValve, input);
  }
  async function valve() {
    const found = await dunningOf(room.deps, people.finance, "h0");
    return found.ok ? found.value.valve : found.code;
  }
  async function listed(step: "close-valve" | "reopen-valve") {
    const found = await dunningWork(room.deps, people.finance, { step });
    return found.ok ? found.value.rows.map(({ id }) => id) : [];
  }
  const kept = () => room.deps.store.get(dunningCases, "h0");
  const undo = (eventId: string) =>
    runCommand(room.deps, caller(), undoDunning, { id: "h0", eventId, reason: "误登" });
  async function newest() {
    const found = await dunningOf(room.deps, people.finance, "h0");
    return found.ok ? found.value.events[0]!.id : "";
  }

  test("a payment takes an order back; reversed, the order stands again", async () => {
    await followDunning(room.deps);
    await ordered();
    expect(await listed("close-valve")).toEqual(["h0"]);
    const counts = await dunningCounts(room.deps, people.finance);
    expect(counts).toMatchObject({
      value: { counts: [{ branchId: "branch-1", step: "close-valve", accounts: 1 }] },
    });
    const entryId = await room.paid(2_674.7);
    await expect.poll(async () => (await kept())?.valve).toBeUndefined();
    expect([await listed("close-valve"), await valve()]).toEqual([[], {}]);
    expect(codeOf(await turn("closed"))).toBe("valve-not-ordered");
    await done(room.deps, caller(), reverse, { id: entryId, reason: "付错户" });
    await expect.poll(kept).toMatchObject({ valve: "close-valve" });
    expect(await listed("close-valve")).toEqual(["h0"]);
  });

  test("what is shut is listed to be opened once it is paid", async () => {
    await followDunning(room.deps);
    await ordered();
    expect(codeOf(await turn("closed"))).toBe("ok");
    expect([await listed("close-valve"), await valve()]).toEqual([[], { shutOn: "2025-11-01" }]);
    await room.paid(2_674.7);
    await expect.poll(kept).toMatchObject({ valve: "reopen-valve", overdueFen: 0 });
    expect(await listed("reopen-valve")).toEqual(["h0"]);
    expect(codeOf(await turn("reopened"))).toBe("ok");
    expect([await listed("reopen-valve"), await valve()]).toEqual([[], {}]);
  });

  test("a hold keeps a valve open, and opens one that is shut", async () => {
    const hold = { id: "h0", holdGround: "hardship", heldUntil: "2025-12-01" } as const;
    await ordered();
    const held = await done(room.deps, caller(), holdDunning, { ...hold, reason: "低保" });
    expect([await listed("close-valve"), codeOf(await turn("closed"))]).toEqual([
      [],
      "valve-not-ordered",
    ]);
    expect(codeOf(await undo(held.id))).toBe("ok");
    expect(codeOf(await turn("closed"))).toBe("ok");
    await done(room.deps, caller(), holdDunning, { ...hold, reason: "低保" });
    expect(await listed("reopen-valve")).toEqual(["h0"]);
  });

  test("an order rests on nothing that is taken back before what was done by it", async () => {
    await ordered();
    const orderId = await newest();
    await turn("closed");
    expect(codeOf(await undo(orderId))).toBe("later-step-stands");
    expect(codeOf(await undo(await newest()))).toBe("ok");
    expect(codeOf(await undo(orderId))).toBe("ok");
    expect(await valve()).toEqual({});
  });

  test("refusals, in their order", async () => {
    const by = caller(people.cashier);
    expect(codeOf(await runCommand(room.deps, by, orderingValve.command, order))).toBe(
      "approval-needed",
    );
    const step = { id: "h0", step: "valve-order", day: "2025-11-01", delivery: "call" } as const;
    expect(codeOf(await runCommand(room.deps, by, recordStep, step))).toBe("approval-needed");
    const preview = (id: string) => runCommand(room.deps, by, previewValveOrder, { ...order, id });
    expect(codeOf(await preview("h9"))).toBe("not-found");
    expect(codeOf(await preview("h1"))).toBe("nothing-overdue");
    expect(codeOf(await preview("h0"))).toBe("ok");
    expect(codeOf(await ask())).toBe("ok");
    expect(codeOf(await ask())).toBe("request-pending");
    expect(codeOf(await turn("closed"))).toBe("valve-not-ordered");
    expect(codeOf(await turn("reopened"))).toBe("valve-not-shut");
  });

  test("asked for twice it is refused once it stands; a turn needs its picture", async () => {
    await ordered();
    expect(codeOf(await ask())).toBe("step-not-next");
    expect(codeOf(await turn("closed", false))).toBe("evidence-needed");
    const ahead = { id: "h0", turned: "closed", day: "2025-11-02" } as const;
    const by = caller(people.manager);
    expect(codeOf(await runCommand(room.deps, by, turnValve, ahead))).toBe("day-ahead");
    await lookedAt(room.deps);
    expect(await listed("close-valve")).toEqual(["h0"]);
  });
});
