import { afterAll, beforeAll, expect, test } from "vitest";
import { agents, type Agent, type AgentState } from "@warmline/shared/acd/model.ts";
import { callPeriods, type CallPeriod } from "@warmline/shared/acd/periods.ts";
import { cityDate, later, startOfDay, type Instant } from "@warmline/shared/kernel/time.ts";
import type { Body } from "@warmline/shared/store/collection.ts";
import { insert } from "@warmline/shared/store/write.ts";
import { breaches } from "./breaches.ts";
import { press } from "./console-hands.ts";
import { openStage, shoot, zh, type Stage } from "./stage.ts";

const WALL = { width: 1920, height: 1080 };
const DESKS = 99;
const CALLS = 600;
const STATES: readonly AgentState[] = ["ready", "paused", "ready", "wrap-up", "wrap-up"];
const [SURNAMES, GIVEN] = ["王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗", "伟敏静丽强磊军洋"];

function desk(now: Instant, n: number) {
  const state = STATES[n % STATES.length]!;
  const since = later(now, -((n * 37) % 600) * 1_000);
  const staffName = `${SURNAMES[n % SURNAMES.length]}${GIVEN[(n * 3) % GIVEN.length]}`;
  const of = { id: `desk-${n}`, staffName, skills: { fees: 2 }, state, since, idleSince: since };
  const pause = state === "paused" ? { pauseReason: "break" } : {};
  return insert(agents, { ...of, ...pause } as Body<Agent>);
}

/** Of three calls one is answered in time, one later, and one abandoned. */
function call(now: Instant, n: number) {
  const [outcome, seconds] = (
    [
      ["answered", 10],
      ["answered", 20],
      ["abandoned", 9],
    ] as const
  )[n % 3]!;
  const opened = later(startOfDay(cityDate(now)), 8 * 3_600_000);
  const from = later(opened, ((n * 7_919) % 36_000) * 1_000);
  const of = { callId: `CA${n}`, skill: "fees", state: "waiting", from, enteredAt: from };
  const to = later(from, seconds * 1_000);
  return insert(callPeriods, { id: `CA${n}`, ...of, to, outcome } as Body<CallPeriod>);
}

let stage: Stage;
beforeAll(async () => {
  stage = await openStage({
    before: async ({ store, clock }) => {
      const now = clock.now();
      await store.commit(Array.from({ length: DESKS }, (_, n) => desk(now, n)));
      await store.commit(Array.from({ length: CALLS }, (_, n) => call(now, n)));
    },
  });
});
afterAll(() => stage?.close());

test("a wall shows the day against its targets, and a hundred desks at once", async () => {
  const page = await stage.enter("supervisor", "/console/acd");
  await page.setViewportSize(WALL);
  await page.getByRole("link", { name: zh("console.wallboard") }).click();
  const today = page.getByRole("list", { name: zh("console.wallboard.today") });
  const heading = page.getByRole("heading", {
    name: zh("console.callstats.figure.connectRate"),
    exact: true,
  });
  const connect = today.getByRole("listitem").filter({ has: heading });
  await connect.getByText("66.7%").waitFor();
  expect(await connect.getByText(zh("console.wallboard.target", { share: "95%" })).count()).toBe(1);
  const formula = page.getByText(zh("console.callstats.formula.connectRate"));
  expect(await formula.count()).toBe(0);
  await press(page, zh("console.wallboard.formulas"));
  await formula.waitFor();
  await press(page, zh("console.wallboard.formulas"));
  const fees = page.getByRole("row").filter({ hasText: zh("acd.skill.fees") });
  expect((await fees.getByRole("cell").allInnerTexts()).join(" ")).toBe(
    "0 0 0:00 0 40 600 400 200 33.3%",
  );

  const hand = await stage.enter("agent1", "/console/acd");
  await press(hand, zh("console.acd.ready"));
  const desks = page.getByRole("region", { name: zh("console.acd.agents") }).getByRole("listitem");
  await expect.poll(() => desks.count()).toBe(DESKS + 1);
  const { y = Infinity, height = 0 } = (await desks.last().boundingBox()) ?? {};
  expect(y + height).toBeLessThan(WALL.height);
  expect(await breaches(page)).toEqual([]);
  await shoot(page, "wallboard");
  await press(hand, zh("console.acd.sign-off"));
  await expect.poll(() => desks.count()).toBe(DESKS);
});

test("it is nobody's who may not read the figures", async () => {
  const page = await stage.enter("agent1", "/console/acd");
  await page.getByRole("heading", { name: zh("console.acd"), exact: true }).waitFor();
  expect(await page.getByRole("link", { name: zh("console.wallboard") }).count()).toBe(0);
  await page.goto(`${stage.city.url}/console/acd/wallboard`);
  await page.getByText(zh("refusal.forbidden")).waitFor();
});
