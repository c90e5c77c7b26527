import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { audit } from "@warmline/shared/audit/model.ts";
import { formatInstant } from "@warmline/shared/kernel/time.ts";
import { runCommand } from "../../platform/commands/run-command.ts";
import { setProfile } from "./arrangement-commands.ts";
import { openCounter, pauseCounter } from "./counter-commands.ts";
import { counterStaff, ENGINES, kiosk, openHall, type HallFixture } from "./fixture.ts";
import { hallsNow } from "./halls-now.ts";
import { takeNumber } from "./take-number.ts";
import { hallViews } from "./views.ts";

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const manager = counterStaff("m1", ["hall-manager"]);
const HOURS = { opensMinute: 600, closesMinute: 960, weekdays: [6, 1, 1] };
const profile = { hallId: "hall", address: "解放路88号", hours: HOURS };

describe.for(ENGINES.filter(({ missing }) => !missing))("on $engine", ({ engine }) => {
  let hall: HallFixture;
  beforeEach(async () => {
    hall = await openHall({ engine });
  });
  afterEach(() => hall.close());

  const set = (input: object) =>
    runCommand(hall.deps, manager, setProfile, { ...profile, rev: 0, ...input });
  const now = () => hallsNow(hall.deps.store, hall.deps.clock.now());
  const ofHall = async () => (await now()).find(({ id }) => id === "hall");

  test("hours and address are told from then on; without them the city's week holds", async () => {
    // Monday, nine o'clock.
    expect(await ofHall()).toMatchObject({ name: "西城", address: null });
    expect(formatInstant((await ofHall())?.opening?.opensAt ?? hall.deps.clock.now())).toBe(
      "2026-11-23 08:30",
    );
    expect(await set({})).toMatchObject({
      ok: true,
      value: { rev: 1, hours: { ...HOURS, weekdays: [1, 6] } },
    });
    const told = await ofHall();
    expect(told?.address).toBe("解放路88号");
    expect(told?.opening && formatInstant(told.opening.opensAt)).toBe("2026-11-23 10:00");
    const other = (await now()).find(({ id }) => id === "other-hall");
    expect(other?.opening && formatInstant(other.opening.opensAt)).toBe("2026-11-23 08:30");

    expect(await set({})).toMatchObject({ ok: false, code: "changed-meanwhile" });
    expect(await set({ rev: 1, address: null, hours: null })).toMatchObject({ ok: true });
    const back = await ofHall();
    expect(back?.address).toBeNull();
    expect(back?.opening && formatInstant(back.opening.opensAt)).toBe("2026-11-23 08:30");
    const trail = await hall.deps.store.find(audit, {
      index: "byCommand",
      where: { command: "hall.set-profile" },
    });
    expect(trail).toHaveLength(2);
  });

  test("a hall is arranged by its own manager alone, and only a hall", async () => {
    expect(await set({ hallId: "other-hall" })).toMatchObject({ ok: false, code: "out-of-scope" });
    const city = counterStaff("m2", ["hall-manager"], { kind: "city" });
    const none = runCommand(hall.deps, city, setProfile, { ...profile, rev: 0, hallId: "head" });
    expect(await none).toMatchObject({ ok: false, code: "not-found" });
  });

  test("people who wait and counters that call are those of this moment", async () => {
    for (const key of ["k1", "k2"]) {
      const input = { hallId: "hall", serviceId: "A", priority: "normal" } as const;
      await runCommand(hall.deps, kiosk(key), takeNumber, input);
    }
    await runCommand(hall.deps, counterStaff("s1"), openCounter, { id: "counter-1" });
    await runCommand(hall.deps, counterStaff("s2"), openCounter, { id: "counter-2" });
    expect(await ofHall()).toMatchObject({ waiting: 2, openCounters: 2 });
    await runCommand(hall.deps, counterStaff("s2"), pauseCounter, { id: "counter-2" });
    expect(await ofHall()).toMatchObject({ waiting: 2, openCounters: 1 });
    expect((await now()).find(({ id }) => id === "other-hall")).toMatchObject({
      waiting: 0,
      openCounters: 0,
    });
    // What was left overnight is of yesterday.
    hall.clock.at += 86_400_000;
    expect(await ofHall()).toMatchObject({ waiting: 0, openCounters: 0 });
  });

  test("the staff's screen shows it, the televisions do not", async () => {
    await set({});
    const shown = async (name: string) => {
      const view = hallViews(hall.deps).find((one) => one.view.name === name);
      return JSON.stringify(await view?.snapshot(`${name}/hall`));
    };
    expect(await shown("hall")).toContain("解放路88号");
    expect(await shown("board")).not.toContain("解放路88号");
  });
});
