import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { carryForwards, type CarryForward } from "@warmline/shared/carryforwards/model.ts";
import type { CityDate } from "@warmline/shared/kernel/time.ts";
import { fen } from "@warmline/shared/kernel/money.ts";
import type { Result } from "@warmline/shared/kernel/result.ts";
import { books, booksId } from "@warmline/shared/ledger/books.ts";
import { requests } from "@warmline/shared/requests/model.ts";
import { insert, replace } from "@warmline/shared/store/write.ts";
import { runCommand } from "../../platform/commands/run-command.ts";
import { pay } from "../ledger/payment-commands.ts";
import { actor, caller, done, paying } from "../ledger/testing.ts";
import { codeOf, openApprovalRoom, people } from "../requests/fixture.ts";
import { beginCarry } from "./begin-command.ts";
import {
  approved,
  begun,
  carryOf,
  carryOn,
  nextDay,
  reckoned,
  sealedAt,
  type Room,
} from "./fixture.ts";
import { askSeal, sealing } from "./seal-request.ts";
import { dropCarry, pauseCarry, resumeCarry } from "./steer-commands.ts";
import { askWithdrawal, withdrawing } from "./withdraw-request.ts";

const FIRST = "2025-11-01";
const reason = "年度结转";

let room: Room;
beforeEach(async () => {
  room = await openApprovalRoom();
  nextDay(room);
});
afterEach(() => room.close());

const finance = () => caller(people.finance);
const begin = (day: CityDate) => runCommand(room.deps, finance(), beginCarry(room.deps), { day });

async function standing(over: Partial<CarryForward>): Promise<CarryForward> {
  const { id } = await reckoned(room, FIRST);
  const carry = await carryOf(room.deps, id);
  await room.deps.store.commit([replace(carryForwards, carry, { ...carry, ...over })]);
  return carryOf(room.deps, id);
}

const STANDINGS: Readonly<Record<string, Partial<CarryForward>>> = {
  reckoning: { state: "reckoning" },
  "reckoning, paused": { state: "reckoning", paused: true },
  reckoned: {},
  sealed: { state: "sealed" },
  withdrawn: { state: "withdrawn" },
  dropped: { state: "dropped" },
};

type Act = (carry: CarryForward) => Promise<Result<unknown, string>>;
const ACTS: Readonly<Record<string, Act>> = {
  pause: (carry) => runCommand(room.deps, finance(), pauseCarry, carry),
  resume: (carry) => runCommand(room.deps, finance(), resumeCarry, carry),
  drop: (carry) => runCommand(room.deps, finance(), dropCarry, carry),
  seal: (carry) => runCommand(room.deps, finance(), askSeal, { ...carry, reason }),
  withdraw: (carry) => runCommand(room.deps, finance(), askWithdrawal, { ...carry, reason }),
};

const NOT: Readonly<Record<string, string>> = {
  pause: "carry-not-working",
  resume: "carry-not-paused",
  drop: "carry-sealed",
  seal: "carry-not-reckoned",
  withdraw: "carry-not-sealed",
};
const MAY: Readonly<Record<string, readonly string[]>> = {
  reckoning: ["pause", "drop"],
  "reckoning, paused": ["resume", "drop"],
  reckoned: ["drop", "seal"],
  sealed: ["withdraw"],
  withdrawn: [],
  dropped: [],
};

describe.each(Object.keys(STANDINGS))("one that is %s", (state) => {
  test.each(Object.keys(ACTS))("%s", async (act) => {
    const carry = await standing(STANDINGS[state]!);
    const expected = MAY[state]!.includes(act) ? "ok" : NOT[act];
    expect(codeOf(await ACTS[act]!(carry))).toBe(expected);
  });
});

test.each(Object.keys(ACTS))("%s of one that is not there", async (act) => {
  const none = { id: "none", rev: 1 } as CarryForward;
  expect(codeOf(await ACTS[act]!(none))).toBe("not-found");
});

/** Money comes to the hall on the day before, and the hall keeps books since then. */
async function hallKeepsBooks(state: "open" | "closed"): Promise<void> {
  const office = "hall-xicheng";
  const paidNow = paying("h0", fen(100), { method: "card" });
  await done(room.deps, caller(people.cashier), pay, paidNow);
  const day = nextDay(room);
  const first = { office, day: FIRST, state: "closed", closings: [] } as const;
  await room.deps.store.commit([
    insert(books, { id: booksId(office, FIRST), ...first }),
    ...(state === "closed" ? [insert(books, { ...first, id: booksId(office, day), day })] : []),
  ]);
}

describe("beginning", () => {
  test.each<[string, () => Promise<Result<unknown, string>>]>([
    ["day-not-past", () => begin("2025-11-02")],
    ["day-not-past", () => begin("2031-12-31")],
    ["carry-open", async () => (await begin(FIRST), begin(FIRST))],
    ["carry-open", async () => (await reckoned(room, FIRST), begin(FIRST))],
    ["day-carried", async () => (await sealedAt(room, FIRST), begin(FIRST))],
    ["day-carried", async () => (await sealedAt(room, FIRST), begin("2025-10-31"))],
    ["days-open", async () => (await hallKeepsBooks("open"), begin("2025-11-02"))],
    ["ok", async () => (await hallKeepsBooks("open"), begin(FIRST))],
    ["ok", async () => (await hallKeepsBooks("closed"), begin("2025-11-02"))],
    [
      "out-of-scope",
      () => {
        const branch = actor(["finance"], { kind: "branch", branchId: "branch-1" });
        return runCommand(room.deps, caller(branch), beginCarry(room.deps), { day: FIRST });
      },
    ],
    ["ok", () => begin(FIRST)],
  ])("%s", async (code, act) => {
    expect(codeOf(await act())).toBe(code);
  });

  test("the days that are open are named with their hall", async () => {
    await hallKeepsBooks("open");
    expect(await begin("2025-11-02")).toMatchObject({
      detail: { count: 1, days: "2025-11-02 西城大厅" },
    });
  });
});

describe("nobody does it alone", () => {
  test.each([
    ["seal", sealing.command, {}],
    ["withdraw", withdrawing.command, { state: "sealed" as const }],
  ])("%s without a request is refused", async (_, command, over) => {
    const { id, rev } = await standing(over);
    const asked = { id, rev, reason };
    const result = await runCommand(room.deps, finance(), command as typeof sealing.command, asked);
    expect(codeOf(result)).toBe("approval-needed");
  });

  test("and nobody approves what they asked for; asked twice it waits once", async () => {
    const { id, rev } = await reckoned(room, FIRST);
    const asked = await done(room.deps, finance(), askSeal, { id, rev, reason });
    expect(codeOf(await room.approve("finance", asked.id))).toBe("own-request");
    const again = await runCommand(room.deps, finance(), askSeal, { id, rev, reason });
    expect(codeOf(again)).toBe("request-pending");
  });
});

test("a day that is reopened before the seal sends the request back", async () => {
  await hallKeepsBooks("closed");
  const { id, rev } = await reckoned(room, "2025-11-02");
  const asked = await done(room.deps, finance(), askSeal, { id, rev, reason });
  const { store } = room.deps;
  const day = (await store.get(books, booksId("hall-xicheng", "2025-11-02")))!;
  await store.commit([replace(books, day, { ...day, state: "open" })]);
  await room.approve("second", asked.id);
  expect(await store.get(requests, asked.id)).toMatchObject({ state: "changed", why: "days-open" });
  expect((await carryOf(room.deps, id)).state).toBe("reckoned");
});

test("one that follows a withdrawn one is not sealed", async () => {
  const first = await sealedAt(room, FIRST);
  const { id, rev } = await reckoned(room, nextDay(room));
  const { store } = room.deps;
  const before = await carryOf(room.deps, first.id);
  await store.commit([replace(carryForwards, before, { ...before, state: "withdrawn" })]);
  const result = await runCommand(room.deps, finance(), askSeal, { id, rev, reason });
  expect(codeOf(result)).toBe("carry-outdated");
});

test.each(["reckoned", "sealed"])(
  "only the newest is withdrawn: not one that another %s one follows",
  async (state) => {
    const first = await sealedAt(room, FIRST);
    const { id } = await reckoned(room, nextDay(room));
    if (state === "sealed") await approved(room, id, "seal");
    const input = { id: first.id, rev: first.rev, reason };
    const result = await runCommand(room.deps, finance(), askWithdrawal, input);
    expect(codeOf(result)).toBe("carry-followed");
  },
);

test("paused it makes no more chunks; resumed it goes on where it stood", async () => {
  const id = await begun(room.deps, FIRST);
  await done(room.deps, finance(), pauseCarry, { id });
  expect(await carryOn(room.deps, id)).toMatchObject({ state: "reckoning", paused: true });
  await done(room.deps, finance(), resumeCarry, { id });
  expect((await carryOn(room.deps, id)).state).toBe("reckoned");
});
