import { afterAll, beforeAll, expect, test } from "vitest";
import type { CallEvent } from "@warmline/shared/calls/event.ts";
import { follow } from "@warmline/shared/calls/fold.ts";
import { calls, type Call } from "@warmline/shared/calls/model.ts";
import type { CallState } from "@warmline/shared/calls/states.ts";
import { instantOf } from "@warmline/shared/kernel/time.ts";
import type { Body } from "@warmline/shared/store/collection.ts";
import { insert } from "@warmline/shared/store/write.ts";
import { breaches } from "./breaches.ts";
import { pane, press } from "./console-hands.ts";
import { debtors, type Resident } from "./people.ts";
import { en, openStage, shoot, zh, type Stage } from "./stage.ts";

let stage: Stage;
let resident: Resident;

function callOf(name: string, state: CallState, from: string | null, more: object): Body<Call> {
  // Of one that goes on for longer, and that the carrier does not know, the end would be found.
  const at = instantOf(Date.now() - 60_000);
  const recording = { id: "RE1", url: "https://carrier.example/r/1", durationS: 12 };
  const events: CallEvent[] = [
    { key: "arrived", at, kind: "arrived", state },
    { key: "heard 1", at, kind: "heard", said: "暖气不热，请回电" },
    { key: "recorded", at, kind: "recorded", recording },
  ];
  const parties = { direction: "inbound", from, to: "+863522345678" } as const;
  return { id: name, ...parties, households: [], ...more, ...follow(events, "inbound", undefined) };
}

beforeAll(async () => {
  stage = await openStage({
    before: async (deps) => {
      [resident] = (await debtors(deps, 1)) as [Resident];
      const { id, number, place } = resident.household;
      const households = [{ id, number, branchId: place.branchId }];
      await deps.store.commit([
        insert(calls, callOf("CA-known", "canceled", "+8613912345678", { households })),
        insert(calls, callOf("CA-hidden", "in-progress", null, {})),
      ]);
    },
  });
});
afterAll(() => stage?.close());

test("an agent rings back whoever reached nobody, and takes it back", async () => {
  const page = await stage.enter("agent1", "/console/calls");
  const waiting = pane(page, zh("console.calls.to-ring-back"));
  const row = waiting.getByRole("row").filter({ hasText: "139****5678" });
  await row.getByRole("link", { name: resident.household.number }).waitFor();
  await row.getByText(zh("calls.state.canceled")).waitFor();
  const now = pane(page, zh("console.calls.now"));
  await now.getByText(zh("console.calls.withheld")).waitFor();
  expect(await page.getByText("13912345678").count()).toBe(0);
  await shoot(page, "calls");
  expect(await breaches(page)).toEqual([]);

  await row.getByText(zh("console.calls.open"), { exact: true }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("link", { name: "139 1234 5678" }).waitFor();
  await dialog.getByText("暖气不热，请回电").waitFor();
  await dialog.getByText(zh("console.call.recordings.only", { count: 1 })).waitFor();
  expect(await breaches(page)).toEqual([]);
  await press(page, zh("console.close.dialog"));

  const earlier = pane(page, zh("console.calls.earlier"));
  await row.getByText(zh("console.calls.called-back"), { exact: true }).click();
  await waiting.getByText(zh("console.calls.to-ring-back.none")).waitFor();
  await earlier.getByText(zh("console.calls.not-called-back"), { exact: true }).click();
  await row.waitFor();
  await earlier.getByText(zh("console.calls.earlier.none")).waitFor();
});

test("a supervisor sees where recordings are kept, in English, too", async () => {
  const page = await stage.enter("supervisor", "/console/calls");
  await press(page, "English");
  const now = pane(page, en("console.calls.now"));
  await now.getByText(en("console.calls.open"), { exact: true }).click();
  const dialog = page.getByRole("dialog");
  await press(dialog, en("console.call.recordings.show", { count: 1 }));
  const link = dialog.getByRole("link", { name: en("console.call.seconds", { seconds: 12 }) });
  expect(await link.getAttribute("href")).toBe("https://carrier.example/r/1");
  await shoot(page, "calls-english");
  expect(await breaches(page)).toEqual([]);
});
