import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { staff } from "@warmline/shared/staff/model.ts";
import type { StaffActor } from "@warmline/shared/access/actor.ts";
import { cityDate, instantOf } from "@warmline/shared/kernel/time.ts";
import type { ApprovalRequest } from "@warmline/shared/requests/model.ts";
import { replace } from "@warmline/shared/store/write.ts";
import { runCommand } from "../../platform/commands/run-command.ts";
import { caller, done } from "../ledger/testing.ts";
import { delegate, endDelegation } from "./delegation-commands.ts";
import { codeOf, openApprovalRoom, people, registry, type Post } from "./fixture.ts";
import { isSeen } from "./rows.ts";

// 委托: somebody's right to approve, held by a colleague too for some days.

const DAY_MS = 86_400_000;

let room: Awaited<ReturnType<typeof openApprovalRoom>>;
beforeEach(async () => {
  room = await openApprovalRoom();
});
afterEach(() => room.close());

const days = { startsOn: "2025-11-01", endsOn: "2025-11-03" };

function given(from: Post, toId: string, span = days) {
  return runCommand(room.deps, caller(people[from]), delegate, { toId, ...span, reason: "休假" });
}

/** Above the hall's: its second step is finance's. */
async function large(by: Post = "cashier") {
  const { id } = await room.asked(by, await room.paid(20_000));
  await room.approve("finance", id);
  return id;
}

test("a colleague decides in one's place, and the step says so", async () => {
  const id = await large();
  expect(codeOf(await room.approve("manager", id))).toBe("not-your-step");
  expect(codeOf(await given("second", "manager"))).toBe("ok");
  expect(codeOf(await room.approve("manager", id))).toBe("ok");
  expect((await room.found(id)).steps[1]).toMatchObject({
    by: "manager",
    byName: "manager",
    insteadOf: "second",
    insteadOfName: "second",
  });
});

test("it holds from its first day to the end of its last", async () => {
  await given("second", "manager", { startsOn: "2025-11-02", endsOn: "2025-11-02" });
  const id = await large();
  expect(codeOf(await room.approve("manager", id))).toBe("not-your-step");
  room.clock.at += DAY_MS;
  expect(cityDate(room.deps.clock.now())).toBe("2025-11-02");
  expect(codeOf(await room.approve("manager", id))).toBe("ok");
  room.clock.at -= DAY_MS;
  const later = await large();
  room.clock.at += 2 * DAY_MS;
  expect(codeOf(await room.approve("manager", later))).toBe("not-your-step");
});

describe("ended", () => {
  test.each(["second", "manager"] as const)("by either of the two: %s", async (by) => {
    const made = await done(room.deps, caller(people.second), delegate, {
      toId: "manager",
      ...days,
      reason: "休假",
    });
    const end = (who: Post, rev: number) =>
      runCommand(room.deps, caller(people[who]), endDelegation, { id: made.id, rev, reason: "回" });
    expect(codeOf(await end("third", 1))).toBe("out-of-scope");
    expect(codeOf(await end(by, 1))).toBe("ok");
    expect(codeOf(await end(by, 2))).toBe("delegation-over");
    expect(codeOf(await room.approve("manager", await large()))).toBe("not-your-step");
  });

  test("with the right of whoever gave it", async () => {
    await given("second", "manager");
    const id = await large();
    const member = (await room.deps.store.get(staff, "second"))!;
    await room.deps.store.commit([replace(staff, member, { ...member, active: false })]);
    expect(codeOf(await room.approve("manager", id))).toBe("not-your-step");
  });
});

describe("it is no way round", () => {
  test("whoever stands in sees what may be decided, not what the other one asked for", async () => {
    const request = await room.asked("cashier", await room.paid(1));
    const elsewhere = request.steps.map((step) => ({ ...step, permission: "premises.approve" }));
    const theirs = { ...request, makerId: people.other.id, steps: elsewhere };
    const auditor = { ...people.other, roles: [...people.other.roles, "auditor"] } as StaffActor;
    const seenFor = (giver: StaffActor, one: ApprovalRequest) =>
      isSeen(one, {
        actor: people.otherManager,
        registry,
        now: instantOf(0),
        standsInFor: [giver],
      });
    expect(seenFor(people.other, request)).toBe(true);
    expect(seenFor(people.other, theirs)).toBe(false);
    expect(seenFor(auditor, theirs)).toBe(false);
  });

  test("nobody decides for the one who asked, nor twice by two rights", async () => {
    await given("second", "manager");
    await given("finance", "manager");
    const own = await room.asked("second", await room.paid(20_000));
    await room.approve("finance", own.id);
    // Of the two whose right the manager holds one asked, and the other decided already.
    expect(codeOf(await room.approve("manager", own.id))).toBe("not-your-step");
  });

  test("what was delegated is not delegated on", async () => {
    await given("second", "manager");
    await given("manager", "other");
    expect(codeOf(await room.approve("other", await large()))).toBe("not-your-step");
  });
});

test.each([
  ["second", "own-delegation", days],
  ["nobody", "cannot-stand-in", days],
  ["cashier", "cannot-stand-in", days],
  ["admin", "cannot-stand-in", days],
  ["manager", "span-wrong", { startsOn: "2025-10-31", endsOn: "2025-11-03" }],
  ["manager", "span-wrong", { startsOn: "2025-11-03", endsOn: "2025-11-02" }],
  ["manager", "span-wrong", { startsOn: "2025-11-01", endsOn: "2026-01-01" }],
] as const)("to %s: %s", async (toId, code, span) => {
  expect(codeOf(await given("second", toId, span))).toBe(code);
});

test("an administrator gives nobody a right to approve", async () => {
  expect(codeOf(await given("admin", "manager"))).toBe("cannot-stand-in");
});
