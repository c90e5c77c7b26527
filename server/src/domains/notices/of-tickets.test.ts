import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { homeTickets } from "@warmline/shared/hall/home-ticket.ts";
import { notices } from "@warmline/shared/notices/model.ts";
import { replace } from "@warmline/shared/store/write.ts";
import { runCommand } from "../../platform/commands/run-command.ts";
import { openChat } from "../conversations/fixture.ts";
import { callNext } from "../hall/call-commands.ts";
import { openCounter } from "../hall/counter-commands.ts";
import { counterStaff, ENGINES, kiosk, openHall, type HallFixture } from "../hall/fixture.ts";
import { takeNumber } from "../hall/index.ts";
import { finish, serveTicket } from "../hall/ticket-commands.ts";
import { raiseOfTickets } from "./of-tickets.ts";
import { NOTIFIER } from "./raise-command.ts";
import { sendCommand } from "./send-command.ts";

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const ONE = { id: "counter-1" };
const staff = counterStaff("s1");
const CHAT = "official:zhang";

describe.for(ENGINES.filter(({ missing }) => !missing))("on $engine", ({ engine }) => {
  let hall: HallFixture;
  beforeEach(async () => {
    hall = await openHall({ engine });
    await runCommand(hall.deps, staff, openCounter, ONE);
  });
  afterEach(() => hall.close());

  /** So many come to the hall. */
  async function come(people: number): Promise<void> {
    const input = { hallId: "hall", serviceId: "A", priority: "normal", language: "zh" } as const;
    for (let n = 0; n < people; n += 1) {
      const taken = await runCommand(hall.deps, kiosk(`k-${n}`), takeNumber, input);
      expect(taken.ok).toBe(true);
      hall.clock.at += 1_000;
    }
  }
  async function takeFromHome() {
    const say = await openChat(hall.deps, "zhang");
    await say("取号");
    await say("缴费");
    hall.clock.at += 1_000;
    return say;
  }
  /** The one in hand is served, and the next one called: whose number it is. */
  async function next(): Promise<string | undefined> {
    await runCommand(hall.deps, staff, serveTicket, ONE);
    await runCommand(hall.deps, staff, finish, ONE);
    hall.clock.at += 1_000;
    const called = await runCommand(hall.deps, staff, callNext, ONE);
    return called.ok ? called.value.ticket?.label : called.code;
  }
  /** All that the log says, from its beginning, as after a crash. */
  const follow = async (deps = hall.deps) => raiseOfTickets(deps, await deps.store.read(0, 10_000));
  const told = async () => {
    const due = { index: "byState", where: { state: "due" } } as const;
    const found = await hall.deps.store.find(notices, due);
    return found.map(({ chatId, about }) => ({ chatId, ...about }));
  };
  const home = () => hall.deps.store.get(homeTickets, CHAT);

  test("that three are ahead, and that it is called, once however often it is read", async () => {
    await come(5);
    await takeFromHome();
    expect(await follow()).toBe(0);
    expect(await next()).toBe("A001");
    expect(await follow()).toBe(0);
    expect(await next()).toBe("A002");
    const nodes = [hall.deps, await hall.another()];
    await Promise.all(nodes.map((deps) => follow(deps)));
    const near = { chatId: CHAT, kind: "ticket-near", label: "A006", ahead: 3, hall: "西城" };
    expect(await told()).toMatchObject([near]);
    for (const label of ["A003", "A004", "A005"]) {
      expect(await next()).toBe(label);
      expect(await follow()).toBe(0);
    }
    expect(await next()).toBe("A006");
    await Promise.all(nodes.map((deps) => follow(deps)));
    const called = { chatId: CHAT, kind: "ticket-called", label: "A006", counter: 1 };
    expect((await told()).toSorted((a, b) => (a.kind < b.kind ? 1 : -1))).toMatchObject([
      near,
      called,
    ]);
    expect(await home()).toMatchObject({ notice: "told" });
    // Whoever died between raising and marking reads it once more.
    await hall.deps.store.commit([
      replace(homeTickets, (await home())!, { ...(await home())!, notice: "asked" }),
    ]);
    expect(await follow()).toBe(0);
    expect(await home()).toMatchObject({ notice: "told" });
  });

  test("who is near when they take it is told only that it is called", async () => {
    await come(3);
    await takeFromHome();
    expect(await home()).toMatchObject({ notice: "near" });
    expect(await follow()).toBe(0);
    for (let n = 0; n < 4; n += 1) await next();
    expect(await follow()).toBe(1);
    expect(await told()).toMatchObject([{ kind: "ticket-called", label: "A004" }]);
  });

  test("nothing is told of what was given back, or is served already", async () => {
    await come(5);
    const say = await takeFromHome();
    await say("取消排号");
    await next();
    await next();
    expect(await follow()).toBe(0);
    await takeFromHome();
    expect(await home()).toMatchObject({ notice: "near" });
    while ((await next()) !== "A007");
    await runCommand(hall.deps, staff, serveTicket, ONE);
    expect(await follow()).toBe(0);
    expect(await told()).toEqual([]);
    expect(await home()).toMatchObject({ notice: "told" });
  });

  test("what holds no more when it would be sent is sent by no way", async () => {
    await come(5);
    await takeFromHome();
    await next();
    await next();
    await follow();
    const [near] = await hall.deps.store.find(notices, {
      index: "byState",
      where: { state: "due" },
    });
    while ((await next()) !== "A006");
    const id = near?.id ?? "";
    await runCommand(hall.deps, NOTIFIER, sendCommand(hall.deps.config), { id });
    // Of a number that still waits it would say that the chat cannot be written to here.
    expect(await hall.deps.store.get(notices, id)).toMatchObject({ state: "dropped", tried: [] });
  });
});
