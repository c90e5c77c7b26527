import { afterAll, beforeAll, expect, test } from "vitest";
import { fen, formatYuan } from "@warmline/shared/kernel/money.ts";
import { casePane, expectState, press } from "./console-hands.ts";
import { debtors, type Resident } from "./people.ts";
import { openStage, signIn, zh, type Stage } from "./stage.ts";

const WORDS = "卧室十四度，老人在家";

let stage: Stage;
let resident: Resident;

beforeAll(async () => {
  stage = await openStage({
    before: async (deps) => {
      [resident] = (await debtors(deps, 1, "branch-01")) as [Resident];
    },
  });
  await stage.city.ask("cashier-xicheng1", "/api/ledger/till/open", { till: "1", floatFen: 0 });
});
afterAll(() => stage?.close());

/** Where nothing is that browsers keep for secure contexts. */
function named(path: string): string {
  const { port } = new URL(stage.city.url);
  return `http://warmline.test:${port}${path}`;
}

test("a case is filed from a console on plain http, under a name of the house", async () => {
  const agent = await stage.open("console", "/sign-in");
  await agent.goto(named("/sign-in?from=/console/cases/new"));
  expect(await agent.evaluate("isSecureContext")).toBe(false);
  await signIn(agent, "agent1");
  await agent.getByRole("combobox", { name: zh("console.household") }).fill(resident.lastFour);
  await agent.getByRole("option").filter({ hasText: resident.household.number }).click();
  await agent.getByLabel(zh("console.case.words")).fill(WORDS);
  await press(agent, zh("console.case.file"));
  await casePane(agent).getByText(WORDS).first().waitFor();
  await expectState(agent, zh("cases.state.new"));
});

test("money is taken at a counter, and its receipt shown", async () => {
  const cashier = await stage.open("console", "/sign-in");
  await cashier.goto(named(`/sign-in?from=/console/households/${resident.household.id}`));
  await signIn(cashier, "cashier-xicheng1");
  await cashier.getByRole("heading", { name: zh("console.journal") }).waitFor();
  await cashier.keyboard.press("p");
  const dialog = cashier.getByRole("dialog", { name: zh("console.pay") });
  await dialog.getByLabel(zh("console.pay.amount")).fill("50.00");
  await press(dialog, zh("console.pay.confirm", { amount: formatYuan(fen(5_000)) }));
  const receipt = cashier.getByRole("dialog", { name: zh("console.receipt.title") });
  await receipt.getByText(resident.household.number).waitFor();
  expect(await receipt.innerText()).toContain(formatYuan(fen(5_000)));
});

test.each([
  ["kiosk", "/kiosk/", zh("kiosk.pair-plain")],
  ["tv", "/tv", zh("tv.pair.plain")],
] as const)("a %s says as it is paired that it needs its network", async (screen, path, words) => {
  const page = await stage.open(screen, "/favicon.svg");
  await page.goto(stage.city.url + path);
  await page.locator(".code").waitFor();
  expect(await page.getByText(words).count(), "on localhost").toBe(0);
  await page.goto(named(path));
  await page.getByText(words).waitFor();
});
