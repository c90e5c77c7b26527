import { array, assert, asyncProperty, constantFrom, integer } from "fast-check";
import { afterEach, beforeEach, expect, test } from "vitest";
import { onEachEngine } from "../ledger/each-engine/testing.ts";
import { contracts } from "@warmline/shared/households/contract-versions.ts";
import { households, orgNodes } from "@warmline/shared/households/model.ts";
import { fen } from "@warmline/shared/kernel/money.ts";
import { onAccountFen, owedFen } from "@warmline/shared/ledger/account.ts";
import { runChunks, runExceptions } from "@warmline/shared/seasonruns/model.ts";
import { insert, replace } from "@warmline/shared/store/write.ts";
import type { Deps } from "../../platform/deps.ts";
import { RunAborted } from "../../platform/jobs/run.ts";
import { endContract } from "../households/contract-commands.ts";
import { charge } from "../ledger/charge-commands.ts";
import { CHARGE_CHUNK_MAX } from "../ledger/index.ts";
import { pay } from "../ledger/payment-commands.ts";
import { caller, cashier, done, paying, storedAccount, stream } from "../ledger/testing.ts";
import { reverse } from "../ledger/undo-commands.ts";
import { verifyJournal } from "../ledger/verify.ts";
import { openApprovalRoom, people } from "../requests/fixture.ts";
import { approved, carryOn, previewed, runOf, SEASON } from "./fixture.ts";

// A run that is cut short anywhere and carried on by whomever is the run that never was: on both
// engines, beside payments, and with two processes at it at once.

const CHARGED = 267_470;
type Room = Awaited<ReturnType<typeof openApprovalRoom>>;

/** Cut short after so many milliseconds, again and again, until it is through. */
async function cutShort(deps: Deps, id: string, afterMs: readonly number[]): Promise<void> {
  for (const ms of afterMs) {
    const abort = new AbortController();
    const timer = setTimeout(() => abort.abort(new RunAborted("stopping")), ms);
    await carryOn(deps, id, abort.signal).catch(onlyAborted);
    clearTimeout(timer);
    const { state } = await runOf(deps, id);
    if (state === "done" || state === "undone" || state === "previewed") return;
  }
  await carryOn(deps, id);
}

function onlyAborted(error: unknown): void {
  if (!(error instanceof RunAborted)) throw error;
}

/** Owed less what is on account, of each. */
async function standings({ deps }: Room, ids: readonly string[]): Promise<number[]> {
  const all = await Promise.all(ids.map((id) => storedAccount(deps, id)));
  return all.map((one) => (one === null ? 0 : owedFen(one) - onAccountFen(one)));
}

onEachEngine("a season run on %s", (engine) => {
  const COUNT = 2 * CHARGE_CHUNK_MAX + 50;
  const ids = Array.from({ length: COUNT }, (_, place) => `h${place}`);
  let room: Room;
  beforeEach(async () => {
    room = await openApprovalRoom(engine, COUNT);
  });
  afterEach(() => room.close());

  test("two processes at it at once, payments between: each is charged once", async () => {
    const { id, preview } = await previewed(room);
    expect(preview).toMatchObject({ households: COUNT, amountFen: COUNT * CHARGED });
    await approved(room, id, "charge");
    const other = await room.another();
    const payers = ids.filter((_, place) => place % 30 === 0);
    await Promise.all([
      carryOn(room.deps, id).catch(onlyAborted),
      carryOn(other, id).catch(onlyAborted),
      ...payers.map((payer) => done(other, caller(cashier), pay, paying(payer, fen(100)))),
    ]);
    if ((await runOf(room.deps, id)).state === "running") await carryOn(other, id);
    const chunks = await room.deps.store.find(runChunks, {
      index: "byNumber",
      where: { runId: id },
    });
    expect(chunks.map(({ state, count }) => [state, count])).toEqual([
      ["charged", 200],
      ["charged", 200],
      ["charged", 50],
    ]);
    const paid = new Set(payers);
    expect(await standings(room, ids)).toEqual(
      ids.map((one) => (paid.has(one) ? CHARGED - 100 : CHARGED)),
    );
    await approved(room, id, "undo");
    await cutShort(room.deps, id, [1, 30, 90]);
    expect((await runOf(room.deps, id)).state).toBe("undone");
    expect(await standings(room, ids)).toEqual(ids.map((one) => (paid.has(one) ? -100 : 0)));
    expect((await verifyJournal(room.deps.store)).findings).toEqual([]);
  }, 120_000);
});

onEachEngine("a preview over several branches on %s", (engine) => {
  const COUNT = 2 * CHARGE_CHUNK_MAX + 50;
  const BRANCHES = ["branch-1", "branch-2", "branch-3"];
  const PER_BRANCH = COUNT / BRANCHES.length;
  let room: Room;
  beforeEach(async () => {
    room = await openApprovalRoom(engine, COUNT);
    const all = await room.deps.store.find(households, { index: "byBranch", limit: COUNT });
    // Next to one another by number, so that pages of some branches are of all of them.
    const moved = all.map((one, at) => {
      const place = { ...one.place, branchId: BRANCHES[at % BRANCHES.length]! };
      return replace(households, one, { ...one, place });
    });
    const third = { id: "branch-3", kind: "branch", name: "三", parentId: null, path: [] } as const;
    await room.deps.store.commit([...moved, insert(orgNodes, third)]);
  });
  afterEach(() => room.close());

  test.each([
    ["the whole city", undefined, BRANCHES],
    ["two of them", ["branch-2", "branch-3"], ["branch-2", "branch-3"]],
  ])("%s: each household once, page after page", async (_, branchIds, expected) => {
    const { id, preview, reach } = await previewed(room, branchIds);
    expect(preview?.totals.map(({ branchId, households: count }) => [branchId, count])).toEqual(
      expected.map((branchId) => [branchId, PER_BRANCH]),
    );
    expect([reach, preview?.households]).toEqual([
      expected.length * PER_BRANCH,
      expected.length * PER_BRANCH,
    ]);
    const looked = (await rowsOf(room, id)).map(({ householdId }) => householdId);
    expect(new Set(looked).size).toBe(looked.length);
  });
});

/** What may have happened to a household before the preview, and before the run. */
const FATES = ["nothing", "prepaid", "charged", "reversed", "ended"] as const;

onEachEngine("whatever happened before, between and after, on %s", (engine) => {
  test("each is charged as approved or listed, and undone all is as before", async () => {
    const fates = array(constantFrom(...FATES), { minLength: 6, maxLength: 6 });
    const cuts = array(integer({ min: 0, max: 40 }), { maxLength: 3 });
    const one = asyncProperty(fates, fates, cuts, cuts, async (before, between, first, second) => {
      const room = await openApprovalRoom(engine, before.length);
      try {
        await holds(room, { before, between, first, second });
      } finally {
        await room.close();
      }
    });
    await expect(assert(one, { numRuns: 6, seed: 7 })).resolves.toBeUndefined();
  }, 120_000);
});

type Fate = (typeof FATES)[number];

interface Drawn {
  readonly before: readonly Fate[];
  readonly between: readonly Fate[];
  readonly first: readonly number[];
  readonly second: readonly number[];
}

async function holds(room: Room, { before, between, first, second }: Drawn): Promise<void> {
  const ids = before.map((_, place) => `h${place}`);
  for (const [place, fate] of before.entries()) await befalls(room, ids[place]!, fate);
  const { id, preview } = await previewed(room);
  if (preview?.households === 0) return;
  await approved(room, id, "charge");
  for (const [place, fate] of between.entries()) await befalls(room, ids[place]!, fate);
  const undoneTo = await standings(room, ids);
  await cutShort(room.deps, id, first);
  expect((await runOf(room.deps, id)).state).toBe("done");
  const rows = await rowsOf(room, id);
  const listed = new Set(await listedIn(room, id));
  for (const { householdId, entryId } of rows) {
    const standing = await standingCharges(room, householdId);
    // By the run, by somebody else meanwhile, or left out and listed.
    expect(standing).toBe(listed.has(householdId) ? 0 : 1);
    expect(entryId !== undefined && listed.has(householdId)).toBe(false);
  }
  await approved(room, id, "undo");
  await cutShort(room.deps, id, second);
  expect((await runOf(room.deps, id)).state).toBe("undone");
  expect(await standings(room, ids)).toEqual(undoneTo);
  expect((await verifyJournal(room.deps.store)).findings).toEqual([]);
}

async function befalls({ deps }: Room, id: string, fate: Fate): Promise<void> {
  const contract = (await deps.store.get(contracts, `${id}/${SEASON}`))!;
  const ended = contract.versions.at(-1)?.kind === "ended";
  if (fate === "prepaid") await done(deps, caller(cashier), pay, paying(id, fen(100_000)));
  const chargeable = !ended && (await standingCharges({ deps }, id)) === 0;
  if (chargeable && (fate === "charged" || fate === "reversed")) {
    await done(deps, caller(), charge, { id, season: SEASON });
  }
  if (fate === "reversed") {
    const last = (await stream(deps, id)).findLast(({ detail }) => detail.kind === "charge");
    const undone = (await stream(deps, id)).some(({ reverses }) => reverses === last?.id);
    const program = { kind: "system", id: "p", name: "p" } as const;
    const by = { ...caller(), actor: program };
    if (last !== undefined && !undone) await done(deps, by, reverse, { id: last.id, reason: "错" });
  }
  if (fate === "ended" && !ended) {
    const end = { id, season: SEASON, rev: contract.rev, reason: "拆迁" };
    await done(deps, caller(people.finance), endContract, end);
  }
}

/** Charges of the season that nothing reversed. */
async function standingCharges({ deps }: Pick<Room, "deps">, id: string): Promise<number> {
  const all = await stream(deps, id);
  const reversed = new Set(all.flatMap(({ reverses }) => reverses ?? []));
  return all.filter((one) => one.detail.kind === "charge" && !reversed.has(one.id)).length;
}

async function rowsOf({ deps }: Room, runId: string) {
  const chunks = await deps.store.find(runChunks, { index: "byNumber", where: { runId } });
  return chunks.flatMap(({ rows }) => rows);
}

async function listedIn({ deps }: Room, runId: string): Promise<string[]> {
  const found = await deps.store.find(runExceptions, { index: "byNumber", where: { runId } });
  return found.map(({ householdId }) => householdId);
}
