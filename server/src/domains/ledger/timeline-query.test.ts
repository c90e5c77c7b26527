import { afterEach, beforeEach, expect, test } from "vitest";
import { onEachEngine } from "./each-engine/testing.ts";
import { fen } from "@warmline/shared/kernel/money.ts";
import { addDays, cityDate, instantOf } from "@warmline/shared/kernel/time.ts";
import { emptyAccount } from "@warmline/shared/ledger/account.ts";
import type { Debt } from "@warmline/shared/ledger/debt.ts";
import type { AsOf } from "@warmline/shared/ledger/timeline.ts";
import { openApprovalRoom } from "../requests/fixture.ts";
import { charge } from "./charge-commands.ts";
import { pay } from "./payment-commands.ts";
import { debtNow } from "./posting.ts";
import { caller, done, finance, paying, storedAccount, stream } from "./testing.ts";
import { accountTimeline } from "./timeline-query.ts";
import { reverse } from "./undo-commands.ts";

// 账户时间线: what was answered once is answered for that day and moment ever after.

const SEASON = "2025-2026";
/** Needs no till, whose day would be over. */
const BANK = { method: "bank" } as const;
const HOUR_MS = 3_600_000;
const ELSEWHERE = { ...finance, scope: { kind: "branch", branchId: "branch-2" } } as const;
const program = { actor: { kind: "system", id: "p", name: "p" } } as const;

onEachEngine("an account's timeline on %s", (engine) => {
  let room: Awaited<ReturnType<typeof openApprovalRoom>>;
  beforeEach(async () => {
    room = await openApprovalRoom(engine);
  });
  afterEach(() => room.close());

  const asked = async (asOf: AsOf = {}) => {
    const answer = await accountTimeline(room.deps, finance, { id: "h0", ...asOf });
    if (!answer.ok) throw new Error(answer.code);
    return answer.value;
  };
  const now = async () =>
    debtNow(room.deps, (await storedAccount(room.deps, "h0")) ?? emptyAccount("h0"));

  test("what was owed then is told as it was told then, sentence and steps", async () => {
    const told: Debt[] = [await now()];
    const next = async (work: () => Promise<unknown>, hours: number) => {
      room.clock.at += hours * HOUR_MS;
      await work();
      told.push(await now());
    };
    await next(() => done(room.deps, caller(), charge, { id: "h0", season: SEASON }), 30);
    await next(() => done(room.deps, caller(), pay, paying("h0", fen(100_000), BANK)), 1);
    await next(() => done(room.deps, caller(), pay, paying("h0", fen(300_000), BANK)), 48);
    const entry = (await stream(room.deps, "h0")).at(-1)!;
    const back = { id: entry.id, reason: "误" };
    await next(() => done(room.deps, { ...caller(), ...program }, reverse, back), 24);

    for (const debt of told) expect((await asked({ at: debt.asOf })).debt).toEqual(debt);
    // Two of them are of one day: its end is the later one.
    const day = cityDate(told[1]!.asOf);
    expect(cityDate(told[2]!.asOf)).toBe(day);
    expect((await asked({ day })).debt).toMatchObject({ seq: 2, owedFen: told[2]!.owedFen });
    expect((await asked({ day: addDays(day, -5) })).debt).toMatchObject({ seq: 0, owedFen: 0 });
    expect((await asked({ day: addDays(day, 900) })).debt).toEqual(await now());
    const { points } = await asked({ day });
    expect(
      points.map(({ seq, kind, owedFen, onAccountFen }) => [seq, kind, owedFen, onAccountFen]),
    ).toEqual(
      told
        .slice(1)
        .map(({ owedFen, onAccountFen }, place) => [
          place + 1,
          ["charge", "payment", "payment", "reversal"][place],
          owedFen,
          onAccountFen,
        ]),
    );
  });

  test("refusals, in their order; a household without entries has none", async () => {
    const of = { at: instantOf(0) };
    const unknown = await accountTimeline(room.deps, finance, { id: "nobody", ...of });
    expect(unknown).toMatchObject({ ok: false, code: "not-found" });
    const elsewhere = await accountTimeline(room.deps, ELSEWHERE, { id: "h0", ...of });
    expect(elsewhere).toMatchObject({ ok: false, code: "out-of-scope" });
    expect(await asked(of)).toMatchObject({ points: [], debt: { seq: 0, owedFen: 0 } });
  });
});
