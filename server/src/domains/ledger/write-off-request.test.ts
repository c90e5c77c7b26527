import { afterEach, beforeEach, expect, test } from "vitest";
import { onEachEngine } from "./each-engine/testing.ts";
import {
  WHOLE_CITY,
  calendarId,
  seasonCalendars,
} from "@warmline/shared/households/season-calendar.ts";
import { fen } from "@warmline/shared/kernel/money.ts";
import { instantOf } from "@warmline/shared/kernel/time.ts";
import { owedFen } from "@warmline/shared/ledger/account.ts";
import { insert } from "@warmline/shared/store/write.ts";
import { runCommand } from "../../platform/commands/run-command.ts";
import { codeOf, openApprovalRoom, people, type Post } from "../requests/fixture.ts";
import { charge } from "./charge-commands.ts";
import { pay } from "./payment-commands.ts";
import { caller, done, paying, storedAccount, stream } from "./testing.ts";
import { verifyJournal } from "./verify.ts";
import { writeOff, type WriteOff } from "./write-off-command.ts";
import { askWriteOff, previewWriteOff } from "./write-off-request.ts";

// 坏账核销: asked for, shown, approved by finance and posted; reversed like any entry.

const [OLDER, LAST, NOW] = ["2023-2024", "2024-2025", "2025-2026"] as const;

onEachEngine("on %s", (engine) => {
  let room: Awaited<ReturnType<typeof openApprovalRoom>>;
  beforeEach(async () => {
    room = await openApprovalRoom(engine);
    for (const season of [LAST, NOW]) {
      await done(room.deps, caller(), charge, { id: "h0", season });
    }
  });
  afterEach(() => room.close());

  const wanted = (over: Partial<WriteOff> = {}): WriteOff => ({
    id: "h0",
    seasons: [LAST],
    ground: "limitation",
    evidence: "核销 0712",
    reason: "多年催收无果",
    ...over,
  });
  const ask = (over: Partial<WriteOff> = {}, by: Post = "manager") =>
    runCommand(room.deps, caller(people[by]), askWriteOff, wanted(over));
  async function asked(over: Partial<WriteOff> = {}) {
    const answer = await ask(over);
    if (!answer.ok) throw new Error(answer.code);
    return room.found(answer.value.id);
  }
  const owed = async () => owedFen((await storedAccount(room.deps, "h0"))!);
  const sound = async () => {
    expect((await verifyJournal(room.deps.store)).findings).toEqual([]);
  };

  test("is shown, approved by finance, posted under its request, and reversed", async () => {
    const { id, preview, amountFen } = await asked();
    expect(amountFen).toBe(267_470);
    expect(preview.entries).toMatchObject([{ kind: "writeOff", amountFen: -267_470 }]);
    expect(preview.owed).toMatchObject([{ owedFen: { before: 534_940, after: 267_470 } }]);
    expect(preview.changes).toMatchObject([
      { to: [LAST] },
      { to: ["ledger.write-off-ground.limitation"] },
      { to: ["核销 0712"] },
    ]);
    expect(codeOf(await room.approve("other", id))).toBe("out-of-scope");
    expect(codeOf(await room.approve("finance", id))).toBe("ok");
    expect(await owed()).toBe(267_470);
    const entry = (await stream(room.deps, "h0")).at(-1)!;
    expect(entry).toMatchObject({
      requestId: id,
      detail: { kind: "writeOff", ground: "limitation" },
    });
    await sound();
    const reversal = await room.asked("finance", entry.id);
    expect(reversal.preview.owed).toMatchObject([{ owedFen: { after: 534_940 } }]);
    expect(codeOf(await room.approve("second", reversal.id))).toBe("ok");
    expect(await owed()).toBe(534_940);
    await sound();
  });

  test("a large one wants another one of finance, too", async () => {
    room.clock.at = Date.UTC(2026, 4, 1);
    // 2 × 2,674.70
    const { id } = await asked({ seasons: [LAST, NOW] });
    expect(codeOf(await room.approve("finance", id))).toBe("ok");
    expect(await owed()).toBe(534_940);
    expect(codeOf(await room.approve("finance", id))).not.toBe("ok");
    expect(codeOf(await room.approve("second", id))).toBe("ok");
    expect(await owed()).toBe(0);
    await sound();
  });

  test("paid meanwhile it is another preview, and goes back", async () => {
    const { id } = await asked();
    await room.paid(100);
    expect(codeOf(await room.approve("finance", id))).toBe("changed-since-approved");
    expect(await owed()).toBe(524_940);
  });

  test("paid after all at the counter it is put back by so much, once for each slip", async () => {
    const { id } = await asked();
    const cashier = caller(people.cashier);
    const whole = paying("h0", fen(100_000), { method: "card", writtenOff: true });
    expect(codeOf(await runCommand(room.deps, cashier, pay, whole))).toBe("nothing-written-off");
    expect(codeOf(await room.approve("finance", id))).toBe("ok");
    const channel = { merchant: "POS-1", serial: "71" };
    const { parts } = await done(room.deps, caller(people.cashier), pay, { ...whole, channel });
    const again = await done(room.deps, caller(people.cashier), pay, { ...whole, channel });
    expect(again.parts).toEqual(parts);
    const other = { ...paying("h0", fen(100_000), { method: "card" }), channel };
    expect(codeOf(await runCommand(room.deps, caller(people.cashier), pay, other))).toBe(
      "serial-used",
    );
    expect(await owed()).toBe(267_470);
    const sum = async () =>
      (await storedAccount(room.deps, "h0"))!.sums.find(({ season }) => season === LAST);
    expect(await sum()).toMatchObject({ paidFen: 100_000, writtenOffFen: 167_470 });
    await sound();
    const [entryId = ""] = parts.map((part) => part.entryId);
    const shown = await room.asked("cashier", entryId);
    expect(shown).toMatchObject({ amountFen: 100_000 });
    expect(shown.preview.entries).toMatchObject([{ amountFen: -100_000 }]);
    expect(codeOf(await room.approve("manager", shown.id))).toBe("ok");
    expect(await sum()).toMatchObject({ paidFen: 0, writtenOffFen: 267_470 });
    await sound();
  });

  test("refusals, in their order", async () => {
    const alone = await runCommand(room.deps, caller(people.finance), writeOff, wanted());
    expect(codeOf(alone)).toBe("approval-needed");
    expect(codeOf(await ask({ id: "h9" }))).toBe("not-found");
    expect(codeOf(await ask({ seasons: [OLDER, NOW] }))).toBe("season-not-over");
    expect(codeOf(await ask({ seasons: [OLDER] }))).toBe("season-not-owed");
    const head = await room.deps.store.head();
    const seen = caller(people.finance);
    expect(codeOf(await runCommand(room.deps, seen, previewWriteOff, wanted()))).toBe("ok");
    expect(await room.deps.store.head()).toBe(head);
    expect(codeOf(await ask())).toBe("ok");
    expect(codeOf(await ask({}, "finance"))).toBe("request-pending");
  });

  test("a season that the city lengthened is not over before its last day", async () => {
    room.clock.at = Date.UTC(2026, 3, 10);
    const version = {
      version: 1,
      days: { from: "2025-11-01", to: "2026-04-10", days: 161 },
      evidence: "1号",
      reason: "寒潮",
      at: instantOf(0),
      byName: "",
    };
    const id = calendarId(NOW, WHOLE_CITY);
    const calendar = { id, season: NOW, placeId: WHOLE_CITY, versions: [version] };
    await room.deps.store.commit([insert(seasonCalendars, calendar)]);
    expect(codeOf(await ask({ seasons: [NOW] }))).toBe("season-not-over");
    room.clock.at += 86_400_000;
    expect(codeOf(await ask({ seasons: [NOW] }))).toBe("ok");
  });
});
