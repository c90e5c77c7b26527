import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { households, orgNodes, seasons, tariffs } from "@warmline/shared/households/model.ts";
import { price10k } from "@warmline/shared/kernel/price.ts";
import { books, booksId } from "@warmline/shared/ledger/books.ts";
import type { Result } from "@warmline/shared/kernel/result.ts";
import { requests } from "@warmline/shared/requests/model.ts";
import { runExceptions, seasonRuns, type SeasonRun } from "@warmline/shared/seasonruns/model.ts";
import { insert, replace } from "@warmline/shared/store/write.ts";
import { runCommand } from "../../platform/commands/run-command.ts";
import { changeCatalogue } from "../catalogue/change-command.ts";
import { endContract } from "../households/contract-commands.ts";
import { actor, caller, done, storedAccount, stream } from "../ledger/testing.ts";
import { codeOf, openApprovalRoom, people } from "../requests/fixture.ts";
import { beginRun } from "./begin-command.ts";
import { askRunCharge, chargingByRun } from "./charge-request.ts";
import { approved, carryOn, previewed, runOf, SEASON } from "./fixture.ts";
import { dropRun, pauseRun, resumeRun } from "./steer-commands.ts";
import { askRunUndo, undoingRun } from "./undo-request.ts";

let room: Awaited<ReturnType<typeof openApprovalRoom>>;
beforeEach(async () => {
  room = await openApprovalRoom();
});
afterEach(() => room.close());

const finance = () => caller(people.finance);
const begin = (season = SEASON, branchIds?: readonly string[]) =>
  runCommand(room.deps, finance(), beginRun(room.deps), { season, branchIds });
const reason = "出账";

async function standing(over: Partial<SeasonRun>): Promise<SeasonRun> {
  const { id } = await previewed(room);
  const run = await runOf(room.deps, id);
  await room.deps.store.commit([replace(seasonRuns, run, { ...run, ...over })]);
  return runOf(room.deps, id);
}

const STANDINGS: Readonly<Record<string, Partial<SeasonRun>>> = {
  previewing: { state: "previewing" },
  "previewing, paused": { state: "previewing", paused: "person" },
  previewed: {},
  running: { state: "running" },
  "running, paused": { state: "running", paused: "person" },
  done: { state: "done" },
  undoing: { state: "undoing" },
  undone: { state: "undone" },
  dropped: { state: "dropped" },
};

type Act = (run: SeasonRun) => Promise<Result<unknown, string>>;
const ACTS: Readonly<Record<string, Act>> = {
  charge: (run) => runCommand(room.deps, finance(), askRunCharge, { ...run, reason }),
  undo: (run) => runCommand(room.deps, finance(), askRunUndo, { ...run, reason }),
  pause: (run) => runCommand(room.deps, finance(), pauseRun, run),
  resume: (run) => runCommand(room.deps, finance(), resumeRun, run),
  drop: (run) => runCommand(room.deps, finance(), dropRun, run),
};

const NOT = {
  charge: "run-not-previewed",
  undo: "run-not-charged",
  pause: "run-not-working",
  resume: "run-not-paused",
  drop: "run-not-previewed",
};

test.each([
  // charge, undo, pause, resume, drop
  ["previewing", "..x.x"],
  ["previewing, paused", "...xx"],
  ["previewed", "x...x"],
  ["running", "..x.."],
  ["running, paused", ".x.x."],
  ["done", ".x..."],
  ["undoing", "..x.."],
  ["undone", "....."],
  ["dropped", "....."],
])("what may be done with a run that is %s", async (name, may) => {
  const acts = Object.entries(ACTS);
  for (const [place, [act, carryOut]] of acts.entries()) {
    const run = await standing(STANDINGS[name]!);
    const answer = codeOf(await carryOut(run));
    expect(answer, act).toBe(may[place] === "x" ? "ok" : NOT[act as keyof typeof NOT]);
    await room.deps.store.commit([
      replace(seasonRuns, await runOf(room.deps, run.id), { ...run, state: "dropped" }),
    ]);
  }
});

describe("beginning", () => {
  test.each<[string, () => Promise<Result<unknown, string>>]>([
    ["season-unknown", () => begin("2031-2032")],
    ["branch-unknown", () => begin(SEASON, ["branch-2", "hall-xicheng"])],
    ["season-run-open", async () => (await begin(), begin())],
    [
      "out-of-scope",
      () => {
        const branch = actor(["finance"], { kind: "branch", branchId: "branch-1" });
        return runCommand(room.deps, caller(branch), beginRun(room.deps), { season: SEASON });
      },
    ],
    ["ok", () => begin(SEASON, ["branch-2"])],
  ])("%s", async (code, act) => {
    expect(codeOf(await act())).toBe(code);
  });
});

describe("nobody does it alone", () => {
  test.each([
    ["charge", chargingByRun.command, {}],
    ["undo", undoingRun.command, { state: "done" as const }],
  ])("%s without a request is refused", async (_, command, over) => {
    const run = await standing(over);
    const asked = { id: run.id, rev: run.rev, reason };
    const result = await runCommand(
      room.deps,
      finance(),
      command as typeof chargingByRun.command,
      asked,
    );
    expect(codeOf(result)).toBe("approval-needed");
  });

  test("and nobody approves what they asked for; asked twice it waits once", async () => {
    const { id, rev } = await previewed(room);
    const asked = await done(room.deps, finance(), askRunCharge, { id, rev, reason });
    expect(codeOf(await room.approve("finance", asked.id))).toBe("own-request");
    const again = await runCommand(room.deps, finance(), askRunCharge, { id, rev, reason });
    expect(codeOf(again)).toBe("request-pending");
  });
});

/** A price, a rule, a season that is another than the preview's. */
const CHANGES: Readonly<Record<string, () => Promise<unknown>>> = {
  "the price is corrected": async () => {
    const tariff = (await room.deps.store.get(tariffs, "t1"))!;
    const dearer = { ...tariff, price10k: price10k(300_000) };
    return room.deps.store.commit([replace(tariffs, tariff, dearer)]);
  },
  "the season is moved": async () => {
    const season = (await room.deps.store.get(seasons, SEASON))!;
    return room.deps.store.commit([replace(seasons, season, { ...season, days: 150 })]);
  },
  "whole yuan are charged": () => {
    const row = { code: "whole", zh: "整元", en: "Whole", from: "2025-09-01" };
    const changes = [{ list: "rules", row: { ...row, rule: { kind: "whole-yuan" } } }] as const;
    const system = { kind: "system", id: "test", name: "test" } as const;
    const by = { actor: system, origin: "test", language: "zh" } as const;
    return done(room.deps, by, changeCatalogue, { base: 1, changes, reason });
  },
};

test.each(Object.keys(CHANGES))(
  "when %s a request goes back, and so does a new one",
  async (what) => {
    const { id, rev } = await previewed(room);
    const asked = await done(room.deps, finance(), askRunCharge, { id, rev, reason });
    await CHANGES[what]!();
    await room.approve("second", asked.id);
    const request = await room.deps.store.get(requests, asked.id);
    expect(request).toMatchObject({ state: "changed", why: "run-outdated" });
    const anew = await runCommand(room.deps, finance(), askRunCharge, { id, rev, reason });
    expect(codeOf(anew)).toBe("run-outdated");
    expect((await runOf(room.deps, id)).state).toBe("previewed");
  },
);

describe("who is left out", () => {
  const exceptions = (runId: string) =>
    room.deps.store.find(runExceptions, { index: "byNumber", where: { runId } });

  test("a preview without contract or price lists them, and charges nobody by it", async () => {
    const ended = { id: "h0", season: SEASON, rev: 1, reason: "拆迁" };
    await done(room.deps, finance(), endContract, ended);
    const tariff = (await room.deps.store.get(tariffs, "t1"))!;
    await room.deps.store.commit([replace(tariffs, tariff, { ...tariff, to: tariff.from })]);
    const { id, rev, preview } = await previewed(room);
    expect(preview).toMatchObject({ households: 0, exceptions: 2 });
    expect(
      (await exceptions(id)).map(({ number, code, during }) => [number, code, during]),
    ).toEqual([
      ["100000000", "no-contract", "preview"],
      ["100000001", "no-tariff", "preview"],
    ]);
    const asked = await runCommand(room.deps, finance(), askRunCharge, { id, rev, reason });
    expect(codeOf(asked)).toBe("run-charges-nobody");
  });

  test("an amount that changed since is not charged, and says both", async () => {
    const { id } = await previewed(room);
    await approved(room, id, "charge");
    await CHANGES["the price is corrected"]!();
    expect((await carryOn(room.deps, id)).state).toBe("done");
    expect(await exceptions(id)).toMatchObject([
      {
        code: "changed-since-preview",
        detail: { approved: 267_470, now: 310_410 },
        during: "charging",
      },
      { code: "changed-since-preview" },
    ]);
    expect(await stream(room.deps, "h0")).toEqual([]);
  });

  test("a household of another branch is not looked at", async () => {
    const home = (await room.deps.store.get(households, "h0"))!;
    const there = { ...home, place: { ...home.place, branchId: "branch-2" } };
    await room.deps.store.commit([replace(households, home, there)]);
    const { preview, reach } = await previewed(room, ["branch-2"]);
    expect([reach, preview?.households]).toEqual([1, 1]);
    expect(preview?.totals.map(({ branchId }) => branchId)).toEqual(["branch-2"]);
  });
});

test("a closed day lets the run wait; resumed the next day it goes on", async () => {
  const { id } = await previewed(room);
  await approved(room, id, "charge");
  const closed = { office: "city", day: "2025-11-01", state: "closed", closings: [] } as const;
  const booksOf = insert(books, { id: booksId("city", closed.day), ...closed });
  await room.deps.store.commit([booksOf]);
  expect(await carryOn(room.deps, id)).toMatchObject({ state: "running", paused: "day-closed" });
  expect(await storedAccount(room.deps, "h0")).toBeNull();
  room.clock.at += 86_400_000;
  await done(room.deps, finance(), resumeRun, { id });
  expect((await carryOn(room.deps, id)).state).toBe("done");
  const [entry] = await stream(room.deps, "h0");
  expect(entry?.bookedOn).toBe("2025-11-02");
});

test("paused it charges nobody more, and may be undone", async () => {
  const { id } = await previewed(room);
  await approved(room, id, "charge");
  await done(room.deps, finance(), pauseRun, { id });
  expect((await carryOn(room.deps, id)).state).toBe("running");
  expect(await storedAccount(room.deps, "h0")).toBeNull();
  await approved(room, id, "undo");
  expect((await carryOn(room.deps, id)).state).toBe("undone");
  expect(await storedAccount(room.deps, "h0")).toBeNull();
});

test("an org node that is no branch has no run", async () => {
  const city = { id: "x", kind: "station", name: "x", parentId: null, path: ["x"] } as const;
  await room.deps.store.commit([insert(orgNodes, city)]);
  expect(codeOf(await begin(SEASON, ["x"]))).toBe("branch-unknown");
});
