import { randomUUID } from "node:crypto";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { homeTickets } from "@warmline/shared/hall/home-ticket.ts";
import { numberSeries, queueTickets } from "@warmline/shared/hall/model.ts";
import { runCommand } from "../../platform/commands/run-command.ts";
import type { Deps } from "../../platform/deps.ts";
import { setServiceActive } from "../hall/arrangement-commands.ts";
import { callNext } from "../hall/call-commands.ts";
import { openCounter } from "../hall/counter-commands.ts";
import { counterStaff, ENGINES, openHall, type HallFixture } from "../hall/fixture.ts";
import { noShow } from "../hall/ticket-commands.ts";
import { openChat } from "./fixture.ts";

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const HOUR = 3_600_000;
const ONE = { id: "counter-1" };
const staff = counterStaff("s1");
const manager = counterStaff("m1", ["hall-manager"]);

describe.for(ENGINES.filter(({ missing }) => !missing))("on $engine", ({ engine }) => {
  let hall: HallFixture;
  beforeEach(async () => {
    hall = await openHall({ engine });
    await runCommand(hall.deps, staff, openCounter, ONE);
  });
  afterEach(() => hall.close());

  const chat = (userId: string, deps: Deps = hall.deps) => openChat(deps, userId);
  const tickets = () =>
    hall.deps.store.find(queueTickets, { index: "byDay", where: { hallId: "hall" } });

  test("a number is taken like any other, told, kept with the chat and given back", async () => {
    const say = await chat("zhang");
    expect(await say("取号")).toContain("1. 缴费（0人等候）2. 报停复热（0人等候）");
    const turn = randomUUID();
    expect(await say("1", turn)).toMatch(/^已为您取号：A001，西城，缴费，前面还有0位。/);
    // The same message once more is the same number.
    expect(await say("1", turn)).toContain("A001");
    expect(await tickets()).toMatchObject([
      { label: "A001", state: "waiting", priority: "normal", language: "zh" },
    ]);
    const other = await chat("li");
    await other("西城取号");
    expect(await other("缴费")).toContain("A002，西城，缴费，前面还有1位");
    expect(await other("前面还有几个人")).toContain("您已在西城取号A002，前面还有1位");

    expect(await say("取消排号")).toMatch(/^已取消A001号。/);
    expect((await tickets()).map(({ state }) => state)).toEqual(["voided", "waiting"]);
    expect(await say("取消排号")).toContain("您没有在排的号");
    expect(await other("取号")).toContain("前面还有0位");
    expect(await runCommand(hall.deps, staff, callNext, ONE)).toMatchObject({
      value: { ticket: { label: "A002" } },
    });
    expect(await other("取消排号")).toContain("A002号已经叫到，请到1号窗口");
  });

  test("called while nobody is there it is missed as any, and they may take another", async () => {
    const say = await chat("zhang");
    await say("取号");
    await say("缴费");
    await runCommand(hall.deps, staff, callNext, ONE);
    await runCommand(hall.deps, staff, noShow, ONE);
    expect((await tickets())[0]).toMatchObject({ state: "no-show" });
    await say("取号");
    expect(await say("缴费")).toContain("A002");
  });

  test("one number a person, three a day and hall, none outside opening hours", async () => {
    const say = await chat("zhang");
    for (const label of ["A001", "A002", "A003"]) {
      await say("取号");
      expect(await say("缴费")).toContain(label);
      expect(await say("取号")).toContain(`您已在西城取号${label}`);
      await say("取消排号");
    }
    expect(await say("取号")).toContain("您今天取号次数已满");
    const late = await chat("late");
    hall.clock.at += 9 * HOUR;
    expect(await late("取号")).toContain("现在没有可以取号的营业厅");
    expect(await tickets()).toHaveLength(3);
    const kept = await hall.deps.store.get(homeTickets, "official:zhang");
    expect(kept).toMatchObject({ notice: "none", taken: [{}, {}, {}] });
    hall.clock.at += 16 * HOUR;
    expect(await (await chat("zhang"))("取号")).toContain("请选择要办的业务");
  });

  test("what stopped giving numbers meanwhile, or closed, gives none", async () => {
    const say = await chat("zhang");
    await say("取号");
    await runCommand(hall.deps, manager, setServiceActive, { id: "A", active: false });
    expect(await say("缴费")).toContain("抱歉，刚才的业务没有办成");
    const late = await chat("late");
    await late("取号");
    hall.clock.at += 9 * HOUR;
    expect(await late("报停复热")).toContain("抱歉，刚才的业务没有办成");
    expect(await tickets()).toEqual([]);
  });

  test("many at once on two nodes are given numbers of their own, without a gap", async () => {
    const nodes = [hall.deps, await hall.another()];
    const people = await Promise.all(
      Array.from({ length: 8 }, (_, index) => chat(`p${index}`, nodes[index % 2])),
    );
    for (const say of people) await say("取号");
    const told = await Promise.all(people.map((say) => say("缴费")));
    const labels = new Set(told.map((text) => /A\d{3}/.exec(text)?.[0]));
    expect(labels).toEqual(new Set(Array.from({ length: 8 }, (_, index) => `A00${index + 1}`)));
    const series = await hall.deps.store.get(numberSeries, "hall/2026-11-23/A");
    expect(series?.last).toBe(8);
  });
});
