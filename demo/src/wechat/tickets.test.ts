import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { callNext } from "@warmline/server/domains/hall/call-commands.ts";
import { openCounter } from "@warmline/server/domains/hall/counter-commands.ts";
import { counterStaff, furnishHall, kiosk } from "@warmline/server/domains/hall/fixture.ts";
import { takeNumber } from "@warmline/server/domains/hall/index.ts";
import { finish, serveTicket } from "@warmline/server/domains/hall/ticket-commands.ts";
import { onEachEngine } from "@warmline/server/engines-fixture.ts";
import { runCommand } from "@warmline/server/platform/commands/run-command.ts";
import { hallProfiles } from "@warmline/shared/hall/profile.ts";
import { notices } from "@warmline/shared/notices/model.ts";
import { insert } from "@warmline/shared/store/write.ts";
import { openOfficialPlatform, type OfficialPlatform } from "./contract/official.ts";
import { openChatRoom, SLOW, type ChatRoom } from "./contract/room.ts";

// A MongoDB just started takes its time over the first collections.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const DAY_MS = 86_400_000;
const NOON_IN_CITY = 4 * 3_600_000;
const ONE = { id: "counter-1" };
const staff = counterStaff("s1");

onEachEngine((settings) => {
  let on: ChatRoom<OfficialPlatform>;
  const deps = () => on.server().deps;
  const next = async () => {
    await runCommand(deps(), staff, serveTicket, ONE);
    await runCommand(deps(), staff, finish, ONE);
    await runCommand(deps(), staff, callNext, ONE);
  };

  beforeAll(async () => {
    on = await openChatRoom(settings, await openOfficialPlatform());
    // Noon, so that the hall is open and stays so.
    deps().advance(DAY_MS - (deps().clock.now() % DAY_MS) + NOON_IN_CITY);
    await furnishHall(deps().store, 1);
    const hours = { opensMinute: 0, closesMinute: 1_439, weekdays: [0, 1, 2, 3, 4, 5, 6] };
    await deps().store.commit([insert(hallProfiles, { id: "hall", hallId: "hall", hours })]);
    await runCommand(deps(), staff, openCounter, ONE);
  });
  afterAll(() => on.close());

  test("a number from home: that it is near, and called, unless switched off", async () => {
    const input = { hallId: "hall", serviceId: "A", priority: "normal", language: "zh" } as const;
    for (let n = 0; n < 4; n += 1) await runCommand(deps(), kiosk(`k${n}`), takeNumber, input);
    await on.talk("t-told", "你好", "取号");
    expect(await on.talk("t-told", "缴费")).toMatch(/A005.*前面还有4位[^]*前面还有3位时和叫到您时/);
    await on.talk("t-muted", "退订", "5", "6", "取号");
    expect(await on.talk("t-muted", "缴费")).toContain("A006");
    expect(on.answers("t-muted").at(-1)).not.toContain("叫到您时");
    await next();
    await expect.poll(() => on.answers("t-told").at(-1), SLOW).toContain("A005 号前面还有 3 位");
    for (let n = 0; n < 4; n += 1) await next();
    await expect
      .poll(() => on.answers("t-told").at(-1), SLOW)
      .toContain("您的 A005 号已经叫到，请到西城 1 号窗口");
    await next();
    const dropped = { index: "byState", where: { state: "dropped" } } as const;
    await expect
      .poll(() => deps().store.find(notices, dropped), SLOW)
      .toMatchObject(
        ["ticket-near", "ticket-called"].map((kind) => ({
          about: { kind, label: "A006" },
          tried: [{ why: "muted" }],
        })),
      );
    expect(on.answers("t-muted").filter((text) => text.includes("叫到"))).toEqual([]);
  });
});
