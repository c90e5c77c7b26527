import { afterEach, beforeEach, expect, test } from "vitest";
import { STOP_COMPONENT } from "@warmline/shared/catalogue/catalogue.ts";
import { contracts } from "@warmline/shared/households/contract-versions.ts";
import { households, tariffs } from "@warmline/shared/households/model.ts";
import { areaMilli } from "@warmline/shared/kernel/area.ts";
import { fen } from "@warmline/shared/kernel/money.ts";
import { price10k } from "@warmline/shared/kernel/price.ts";
import { onAccountFen, owedFen } from "@warmline/shared/ledger/account.ts";
import { insert } from "@warmline/shared/store/write.ts";
import { runCommand } from "../../platform/commands/run-command.ts";
import { changeCatalogue } from "../catalogue/change-command.ts";
import { codeOf, openApprovalRoom } from "../requests/fixture.ts";
import { charge } from "./charge-commands.ts";
import { onEachEngine } from "./each-engine/testing.ts";
import { relieve, type Relieve } from "./relief-command.ts";
import { changeSpaces } from "./space-commands.ts";
import { changeStops, type StopAct } from "./stop-commands.ts";
import { caller, done, space, storedAccount, stream } from "./testing.ts";
import { verifyJournal } from "./verify.ts";

// 减免重新计算: what was relieved of a charge is relieved of that which takes its place.

const SEASON = "2025-2026";
const why = { evidence: "1号", reason: "实测" };
const program = () => ({
  ...caller(),
  actor: { kind: "system", id: "p", name: "p" } as const,
});

onEachEngine("reliefs of what is charged anew, on %s", (engine) => {
  let room: Awaited<ReturnType<typeof openApprovalRoom>>;
  beforeEach(async () => {
    room = await openApprovalRoom(engine);
    await done(room.deps, caller(), charge, { id: "h0", season: SEASON });
  });
  afterEach(() => room.close());

  const granted = (over: Partial<Relieve>) => {
    const asked = { id: "h0", season: SEASON, relief: "goodwill", ...why, ...over };
    return done(room.deps, program(), relieve, asked);
  };
  async function resize(billing: number, inner = 90_000) {
    const { rev } = (await room.deps.store.get(households, "h0"))!;
    const areas = { billingAreaMilli: areaMilli(billing), innerAreaMilli: areaMilli(inner) };
    const change = { id: "h0", rev, from: "2025-11-15", spaces: [space(areas)] };
    return runCommand(room.deps, program(), changeSpaces, { ...change, basis: "survey", ...why });
  }
  async function stopped(act: StopAct) {
    const { rev } = (await room.deps.store.get(contracts, `h0/${SEASON}`))!;
    const input = { id: "h0", season: SEASON, rev, act, ...why };
    return runCommand(room.deps, program(), changeStops, input);
  }
  async function priceStops(share10k: number) {
    const of = { component: STOP_COMPONENT, priceClass: "residential" };
    const held = { from: "2020-01-01", to: null, approvedBy: "发改价〔2020〕1号" };
    const row = { id: "b1", ...of, ...held, price10k: price10k(share10k) };
    await room.deps.store.commit([insert(tariffs, row)]);
  }
  async function standing() {
    const account = (await storedAccount(room.deps, "h0"))!;
    return [owedFen(account), onAccountFen(account)];
  }
  const kinds = async () => (await stream(room.deps, "h0")).map(({ detail }) => detail.kind);
  const newest = async () => (await stream(room.deps, "h0")).at(-1)!;
  const sound = async () => expect((await verifyJournal(room.deps.store)).findings).toEqual([]);

  test("by amount it stays the same, paid or not, and back it is as before", async () => {
    await granted({ amountFen: fen(50_000) });
    await room.paid(2_000);
    expect(await standing()).toEqual([17_470, 0]);
    expect(codeOf(await resize(98_120))).toBe("ok");
    // 98.12 × 25.85 = 2,536.40.
    expect(await standing()).toEqual([3_640, 0]);
    expect((await kinds()).slice(-4)).toEqual(["reversal", "reversal", "charge", "relief"]);
    expect(codeOf(await resize(103_470))).toBe("ok");
    expect(await standing()).toEqual([17_470, 0]);
    await sound();
  });

  test("several are taken off in the order in which they were granted", async () => {
    await granted({ amountFen: fen(10_000) });
    await granted({ amountFen: fen(20_000), evidence: "2号" });
    await resize(98_120);
    expect(await standing()).toEqual([253_640 - 30_000, 0]);
    const all = await stream(room.deps, "h0");
    expect(all.slice(-2).map(({ lines }) => lines[0]?.amountFen)).toEqual([10_000, 20_000]);
    await sound();
  });

  test("by area it is reckoned by the inner area that holds then", async () => {
    const row = {
      code: "by-area",
      zh: "按面积减免",
      en: "By area",
      borneBy: "county",
      price10k: price10k(20_000),
    } as const;
    const change = { base: 1, changes: [{ list: "reliefs", row }] as const, reason: "县政办" };
    await done(room.deps, program(), changeCatalogue, change);
    await granted({ relief: "by-area" });
    expect(codeOf(await resize(98_120, 85_000))).toBe("ok");
    // 85 m² × 2.00.
    expect(await standing()).toEqual([253_640 - 17_000, 0]);
    expect((await newest()).lines[0]).toMatchObject({ account: "subsidy", partyId: "county" });
    await sound();
  });

  test("by days it is a share of what is charged then, for days with heat", async () => {
    await priceStops(300_000);
    const cold = { from: "2026-01-05", to: "2026-01-08", roomTemperatureDeci: 170 };
    await granted({ relief: "cold-room", cold });
    const before = await standing();
    // Four half days of 151.
    expect(before).toEqual([267_470 - 3_543, 0]);
    await resize(98_120);
    expect(await standing()).toEqual([253_640 - 3_359, 0]);
    await resize(103_470);
    expect(codeOf(await stopped({ kind: "stop", from: "2026-01-07" }))).toBe("ok");
    expect((await newest()).detail).toMatchObject({
      days: { spaces: [{ fullFen: 267_470, dayShares10k: 2 * 500_000 }] },
    });
    const [stop] = (await room.deps.store.get(contracts, `h0/${SEASON}`))!.versions.at(-1)!.stops!;
    const act = { kind: "restore", stop: stop!.number, from: stop!.from } as const;
    expect(codeOf(await stopped(act))).toBe("ok");
    expect(await standing()).toEqual(before);
    await sound();
  });

  test("more than is charged then, or of nothing, it stands in the way", async () => {
    await priceStops(0);
    await granted({ amountFen: fen(200_000) });
    const before = [await standing(), await kinds()];
    expect(codeOf(await resize(60_000))).toBe("relief-stands");
    expect(codeOf(await stopped({ kind: "stop", from: "2025-11-01" }))).toBe("relief-stands");
    expect([await standing(), await kinds()]).toEqual(before);
    await sound();
  });
});
