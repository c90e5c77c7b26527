import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { orgNodes, type OrgNode } from "@warmline/shared/households/model.ts";
import { breaches } from "./breaches.ts";
import { answer, casePane, expectState, pane, press } from "./console-hands.ts";
import { debtors, type Resident } from "./people.ts";
import { openStage, shoot, zh, type Stage } from "./stage.ts";

let stage: Stage;
let resident: Resident;
let nodes: readonly OrgNode[];

beforeAll(async () => {
  stage = await openStage({
    before: async (deps) => {
      [resident] = (await debtors(deps, 1)) as [Resident];
      const { branchId, stationId, buildingId } = resident.household.place;
      nodes = await deps.store.getMany(orgNodes, [branchId, stationId, buildingId]);
    },
  });
});
afterAll(() => stage?.close());

/** The pane of the one incident that is open; it bears its number. */
const incidentPane = (page: Page) => pane(page, /^SJ\d{8}-\d{4}$/);

async function declare(page: Page): Promise<void> {
  const levels = ["branch", "station", "building"] as const;
  for (const [at, level] of levels.entries()) {
    const choice = page.getByLabel(zh(`incidents.area.${level}`), { exact: true });
    await choice.selectOption({ label: nodes[at]?.name ?? "" });
  }
  await press(page, zh("console.incident.areas.add"));
  await page.getByLabel(zh("console.incident.description")).fill("楼前主管道漏水");
  await page.getByLabel(zh("console.incident.cause")).fill("管道老化");
  await press(page, zh("console.incident.new"));
}

test("an outage is declared, a report from inside joins it, and heat comes back", async () => {
  const page = await stage.enter("supervisor", "/console/incidents/new");
  await declare(page);
  const incident = incidentPane(page);
  await incident.getByText(nodes[2]?.name ?? "", { exact: true }).waitFor();
  const number = await incident.getByText(/^SJ/).innerText();
  expect(await breaches(page)).toEqual([]);

  const household = resident.household.id;
  const desk = await stage.enter("agent1", `/console/cases/new?household=${household}`);
  await desk.getByText(zh("console.incident.at-household")).waitFor();
  await desk.getByText(zh("console.incident.joins")).waitFor();
  await desk.getByLabel(zh("console.case.words")).fill("家里暖气不热");
  expect(await breaches(desk)).toEqual([]);
  await press(desk, zh("console.case.file"));
  await casePane(desk).getByRole("link", { name: number }).waitFor();

  const cases = incident.getByRole("table");
  await cases.getByText(zh("cases.state.new")).waitFor();
  await press(incident, zh("incidents.action.expect-return"));
  await answer(page, zh("incidents.action.expect-return"), (dialog) =>
    dialog.getByLabel(zh("console.incident.return")).fill("2030-01-01T12:00"),
  );
  await incident.getByText("2030-01-01 12:00").first().waitFor();
  await shoot(page, "incident");
  expect(await breaches(page)).toEqual([]);

  await press(incident, zh("incidents.action.restore"));
  await answer(page, zh("incidents.action.restore"), (dialog) =>
    dialog.getByRole("textbox").fill("管道已更换"),
  );
  await cases.getByText(zh("cases.state.resolved")).waitFor();
  await expectState(desk, zh("cases.state.resolved"));
  await casePane(desk).getByText("管道已更换").waitFor();
  const later = await stage.enter("agent1", `/console/cases/new?household=${household}`);
  const told = later.getByRole("status").filter({ hasText: number });
  await told.getByText(zh("console.incident.restored")).waitFor();
  expect(await told.innerText()).not.toContain(zh("console.incident.return"));

  await press(incident, zh("incidents.action.reopen"));
  await answer(page, zh("incidents.action.reopen"), (dialog) =>
    dialog.getByRole("textbox").fill("又停了"),
  );
  await expectState(desk, zh("cases.state.reopened"));
  await press(casePane(desk), zh("incidents.action.leave"));
  await answer(desk, zh("incidents.action.leave"), (dialog) =>
    dialog.getByLabel(zh("console.reason")).fill("自家阀门关着"),
  );
  await press(casePane(desk), zh("incidents.action.join"));
  await casePane(desk).getByRole("link", { name: number }).waitFor();
});

test("a case joins by its number on the incident's page, and is taken off there", async () => {
  const about = { category: "not-warm", description: "地址说不清", separate: true };
  const filed = await stage.city.ask("agent1", "/api/cases", about);
  const page = await stage.enter("supervisor", "/console/incidents");
  await page
    .getByRole("link", { name: /SJ\d{8}-\d{4}/ })
    .first()
    .click();
  const incident = incidentPane(page);
  await press(incident, zh("console.incident.join"));
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel(zh("console.incident.case-number")).fill("20000101-0001");
  await press(dialog, zh("console.incident.join"));
  await dialog.getByText(zh("refusal.case-not-found")).waitFor();
  await answer(page, zh("console.incident.join"), (asked) =>
    asked.getByLabel(zh("console.incident.case-number")).fill(filed.number),
  );
  const row = incident.getByRole("row").filter({ hasText: filed.number });
  await row.waitFor();
  await shoot(page, "incident-cases");
  expect(await breaches(page)).toEqual([]);
  await press(row, zh("console.incident.leaves", { number: filed.number }));
  await answer(page, zh("incidents.action.leave"), (asked) =>
    asked.getByLabel(zh("console.reason")).fill("是另一栋楼"),
  );
  await row.waitFor({ state: "detached" });
});
