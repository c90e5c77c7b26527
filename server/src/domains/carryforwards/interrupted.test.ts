import { afterEach, beforeEach, expect, test } from "vitest";
import { onEachEngine } from "../ledger/each-engine/testing.ts";
import { CARRY_CHUNK_MAX, carryChunks } from "@warmline/shared/carryforwards/model.ts";
import { foldRows } from "@warmline/shared/carryforwards/figures.ts";
import { households } from "@warmline/shared/households/model.ts";
import { fen } from "@warmline/shared/kernel/money.ts";
import { insert } from "@warmline/shared/store/write.ts";
import type { Deps } from "../../platform/deps.ts";
import { RunAborted } from "../../platform/jobs/run.ts";
import { charge } from "../ledger/charge-commands.ts";
import { pay } from "../ledger/payment-commands.ts";
import { caller, cashier, done, paying, SEASONS } from "../ledger/testing.ts";
import { openApprovalRoom, people } from "../requests/fixture.ts";
import {
  begun,
  carryOf,
  carryOn,
  linesOf,
  nextDay,
  reckoned,
  sealedAt,
  type Room,
} from "./fixture.ts";
import { dropCarry } from "./steer-commands.ts";

// One that is cut short anywhere and carried on by whomever is the one that never was: on both
// engines, beside payments, and with two processes at it at once.

function onlyAborted(error: unknown): void {
  if (!(error instanceof RunAborted)) throw error;
}

/** Ends as soon as a chunk more is there, again and again, until it is through. */
async function cutShort(deps: Deps, id: string): Promise<number> {
  for (let times = 0; ; times += 1) {
    const abort = new AbortController();
    const before = await chunksOf(deps, id);
    const watch = setInterval(() => {
      void chunksOf(deps, id).then((now) => {
        if (now > before) abort.abort(new RunAborted("stopping"));
      });
    }, 1);
    await carryOn(deps, id, abort.signal).catch(onlyAborted);
    clearInterval(watch);
    if ((await carryOf(deps, id)).state === "reckoned") return times;
  }
}

function chunksOf({ store }: Pick<Deps, "store">, runId: string): Promise<number> {
  return store.count(carryChunks, { index: "byFirst", where: { runId } });
}

onEachEngine("a carry-forward on %s", (engine) => {
  const COUNT = 6 * CARRY_CHUNK_MAX + 50;
  const ids = Array.from({ length: COUNT }, (_, place) => `h${place}`);
  const some = ids.filter((_, place) => place % 100 === 0);
  let room: Room;
  beforeEach(async () => {
    room = await openApprovalRoom(engine, COUNT);
    for (const id of some) await done(room.deps, caller(), charge, { id, season: SEASONS[1] });
  }, 60_000);
  afterEach(() => room.close());

  test("two processes at it at once, cut short, beside payments: as if undisturbed", async () => {
    const day = nextDay(room);
    const undisturbed = await reckoned(room, day);
    const lines = await linesOf(room.deps, undisturbed.id);
    expect(lines.map(({ accountId }) => accountId)).toEqual(some);
    await done(room.deps, caller(people.finance), dropCarry, { id: undisturbed.id });
    const other = await room.another();
    const id = await begun(room.deps, day);
    const payments = some.map((payer) =>
      done(other, caller(cashier), pay, paying(payer, fen(100), { method: "card" })),
    );
    await Promise.all([
      carryOn(room.deps, id).catch(onlyAborted),
      cutShort(other, id).catch(onlyAborted),
      ...payments,
    ]);
    if ((await carryOf(room.deps, id)).state === "reckoning") await carryOn(room.deps, id);
    const again = await carryOf(room.deps, id);
    expect(again.statement?.hash).toBe(undisturbed.statement?.hash);
    expect(again.statement?.branches).toEqual(undisturbed.statement?.branches);
    expect(await chunksOf(room.deps, id)).toBe(7);
  }, 120_000);

  test("the next one begins where it ends, also where chunks are cut elsewhere", async () => {
    const first = await sealedAt(room, nextDay(room));
    const [home] = await room.deps.store.find(households, { index: "byBranch", limit: 1 });
    // Before all others, so that every chunk is cut one household earlier.
    const added = { ...home!, id: "new", number: "000000001" };
    await room.deps.store.commit([insert(households, added)]);
    for (const payer of some) {
      await done(room.deps, caller(cashier), pay, paying(payer, fen(7), { method: "card" }));
    }
    const second = await reckoned(room, nextDay(room));
    expect(second.statement?.exceptions).toBe(0);
    const sum = foldRows((await linesOf(room.deps, second.id)).flatMap(({ rows }) => rows));
    const before = foldRows((await linesOf(room.deps, first.id)).flatMap(({ rows }) => rows));
    const paidFen = 7 * some.length;
    const closingFen = before[0]!.closingFen!;
    expect(sum).toEqual([
      { season: "", receivedFen: paidFen, paidFen },
      { season: SEASONS[1], openingFen: closingFen, paidFen, closingFen: closingFen - paidFen },
    ]);
  }, 120_000);
});
