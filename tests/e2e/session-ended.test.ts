import { staffId } from "@warmline/demo/people.ts";
import type { Locator, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { pane, press } from "./console-hands.ts";
import { debtors, type Resident } from "./people.ts";
import { openStage, signIn, zh, type Stage } from "./stage.ts";

let stage: Stage;
let resident: Resident;

beforeAll(async () => {
  stage = await openStage({
    before: async (deps) => {
      [resident] = (await debtors(deps, 1)) as [Resident];
    },
  });
});
afterAll(() => stage?.close());

/** Somebody ended the session meanwhile; they sign in again and are where they were. */
async function endedAndBack(page: Page, login: string): Promise<void> {
  const path = `/api/staff/${staffId(login)}/sessions/end`;
  await stage.city.ask("admin", path, { reason: "换机" });
  await page.waitForURL("**/sign-in**");
  await signIn(page, login);
  await page.getByRole("navigation").waitFor();
}

const restored = (where: Page | Locator) =>
  where.getByText(new RegExp(zh("console.draft.restored", { time: "\\d+:\\d+" })));

test("a payment that was being typed is there again", async () => {
  const path = `/console/households/${resident.household.id}`;
  const page = await stage.enter("cashier-nancheng1", path);
  const dialog = page.getByRole("dialog", { name: zh("console.pay") });
  const open = () =>
    pane(page, zh("console.debt"))
      .first()
      .getByRole("button", { name: new RegExp(`^${zh("console.pay")}`) })
      .click();
  await open();
  await dialog.getByLabel(zh("console.pay.amount")).fill("321.09");
  await dialog.getByLabel(zh("console.pay.payer")).fill("赵先生");
  await endedAndBack(page, "cashier-nancheng1");
  await open();
  await restored(dialog).waitFor();
  expect(await dialog.getByLabel(zh("console.pay.amount")).inputValue()).toBe("321.09");
  expect(await dialog.getByLabel(zh("console.pay.payer")).inputValue()).toBe("赵先生");
});

test("so is what was being said of an incident, and one that was being declared", async () => {
  const { id } = await stage.city.ask("supervisor", "/api/incidents", {
    kind: "outage",
    nodeIds: [resident.household.place.buildingId],
    description: "楼前管道漏水",
    startedAt: Date.now() - 60_000,
  });
  const page = await stage.enter("supervisor", `/console/incidents/${id}`);
  const note = () =>
    page.getByRole("dialog").getByLabel(zh("console.description.needed"), { exact: true });
  const open = () => press(pane(page, /^SJ/), zh("incidents.action.note"));
  await open();
  await note().fill("抢修队二十分钟后到");
  await endedAndBack(page, "supervisor");
  await open();
  await restored(page.getByRole("dialog")).waitFor();
  expect(await note().inputValue()).toBe("抢修队二十分钟后到");

  await page.goto(`${stage.city.url}/console/incidents/new`);
  const words = page.getByLabel(zh("console.incident.description"));
  await words.fill("换热站停电");
  await endedAndBack(page, "supervisor");
  await words.waitFor();
  expect(await words.inputValue()).toBe("换热站停电");
});
