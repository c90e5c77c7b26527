import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { audit } from "@warmline/shared/audit/model.ts";
import { fen } from "@warmline/shared/kernel/money.ts";
import { addDays, cityDate, instantOf, type CityDate } from "@warmline/shared/kernel/time.ts";
import { refuseDecision } from "@warmline/shared/requests/rules.ts";
import { staff } from "@warmline/shared/staff/model.ts";
import { replace } from "@warmline/shared/store/write.ts";
import { runCommand } from "../../platform/commands/run-command.ts";
import { reverse } from "../ledger/undo-commands.ts";
import { caller, cashier, done, storedAccount, stream } from "../ledger/testing.ts";
import { charge } from "../ledger/charge-commands.ts";
import { closeDay } from "../ledger/close-commands.ts";
import { pay } from "../ledger/payment-commands.ts";
import { countTill } from "../ledger/till-commands.ts";
import { expireRequest } from "./expire-job.ts";
import { codeOf, openApprovalRoom, people, registry, type Post } from "./fixture.ts";

// Reversals that nobody makes alone (L13), by way of the engine.

const DAY_MS = 86_400_000;

let room: Awaited<ReturnType<typeof openApprovalRoom>>;
beforeEach(async () => {
  room = await openApprovalRoom();
});
afterEach(() => room.close());

const reversed = (by: Post, id: string) =>
  runCommand(room.deps, caller(people[by]), reverse, { id, reason: "错" });

describe("alone", () => {
  test.each([
    ["a small sum on the day of the books", 10_000, 0, "ok"],
    ["a fen more than the limit", 10_000.01, 0, "approval-needed"],
    ["a small sum the day after", 1, DAY_MS, "approval-needed"],
    ["50,000 after 400 days (L13)", 50_000, 400 * DAY_MS, "approval-needed"],
  ])("%s", async (_, yuan, later, code) => {
    const id = await room.paid(yuan);
    room.clock.at += later;
    expect(codeOf(await reversed("manager", id))).toBe(code);
  });

  test("no more in a day than the limit of the day, each day anew", async () => {
    for (let round = 0; round < 5; round += 1) {
      expect(codeOf(await reversed("manager", await room.paid(10_000)))).toBe("ok");
    }
    const more = await room.paid(0.01);
    expect(codeOf(await reversed("manager", more))).toBe("approval-needed");
    expect(codeOf(await reversed("finance", more))).toBe("ok");
    room.clock.at += DAY_MS;
    expect(codeOf(await reversed("manager", await room.paid(10_000)))).toBe("ok");
  });

  test("programs on the machine have no limit", async () => {
    const id = await room.paid(50_000);
    const by = { ...caller(), actor: { kind: "system", id: "s", name: "s" } as const };
    expect(codeOf(await runCommand(room.deps, by, reverse, { id, reason: "错" }))).toBe("ok");
  });
});

describe("by approval", () => {
  test("a payment for two households is asked for whole, by its sum", async () => {
    const parts = ["h0", "h1"].map((accountId) => ({ accountId, amountFen: fen(600_000) }));
    const tenders = [{ method: "card", amountFen: fen(1_200_000) }] as const;
    const receipt = await done(room.deps, caller(people.cashier), pay, { parts, tenders });
    const [first, second] = receipt.parts;
    expect(codeOf(await reversed("manager", first!.entryId))).toBe("approval-needed");
    const request = await room.asked("cashier", second!.entryId);
    expect(request).toMatchObject({ amountFen: 1_200_000, steps: [{}, {}] });
    expect(request.preview.owed.map(({ accountId }) => accountId)).toEqual(["h0", "h1"]);
    expect(codeOf(await room.approve("manager", request.id))).toBe("ok");
    expect(codeOf(await room.approve("finance", request.id))).toBe("ok");
    for (const [place, id] of ["h0", "h1"].entries()) {
      const last = (await stream(room.deps, id)).at(-1);
      const reverses = receipt.parts[place]!.entryId;
      expect(last).toMatchObject({ reverses, requestId: request.id });
    }
  });

  test("what is asked for shows what it posts and what will then be owed", async () => {
    await done(room.deps, caller(), charge, { id: "h0", season: "2025-2026" });
    const entryId = await room.paid(1_000);
    room.clock.at += DAY_MS;
    const request = await room.asked("cashier", entryId);
    expect(request).toMatchObject({
      command: "ledger.reverse",
      about: `entries/${entryId}`,
      label: "100000000 张三",
      amountFen: 100_000,
      makerId: "cashier",
      state: "pending",
      place: { branchId: "branch-1", hallId: "hall-xicheng" },
      steps: [{ permission: "ledger.approve-reversal" }],
    });
    expect(request.preview).toMatchObject({
      changes: [],
      entries: [{ kind: "reversal", amountFen: -100_000, accountId: "h0" }],
      owed: [{ accountId: "h0", owedFen: { before: 167_470, after: 267_470 } }],
    });
    expect(await stream(room.deps, "h0")).toHaveLength(2);

    expect(codeOf(await room.approve("manager", request.id))).toBe("ok");
    const [, , entry] = await stream(room.deps, "h0");
    expect(entry).toMatchObject({ requestId: request.id, reverses: entryId });
    expect(await room.found(request.id)).toMatchObject({
      state: "executed",
      steps: [{ by: "manager", decision: "approved" }],
    });
    const [record] = await room.deps.store.find(audit, {
      index: "byCommand",
      where: { command: "requests.approve" },
    });
    expect(record).toMatchObject({ actorId: "manager", reason: "收错户" });
    expect(record?.subjects).toEqual(
      expect.arrayContaining([`requests/${request.id}`, `entries/${entry!.id}`, "households/h0"]),
    );
    expect(entry?.auditId).toBe(record?.id);
  });

  test("a large sum takes two, neither of whom asked (L13)", async () => {
    const entryId = await room.paid(50_000);
    room.clock.at += 400 * DAY_MS;
    const { id, steps } = await room.asked("manager", entryId);
    expect(steps).toHaveLength(2);
    const tries: [Post, string][] = [
      ["manager", "own-request"],
      ["cashier", "out-of-scope"],
      ["otherManager", "out-of-scope"],
      ["admin", "out-of-scope"],
      ["finance", "ok"],
      ["finance", "decided-already"],
      ["manager", "own-request"],
    ];
    for (const [by, code] of tries)
      expect([by, codeOf(await room.approve(by, id))]).toEqual([by, code]);
    expect(codeOf(await room.approve("other", id))).toBe("not-your-step");
    expect(await stream(room.deps, "h0")).toHaveLength(1);
    expect(codeOf(await room.approve("second", id))).toBe("ok");
    expect(await stream(room.deps, "h0")).toHaveLength(2);
    expect(codeOf(await room.approve("third", id))).toBe("request-settled");
  });

  test("a cashier asks for payments of the hall, and for nothing else", async () => {
    const charged = await done(room.deps, caller(), charge, { id: "h0", season: "2025-2026" });
    expect(codeOf(await room.ask("cashier", charged.entryId))).toBe("forbidden");
    const entryId = await room.paid(1);
    expect(codeOf(await room.ask("otherManager", entryId))).toBe("other-hall");
    expect(codeOf(await room.ask("cashier", entryId))).toBe("ok");
    expect(codeOf(await room.ask("finance", entryId))).toBe("request-pending");
  });

  test("nobody approves more in a day than the rule says", async () => {
    for (let round = 0; round < 20; round += 1) {
      const { id } = await room.asked("cashier", await room.paid(10_000));
      expect(codeOf(await room.approve("manager", id))).toBe("ok");
    }
    const { id } = await room.asked("cashier", await room.paid(0.01));
    expect(codeOf(await room.approve("manager", id))).toBe("approver-day-limit");
    room.clock.at += DAY_MS;
    expect(codeOf(await room.approve("manager", id))).toBe("ok");
  });

  test("the same approval again answers the same and posts nothing", async () => {
    const { id, rev } = await room.asked("cashier", await room.paid(1));
    const first = await room.approve("manager", id, "once-only");
    expect(first).toMatchObject({ ok: true, value: { id } });
    expect(await room.approveSeen("manager", { id, rev }, "once-only")).toEqual(first);
    expect(await stream(room.deps, "h0")).toHaveLength(2);
  });
});

describe("what was shown is what is done", () => {
  test("an account that moved meanwhile: it goes back, and may be asked for anew", async () => {
    const entryId = await room.paid(1_000);
    const request = await room.asked("cashier", entryId);
    await room.paid(5);
    const { rev } = await room.found(request.id);
    expect(rev).toBe(request.rev);
    expect(codeOf(await room.approve("manager", request.id))).toBe("changed-since-approved");
    expect(await room.found(request.id)).toMatchObject({ state: "changed" });
    expect(await stream(room.deps, "h0")).toHaveLength(2);
    expect(codeOf(await room.approve("manager", request.id))).toBe("request-settled");
    const anew = await room.asked("cashier", entryId);
    expect(codeOf(await room.approve("manager", anew.id))).toBe("ok");
  });

  test("what was reversed by others meanwhile says why it goes back", async () => {
    const entryId = await room.paid(1_000);
    const { id } = await room.asked("cashier", entryId);
    await done(room.deps, caller(people.manager), reverse, { id: entryId, reason: "错" });
    expect(codeOf(await room.approve("finance", id))).toBe("changed-since-approved");
    expect(await room.found(id)).toMatchObject({ state: "changed", why: "already-reversed" });
  });

  test("another household's payment does not matter", async () => {
    const { id } = await room.asked("cashier", await room.paid(1_000));
    await room.paid(5, "h1");
    expect(codeOf(await room.approve("manager", id))).toBe("ok");
  });

  test("whoever asked must still be one who may ask", async () => {
    const { id } = await room.asked("cashier", await room.paid(1));
    const member = (await room.deps.store.get(staff, "cashier"))!;
    await room.deps.store.commit([replace(staff, member, { ...member, roles: ["agent"] })]);
    expect(codeOf(await room.approve("manager", id))).toBe("asker-gone");
  });

  test("nobody approves what concerns themselves", async () => {
    const request = await room.asked("cashier", await room.paid(1));
    const permission = registry.permission("ledger.approve-reversal");
    const about = { ...request, concerns: ["finance"] };
    expect(refuseDecision(people.finance, about, { permission })).toMatchObject({
      code: "own-concern",
    });
    expect(refuseDecision(people.second, about, { permission }).ok).toBe(true);
  });
});

describe("settled otherwise", () => {
  test("declined by whoever may decide, withdrawn by whoever asked", async () => {
    const one = await room.asked("cashier", await room.paid(1));
    expect(codeOf(await room.decline("cashier", one.id))).toBe("own-request");
    expect(codeOf(await room.decline("otherManager", one.id))).toBe("out-of-scope");
    expect(codeOf(await room.withdraw("manager", one.id))).toBe("not-own-request");
    expect(codeOf(await room.decline("manager", one.id))).toBe("ok");
    expect(await room.found(one.id)).toMatchObject({
      state: "declined",
      steps: [{ by: "manager", decision: "declined", words: "票据不符" }],
    });
    const other = await room.asked("cashier", await room.paid(1));
    expect(codeOf(await room.withdraw("cashier", other.id))).toBe("ok");
    for (const { id } of [one, other]) {
      expect(codeOf(await room.approve("finance", id))).toBe("request-settled");
      expect(codeOf(await room.decline("finance", id))).toBe("request-settled");
      expect(codeOf(await room.withdraw("cashier", id))).toBe("request-settled");
    }
  });

  test("too old: nobody decides, a new one may be asked for, and the job says so", async () => {
    const entryId = await room.paid(1);
    const { id, expiresAt } = await room.asked("cashier", entryId);
    room.clock.at = expiresAt - 1;
    const expire = () => done(room.deps, caller(), expireRequest, { id });
    expect(await expire()).toBe(false);
    room.clock.at = expiresAt;
    expect(codeOf(await room.approve("finance", id))).toBe("request-expired");
    expect(codeOf(await room.decline("finance", id))).toBe("request-expired");
    expect(codeOf(await room.withdraw("cashier", id))).toBe("request-expired");
    expect(codeOf(await room.ask("cashier", entryId))).toBe("ok");
    expect(await expire()).toBe(true);
    expect(await room.found(id)).toMatchObject({ state: "expired" });
    expect(await expire()).toBe(false);
  });
});

test("accounts stay whole: what was asked and approved left what the preview said", async () => {
  await done(room.deps, caller(), charge, { id: "h0", season: "2025-2026" });
  const { id, preview } = await room.asked("finance", (await stream(room.deps, "h0"))[0]!.id);
  expect(preview.entries[0]).toMatchObject({ kind: "reversal", amountFen: -267_470 });
  await room.approve("second", id);
  const account = await storedAccount(room.deps, "h0");
  expect([account?.items, preview.owed[0]?.owedFen.after]).toEqual([[], 0]);
});

describe("the day of the maker's books is closed", () => {
  async function close(day: CityDate) {
    const { finance } = people;
    await done(room.deps, caller(finance), countTill, { id: `shift-${cashier.id}`, pieces: [] });
    await done(room.deps, caller(finance), closeDay, { office: "hall-xicheng", day });
  }

  test("it waits, and goes into the books of the day on which it is carried out", async () => {
    const request = await room.asked("cashier", await room.paid(1_000));
    const today = cityDate(instantOf(room.clock.at));
    await close(today);
    expect(codeOf(await room.approve("manager", request.id))).toBe("not-yet");
    expect((await room.found(request.id)).state).toBe("pending");
    room.clock.at += DAY_MS;
    expect(codeOf(await room.approve("manager", request.id))).toBe("ok");
    expect(await room.found(request.id)).toMatchObject({ state: "executed" });
    const reversal = (await stream(room.deps, "h0")).at(-1);
    const office = "hall-xicheng";
    expect(reversal).toMatchObject({ requestId: request.id, bookedOn: addDays(today, 1), office });
  });

  test("it is asked for, and approved by all but the last, all the same", async () => {
    const entryId = await room.paid(20_000);
    await close(cityDate(instantOf(room.clock.at)));
    const request = await room.asked("cashier", entryId);
    expect(codeOf(await room.approve("manager", request.id))).toBe("ok");
    expect(codeOf(await room.approve("finance", request.id))).toBe("not-yet");
    room.clock.at += DAY_MS;
    expect(codeOf(await room.approve("finance", request.id))).toBe("ok");
  });
});
