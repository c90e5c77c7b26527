import { afterEach, beforeEach, expect, test } from "vitest";
import { counters, hallServices, queueTickets } from "@warmline/shared/hall/model.ts";
import type { Actor } from "@warmline/shared/access/actor.ts";
import { runCommand } from "../../platform/commands/run-command.ts";
import type { LiveView } from "../../platform/realtime/view.ts";
import { callNext } from "./call-commands.ts";
import { openCounter } from "./counter-commands.ts";
import { counterStaff, kiosk, openHall, type HallFixture } from "./fixture.ts";
import { takeNumber } from "./take-number.ts";
import { finish } from "./ticket-commands.ts";
import { hallViews } from "./views.ts";

const ONE = { id: "counter-1" };
const me = counterStaff("s1");
let hall: HallFixture;
let views: Map<string, LiveView>;

beforeEach(async () => {
  hall = await openHall();
  views = new Map(hallViews(hall.deps).map((one) => [one.view.name, one]));
});
afterEach(() => hall.close());

const tv: Actor = { kind: "tv", id: "tv-1", name: "叫号屏", hallId: "hall" };
const stranger: Actor = { ...tv, hallId: "other-hall" };

const takes = { hallId: "hall", serviceId: "A", priority: "normal" } as const;
const take = (key: string) => runCommand(hall.deps, kiosk(key), takeNumber, takes);
const open = () => runCommand(hall.deps, me, openCounter, ONE);

test.each<[string, string, Actor, string, string]>([
  ["a television its board", "board", tv, "hall", "board/hall"],
  ["counter staff the hall", "hall", me.actor, "hall", "hall/hall"],
  ["no television the hall", "hall", tv, "hall", "forbidden"],
  ["nobody another hall", "board", stranger, "hall", "out-of-scope"],
  ["nobody a hall that is none", "board", { ...tv, hallId: "none" }, "none", "not-found"],
])("shows %s", async (_, name, actor, hallId, expected) => {
  const joined = await views.get(name)?.join(actor, { hallId } as never);
  expect(joined?.ok ? joined.room : joined?.code).toBe(expected);
});

test("changes, taken together, give what the snapshot gives", async () => {
  await open();
  for (const key of ["k1", "k2", "k3"]) await take(key);
  for (const command of [callNext, finish, callNext]) {
    await runCommand(hall.deps, me, command as typeof callNext, ONE);
  }
  for (const [name, view] of views) {
    const rows = new Map<string, unknown>();
    for (const { writes } of await hall.deps.store.read(0, 1000)) {
      for (const { collection, id } of writes) {
        const kind = [queueTickets, counters, hallServices].find((one) => one.name === collection);
        const document = kind && (await hall.deps.store.get(kind as typeof queueTickets, id));
        if (!document) continue;
        for (const change of await view.changed(collection, document, () => true)) {
          expect(change.room).toBe(`${name}/${document.hallId}`);
          if (document.hallId !== "hall") continue;
          if (change.row === null) rows.delete(change.id);
          else rows.set(change.id, change.row);
        }
      }
    }
    const snapshot = await view.snapshot(`${name}/hall`);
    expect(new Map(snapshot.map((row) => [row.id, row]))).toEqual(rows);
  }
});

test("a board shows neither who nor what household", async () => {
  await take("k1");
  const rows = await views.get("board")?.snapshot("board/hall");
  expect(JSON.stringify(rows)).not.toMatch(/staff|household|actor|"by"/);
});

test("no screen is told by which key a number was taken", async () => {
  await take("secret-key");
  const where = { hallId: "hall", day: "2026-11-23" };
  const [ticket] = await hall.deps.store.find(queueTickets, { index: "byDay", where });
  for (const [name, view] of views) {
    const rows = await view.snapshot(`${name}/hall`);
    const changes = await view.changed("queueTickets", ticket!, () => true);
    expect(JSON.stringify(rows)).toContain(ticket!.label);
    expect(JSON.stringify([rows, changes])).not.toMatch(/secret-key|"by"/);
  }
});

test("a counter left open overnight is shown as closed, for the next to sit down", async () => {
  await open();
  hall.clock.at += 24 * 60 * 60_000;
  const stored = await hall.deps.store.get(counters, "counter-1");
  for (const [name, view] of views) {
    const rows = await view.snapshot(`${name}/hall`);
    const [change] = await view.changed("counters", stored!, () => true);
    for (const row of [rows.find(({ id }) => id === "counter-1"), change?.row]) {
      expect(JSON.stringify(row)).toContain('"state":"closed"');
      expect(JSON.stringify(row)).not.toContain("s1");
    }
  }
});

test("at midnight yesterday's numbers are gone, and late changes to them stay out", async () => {
  await take("k1");
  const shown = async () => {
    const rows = await views.get("board")?.snapshot("board/hall");
    return rows?.filter((row) => "kind" in row && row.kind === "ticket").length;
  };
  expect(await shown()).toBe(1);
  hall.clock.at += 15 * 3_600_000;
  expect(await shown()).toBe(0);
  const where = { hallId: "hall", day: "2026-11-23" };
  const [late] = await hall.deps.store.find(queueTickets, { index: "byDay", where });
  const changes = await views.get("board")?.changed("queueTickets", late!, () => true);
  expect(changes?.map(({ row }) => row)).toEqual([null]);
});
