import { afterEach, beforeEach, expect, test } from "vitest";
import { onEachEngine } from "../ledger/each-engine/testing.ts";
import type { CatalogueChange } from "@warmline/shared/catalogue/catalogue-change.ts";
import { fen } from "@warmline/shared/kernel/money.ts";
import { price10k } from "@warmline/shared/kernel/price.ts";
import { addDays, cityDate } from "@warmline/shared/kernel/time.ts";
import { owedFen } from "@warmline/shared/ledger/account.ts";
import { runExceptions } from "@warmline/shared/seasonruns/model.ts";
import { runCommand } from "../../platform/commands/run-command.ts";
import { RunAborted } from "../../platform/jobs/run.ts";
import { changeCatalogue } from "../catalogue/change-command.ts";
import { charge } from "../ledger/charge-commands.ts";
import { chargeLateFee } from "../ledger/late-fee-command.ts";
import { pay } from "../ledger/payment-commands.ts";
import { caller, done, paying, storedAccount, stream } from "../ledger/testing.ts";
import { verifyJournal } from "../ledger/verify.ts";
import { codeOf, openApprovalRoom, people } from "../requests/fixture.ts";
import { beginRun } from "./begin-command.ts";
import { approved, carryOn, previewed, SEASON } from "./fixture.ts";

// 违约金批量计收: who is overdue is charged what came about, by the same run as a season is.

const DAY_MS = 86_400_000;
const CHARGED = 267_470;
/** Of 31 days. */
const LATE = 8_292;
const program = { actor: { kind: "system", id: "p", name: "p" } } as const;

const RULE: CatalogueChange = {
  list: "rules",
  row: {
    code: "late-fee",
    zh: "违约金",
    en: "Late fee",
    from: "2025-07-01",
    rule: {
      kind: "late-fee",
      share10k: price10k(1_000),
      graceDays: 0,
      maxShare10k: price10k(300_000),
      fees: ["heat"],
    },
  },
};

onEachEngine("late fees by a run on %s", (engine) => {
  let room: Awaited<ReturnType<typeof openApprovalRoom>>;
  beforeEach(async () => {
    room = await openApprovalRoom(engine, 4);
    const input = { base: 1, changes: [RULE], reason: "供热条例" };
    await done(room.deps, { ...caller(), ...program }, changeCatalogue, input);
    // The last is charged nothing, the one before it has paid.
    for (const id of ["h0", "h1", "h2"])
      await done(room.deps, caller(), charge, { id, season: SEASON });
    await paid("h2");
    pass(31);
  });
  afterEach(() => room.close());

  const pass = (days: number) => {
    room.clock.at += days * DAY_MS;
  };
  const today = () => cityDate(room.deps.clock.now());
  const paid = (id: string, effectiveOn?: string) => {
    const input = { ...paying(id, fen(CHARGED), { method: "bank" }), effectiveOn };
    return done(room.deps, caller(), pay, input);
  };
  const look = () => previewed(room, undefined, true);
  const owed = (ids = ["h0", "h1", "h2"]) =>
    Promise.all(ids.map(async (id) => owedFen((await storedAccount(room.deps, id))!)));
  const sound = async () => {
    expect((await verifyJournal(room.deps.store)).findings).toEqual([]);
  };

  test("are previewed for who is overdue, charged once approved, and no second time", async () => {
    const { id, lateBy, preview, basis } = await look();
    expect([lateBy, preview?.households, preview?.amountFen]).toEqual([today(), 2, 2 * LATE]);
    expect(preview?.totals).toMatchObject([{ alreadyHouseholds: 0, exceptions: 0, lastFen: 0 }]);
    expect([basis.prices, basis.rules.map(({ code }) => code)]).toEqual([[], ["late-fee"]]);
    expect(await owed()).toEqual([CHARGED, CHARGED, 0]);
    const { charged } = await approved(room, id, "charge");
    expect((await carryOn(room.deps, id)).state).toBe("done");
    expect(await owed()).toEqual([CHARGED + LATE, CHARGED + LATE, 0]);
    const last = (await stream(room.deps, "h1")).at(-1);
    expect(last).toMatchObject({ requestId: charged?.requestId, detail: { kind: "lateFee" } });
    expect((await look()).preview).toMatchObject({ households: 0, amountFen: 0 });
    await sound();
  });

  test("a later run charges what came about since, and says who is not new to it", async () => {
    const first = await look();
    await approved(room, first.id, "charge");
    await carryOn(room.deps, first.id);
    pass(10);
    const { id, preview } = await look();
    // 41 days in all: 10,966.27, less what was charged.
    expect(preview).toMatchObject({ households: 2, amountFen: 2 * (10_966 - LATE) });
    expect(preview?.totals).toMatchObject([{ alreadyHouseholds: 2, alreadyFen: 2 * LATE }]);
    await approved(room, id, "charge");
    await carryOn(room.deps, id);
    expect(await owed()).toEqual([CHARGED + 10_966, CHARGED + 10_966, 0]);
    await approved(room, first.id, "undo");
    await carryOn(room.deps, first.id);
    expect(await owed()).toEqual([CHARGED + 10_966 - LATE, CHARGED + 10_966 - LATE, 0]);
    await sound();
  });

  test("who paid since is charged as approved, who was charged singly is passed over", async () => {
    const { id } = await look();
    await paid("h0");
    await done(room.deps, caller(), chargeLateFee, { id: "h1", day: today() });
    await approved(room, id, "charge");
    await carryOn(room.deps, id);
    expect(await owed()).toEqual([LATE, CHARGED + LATE, 0]);
    await sound();
  });

  test("who would be charged another amount than was approved is an exception", async () => {
    const { id } = await look();
    await paid("h0", addDays(today(), -21));
    await approved(room, id, "charge");
    await carryOn(room.deps, id);
    expect(await owed()).toEqual([0, CHARGED + LATE, 0]);
    const left = await room.deps.store.find(runExceptions, {
      index: "byNumber",
      where: { runId: id },
    });
    expect(left).toMatchObject([{ householdId: "h0", code: "changed-since-preview" }]);
    await sound();
  });

  test("cut short and carried on, each is charged once", async () => {
    const { id } = await look();
    await approved(room, id, "charge");
    const abort = new AbortController();
    abort.abort(new RunAborted("stopping"));
    await expect(carryOn(room.deps, id, abort.signal)).rejects.toBeInstanceOf(RunAborted);
    const other = await room.another();
    await Promise.allSettled([carryOn(room.deps, id), carryOn(other, id)]);
    expect(await owed()).toEqual([CHARGED + LATE, CHARGED + LATE, 0]);
    await sound();
  });

  test("need a rule that holds for the season", async () => {
    const begin = (season: string) =>
      runCommand(room.deps, caller(people.finance), beginRun(room.deps), {
        season,
        lateFees: true,
      });
    expect(codeOf(await begin("2024-2025"))).toBe("no-late-fee-rule");
    expect(codeOf(await begin("2031-2032"))).toBe("season-unknown");
    expect(codeOf(await begin(SEASON))).toBe("ok");
    expect(codeOf(await begin(SEASON))).toBe("season-run-open");
  });
});
