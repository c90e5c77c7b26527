import { afterAll, beforeAll, expect, test } from "vitest";
import { breaches } from "./breaches.ts";
import { press } from "./console-hands.ts";
import { debtors, type Resident } from "./people.ts";
import { openStage, shoot, zh, type Stage } from "./stage.ts";

let stage: Stage;
let residents: readonly Resident[];
beforeAll(async () => {
  stage = await openStage({
    before: async (deps) => {
      const [{ household }] = (await debtors(deps, 1)) as [Resident];
      residents = await debtors(deps, 3, household.place.branchId);
    },
  });
});
afterAll(() => stage?.close());

/** Three residents have joined an outage, and the heat is back. Answers its number. */
async function restoredIncident(): Promise<string> {
  const { ask } = stage.city;
  const incident = await ask("supervisor", "/api/incidents", {
    kind: "outage",
    nodeIds: [residents[0]?.household.place.branchId],
    description: "换热站检修",
    startedAt: Date.now() - 3_600_000,
  });
  const path = `/api/incidents/${incident.id}`;
  for (const { household } of residents) {
    await ask("agent1", "/api/cases", {
      householdId: household.id,
      contact: { phone: household.phones[0] },
      category: "not-warm",
      description: "家里不热",
    });
  }
  await ask("supervisor", `${path}/begin-repair`, {});
  await ask("supervisor", `${path}/restore`, { description: "已修复" });
  const resolved = async () => {
    const { cases } = await ask("supervisor", `${path}/cases`);
    return cases.filter(({ state }: { state: string }) => state === "resolved").length;
  };
  await expect.poll(resolved, { timeout: 20_000 }).toBe(residents.length);
  return incident.number;
}

test("whoever joined a restored incident is rung: previewed, steered, and listed", async () => {
  const number = await restoredIncident();
  const page = await stage.enter("supervisor", "/console/campaigns");
  await press(page, zh("console.campaigns.create"));
  const dialog = page.getByRole("dialog");
  const option = dialog.getByRole("option").filter({ hasText: number });
  await option.waitFor({ state: "attached" });
  const value = (await option.getAttribute("value")) ?? "";
  await dialog.getByLabel(zh("console.campaigns.incident")).selectOption(value);
  await dialog.getByText(zh("console.campaigns.preview", { people: 3, cases: 3 })).waitFor();
  expect(await breaches(page)).toEqual([]);
  await press(dialog, zh("console.campaigns.create.do"));
  const campaign = page.getByRole("article").filter({ hasText: number });
  const has = (state: "running" | "paused" | "cancelled") =>
    campaign.getByText(zh(`campaigns.state.${state}`), { exact: true }).waitFor();
  const act = (name: "pause" | "resume" | "cancel") =>
    campaign
      .getByRole("button", { name: new RegExp(`${zh(`console.campaigns.${name}`)}$`) })
      .click();
  await has("running");
  await act("pause");
  await has("paused");
  await campaign.getByRole("button", { name: new RegExp(zh("console.campaigns.people")) }).click();
  await expect.poll(() => campaign.getByRole("row").count()).toBe(4);
  await shoot(page, "campaigns");
  expect(await breaches(page)).toEqual([]);
  for (const width of [1024, 390]) {
    await page.setViewportSize({ width, height: 844 });
    expect(await page.evaluate("document.documentElement.scrollWidth - innerWidth")).toBe(0);
  }
  await act("cancel");
  await has("cancelled");
  await act("resume");
  await has("running");
});
