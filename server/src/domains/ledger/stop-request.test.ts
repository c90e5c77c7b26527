import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { STOP_COMPONENT } from "@warmline/shared/catalogue/catalogue.ts";
import { agreed, contracts } from "@warmline/shared/households/contract-versions.ts";
import { households, tariffs } from "@warmline/shared/households/model.ts";
import {
  calendarId,
  seasonCalendars,
  withDays,
} from "@warmline/shared/households/season-calendar.ts";
import { areaMilli } from "@warmline/shared/kernel/area.ts";
import { price10k } from "@warmline/shared/kernel/price.ts";
import { instantOf } from "@warmline/shared/kernel/time.ts";
import { onAccountFen, owedFen } from "@warmline/shared/ledger/account.ts";
import { insert, replace } from "@warmline/shared/store/write.ts";
import { runCommand } from "../../platform/commands/run-command.ts";
import { codeOf, openApprovalRoom, people, type Post } from "../requests/fixture.ts";
import type { StopTerms } from "@warmline/shared/catalogue/stop-terms.ts";
import { changeCatalogue } from "../catalogue/change-command.ts";
import { charge } from "./charge-commands.ts";
import { changeStops, type StopAct } from "./stop-commands.ts";
import { askStops } from "./stop-request.ts";
import { endContract } from "../households/contract-commands.ts";
import { askSpaces } from "./space-request.ts";
import { caller, done, space, storedAccount, stream } from "./testing.ts";
import { verifyJournal } from "./verify.ts";

// 报停, 复热 and the withdrawal of a 复热: asked for, shown, approved, and charged anew in one commit.

const SEASON = "2025-2026";
const FIRST = "2025-11-01";
const stop: StopAct = { kind: "stop", from: FIRST };
const restore: StopAct = { kind: "restore", stop: 1, from: "2025-12-30" };

let room: Awaited<ReturnType<typeof openApprovalRoom>>;
beforeEach(async () => {
  room = await openApprovalRoom();
  const share = {
    component: STOP_COMPONENT,
    priceClass: "residential",
    from: "2020-01-01",
    to: null,
  };
  const priced = {
    ...share,
    id: "b1",
    price10k: price10k(300_000),
    approvedBy: "发改价〔2020〕1号",
  };
  await room.deps.store.commit([insert(tariffs, priced)]);
});
afterEach(() => room.close());

async function input(act: StopAct, id = "h0") {
  const { rev } = (await room.deps.store.get(contracts, `${id}/${SEASON}`))!;
  return { id, season: SEASON, rev, act, evidence: "报停申请 0712", reason: "不在家住" };
}
const ask = async (act: StopAct, by: Post = "cashier") =>
  runCommand(room.deps, caller(people[by]), askStops, await input(act));

async function asked(act: StopAct) {
  const answer = await ask(act);
  if (!answer.ok) throw new Error(answer.code);
  return room.found(answer.value.id);
}

async function approved(act: StopAct) {
  const { id } = await asked(act);
  expect(codeOf(await room.approve("manager", id))).toBe("ok");
  return id;
}

const charged = () => done(room.deps, caller(), charge, { id: "h0", season: SEASON });

async function standing() {
  const account = (await storedAccount(room.deps, "h0"))!;
  return [owedFen(account), onAccountFen(account)];
}

async function sound() {
  const { findings, mismatches } = await verifyJournal(room.deps.store);
  expect([findings, mismatches.count]).toEqual([[], 0]);
}

test("2,674.70 stopped at 30 %: 802.41 are left, shown, approved and done at once", async () => {
  await charged();
  const { id, preview, amountFen } = await asked(stop);
  expect(amountFen).toBe(187_229);
  expect(preview.entries.map(({ kind, amountFen: fens }) => [kind, fens])).toEqual([
    ["reversal", -267_470],
    ["charge", 80_241],
  ]);
  expect(preview.owed).toMatchObject([{ owedFen: { before: 267_470, after: 80_241 } }]);
  expect(codeOf(await room.approve("cashier", id))).toBe("own-request");
  const head = await room.deps.store.head();
  expect(codeOf(await room.approve("manager", id))).toBe("ok");
  const [commit] = await room.deps.store.read(head, 1);
  expect(commit!.writes.filter(({ collection }) => collection === "entries")).toHaveLength(2);

  expect(await standing()).toEqual([80_241, 0]);
  const account = (await storedAccount(room.deps, "h0"))!;
  expect(account.items).toMatchObject([{ fee: "stop-base", openFen: 80_241 }]);
  const contract = (await room.deps.store.get(contracts, `h0/${SEASON}`))!;
  expect(agreed(contract)).toMatchObject({
    version: 2,
    kind: "stop",
    from: FIRST,
    stops: [{ number: 1, from: FIRST }],
    requestId: id,
  });
  await sound();
});

test("with 92 of 151 days left a restore charges 1,140.73; withdrawn, it is gone", async () => {
  await charged();
  await approved(stop);
  await approved(restore);
  expect(await standing()).toEqual([80_241 + 114_073, 0]);
  const [, , , , last] = await stream(room.deps, "h0");
  expect(last).toMatchObject({ effectiveOn: "2025-12-30" });
  await approved({ kind: "resume", stop: 1 });
  expect(await standing()).toEqual([80_241, 0]);
  await sound();
});

test("restored from the first day on, all is as before it was stopped", async () => {
  await charged();
  await approved(stop);
  await approved({ kind: "restore", stop: 1, from: FIRST });
  expect(await standing()).toEqual([267_470, 0]);
  const { items } = (await storedAccount(room.deps, "h0"))!;
  expect(items).toMatchObject([{ fee: "heat", openFen: 267_470 }]);
  await sound();
});

test("what was paid pays the base fee, and the rest is on account; a restore uses it", async () => {
  await charged();
  await room.paid(2_674.7);
  await approved(stop);
  expect(await standing()).toEqual([0, 187_229]);
  await approved(restore);
  expect(await standing()).toEqual([0, 187_229 - 114_073]);
  await sound();
});

test("stopped before it is charged: charged by its base fee, by the run too", async () => {
  const { id, preview, amountFen } = await asked(stop);
  expect([preview.entries, amountFen]).toEqual([[], 0]);
  await room.withdraw("cashier", id);
  await approved(stop);
  await charged();
  expect(await standing()).toEqual([80_241, 0]);
  expect(codeOf(await runCommand(room.deps, caller(), charge, { id: "h0", season: SEASON }))).toBe(
    "already-charged",
  );
  await sound();
});

test("another area while it is stopped: charged anew by both", async () => {
  await charged();
  await approved(stop);
  const { rev } = (await room.deps.store.get(households, "h0"))!;
  const smaller = space({ billingAreaMilli: areaMilli(98_120) });
  const why = { basis: "survey", evidence: "测〔2025〕7号", reason: "实测" } as const;
  const change = { id: "h0", rev, from: FIRST, spaces: [smaller], ...why };
  const { id } = await done(room.deps, caller(people.cashier), askSpaces, change);
  await room.approve("finance", id);
  // 30 % of 2,536.40.
  expect(await standing()).toEqual([76_092, 0]);
  await sound();
});

test("a contract that ends while it is stopped is charged otherwise than agreed", async () => {
  await charged();
  await approved(stop);
  const { rev } = await input(stop);
  const ending = { id: "h0", season: SEASON, rev, reason: "拆迁" };
  await done(room.deps, caller(), endContract, ending);
  const { mismatches } = await verifyJournal(room.deps.store);
  expect(mismatches.first).toMatchObject([{ householdId: "h0", why: "ended" }]);
});

test("days are those of the season where the household lies", async () => {
  await charged();
  await approved(stop);
  const days = { from: FIRST, to: "2026-04-15", days: 166 };
  const why = {
    evidence: "市供热办〔2026〕3号",
    reason: "延长供热",
    at: instantOf(0),
    byName: "财务",
  };
  const moved = withDays({ season: SEASON, placeId: "branch-1" }, null, { days, ...why });
  expect(moved.id).toBe(calendarId(SEASON, "branch-1"));
  await room.deps.store.commit([insert(seasonCalendars, moved)]);
  await approved(restore);
  // 1,872.29 × 107/166.
  expect(await standing()).toEqual([80_241 + 120_684, 0]);
});

test("where a stop costs nothing the charge is only reversed, and made by a restore", async () => {
  await charged();
  await ended();
  const free = { component: STOP_COMPONENT, priceClass: "residential", from: FIRST, to: null };
  const priced = { ...free, id: "b2", price10k: price10k(0), approvedBy: "2" };
  await room.deps.store.commit([insert(tariffs, priced)]);
  await approved(stop);
  expect(await standing()).toEqual([0, 0]);
  await approved(restore);
  // 2,674.70 × 92/151.
  expect(await standing()).toEqual([162_962, 0]);
  await sound();
});

/** The base fee of a stop holds no more in this season. */
async function ended() {
  const former = (await room.deps.store.get(tariffs, "b1"))!;
  await room.deps.store.commit([replace(tariffs, former, { ...former, to: FIRST })]);
}

describe("refused", () => {
  test("without a request, also to finance", async () => {
    const alone = await runCommand(room.deps, caller(), changeStops, await input(stop));
    expect(codeOf(alone)).toBe("approval-needed");
  });

  test("what makes no sense, with nothing written", async () => {
    await charged();
    expect(codeOf(await ask(restore))).toBe("not-stopped");
    expect(codeOf(await ask({ kind: "stop", from: "2025-10-31" }))).toBe("stop-outside-season");
    const stale = { ...(await input(stop)), rev: 0 };
    const seen = await runCommand(room.deps, caller(people.cashier), askStops, stale);
    expect(codeOf(seen)).toBe("changed-meanwhile");
    expect(await stream(room.deps, "h0")).toHaveLength(1);
  });

  test("while another change of that contract is asked for", async () => {
    await asked(stop);
    expect(codeOf(await ask({ kind: "stop", from: "2025-12-01" }))).toBe("request-pending");
  });

  test("where the class has no base fee of a stop: it says which", async () => {
    await charged();
    await ended();
    expect(await ask(stop)).toMatchObject({
      code: "no-stop-rate",
      detail: { season: SEASON, name: "居民" },
    });
  });
});

describe("by the terms of the season", () => {
  const terms = (over: Partial<StopTerms> = {}) => {
    const rule: StopTerms = {
      kind: "stop-terms",
      noticeDays: 10,
      partSeason: true,
      pastPaid: false,
      documents: ["身份证"],
      ...over,
    };
    const row = { code: "terms", zh: "报停条件", en: "Terms", from: "2025-07-01", rule };
    const change = { base: 1, changes: [{ list: "rules", row } as const], reason: "规程" };
    const program = { actor: { kind: "system", id: "p", name: "p" } } as const;
    return done(room.deps, { ...caller(), ...program }, changeCatalogue, change);
  };
  const within: StopAct = { kind: "stop", from: "2025-11-12" };

  test("what comes too late, or within the season, is refused before it is asked", async () => {
    await terms({ partSeason: false });
    expect(codeOf(await ask(within))).toBe("stop-part-season");
    expect(codeOf(await ask(stop))).toBe("stop-too-late");
  });

  test("asked for in time, it is carried out however late it is approved", async () => {
    await terms();
    const { id } = await asked(within);
    room.clock.at += 5 * 86_400_000;
    expect(codeOf(await ask({ kind: "stop", from: "2025-11-13" }))).toBe("stop-too-late");
    expect(codeOf(await room.approve("manager", id))).toBe("ok");
    expect(agreed((await room.deps.store.get(contracts, `h0/${SEASON}`))!).stops).toHaveLength(1);
  });

  test("what is owed of past seasons is paid first", async () => {
    await terms({ pastPaid: true });
    await done(room.deps, caller(), charge, { id: "h0", season: "2024-2025" });
    expect(codeOf(await ask(within))).toBe("stop-past-owed");
  });

  test("a restore has none", async () => {
    await terms();
    await approved(within);
    expect((await ask({ kind: "restore", stop: 1, from: "2025-11-12" })).ok).toBe(true);
  });
});
