import { afterAll, beforeAll, expect, test } from "vitest";
import { DEMO_PASSWORD } from "@warmline/demo/people.ts";
import { fen, formatYuan } from "@warmline/shared/kernel/money.ts";
import type { Locator, Page, Route } from "playwright-core";
import { pane, press } from "./console-hands.ts";
import { debtors, type Resident } from "./people.ts";
import { openStage, shoot, zh, type Stage } from "./stage.ts";

const PAYMENTS = "**/payments";
const SHOWN = "cashier-xicheng1";
const OTHER = "finance";

let stage: Stage;
let residents: Resident[];

beforeAll(async () => {
  stage = await openStage({
    before: async (deps) => {
      residents = await debtors(deps, 4);
    },
  });
  await stage.city.ask(SHOWN, "/api/ledger/till/open", { till: "1", floatFen: 0 });
});
afterAll(() => stage?.close());

const pathOf = ({ household }: Resident) => `/console/households/${household.id}`;

async function owed({ household }: Resident): Promise<number> {
  return (await stage.city.ask(OTHER, `/api/households/${household.id}/debt`)).owedFen;
}

/** Types an amount and sends it; answers the dialog. */
async function pay(page: Page, amountFen: number): Promise<Locator> {
  const debt = pane(page, zh("console.debt")).first();
  await debt.getByRole("button", { name: new RegExp(`^${zh("console.pay")}`) }).click();
  const dialog = page.getByRole("dialog", { name: zh("console.pay") });
  await dialog.getByLabel(zh("console.pay.amount")).fill((amountFen / 100).toFixed(2));
  await press(dialog, zh("console.pay.confirm", { amount: formatYuan(fen(amountFen)) }));
  return dialog;
}

/** Lets requests through and their answers not, while `lost` says so; answers the keys seen. */
async function loseAnswers(page: Page, lost: (attempt: number) => boolean): Promise<string[]> {
  const keys: string[] = [];
  await page.route(PAYMENTS, async (route: Route) => {
    keys.push(route.request().headers()["idempotency-key"] ?? "");
    const response = await route.fetch();
    await (lost(keys.length) ? route.abort() : route.fulfill({ response }));
  });
  return keys;
}

const receiptOn = (page: Page) =>
  page.getByRole("dialog", { name: zh("console.receipt.title") }).getByText(/^\w+-\d{4}-\d{6}$/);

test("an answer that was lost is asked for again, and the payment stands once", async () => {
  const [resident] = residents as [Resident];
  const cashier = await stage.enter(SHOWN, pathOf(resident));
  const before = await owed(resident);
  const keys = await loseAnswers(cashier, (attempt) => attempt <= 2);
  const dialog = await pay(cashier, 1_100);
  await dialog.getByText(zh("console.act.asking")).waitFor();
  expect(await dialog.innerText()).not.toContain(zh("refusal.offline"));
  await shoot(cashier, "act-asking");
  await receiptOn(cashier).waitFor();
  expect(keys).toHaveLength(3);
  expect(new Set(keys).size).toBe(1);
  expect(await owed(resident)).toBe(before - 1_100);
});

test("a page that was loaded anew still knows, and asks when it is told to", async () => {
  const resident = residents[1]!;
  const cashier = await stage.enter(SHOWN, pathOf(resident));
  const before = await owed(resident);
  const keys = await loseAnswers(cashier, () => true);
  const dialog = await pay(cashier, 1_200);
  await dialog.getByText(zh("console.act.asking")).waitFor();
  await cashier.reload();
  const banner = cashier.getByText(zh("console.act.open"));
  await banner.waitFor();
  const sent = keys.length;

  // Another payment of the same household is not sent before this one is known.
  const second = await pay(cashier, 1_300);
  await second.getByText(zh("refusal.earlier-unknown")).waitFor();
  // What was sent is no draft: nobody finds it there and sends it again.
  expect(await second.getByText(zh("console.draft.clear")).count()).toBe(0);
  await press(second, zh("console.cancel"));
  expect(keys).toHaveLength(sent);
  await shoot(cashier, "act-unknown");

  await cashier.unroute(PAYMENTS);
  await press(cashier, zh("console.act.again"));
  await receiptOn(cashier).waitFor();
  await cashier.keyboard.press("Escape");
  await banner.waitFor({ state: "hidden" });
  expect(await owed(resident)).toBe(before - 1_200);
  await cashier.reload();
  await cashier.getByRole("navigation").waitFor();
  expect(await banner.count()).toBe(0);
});

test("what one person sent is not asked for by the next one at the same screen", async () => {
  const resident = residents[2]!;
  const page = await stage.enter(SHOWN, pathOf(resident));
  await loseAnswers(page, () => true);
  const dialog = await pay(page, 1_400);
  await dialog.getByText(zh("console.act.asking")).waitFor();
  await signInBeside(page, OTHER);
  await page.reload();
  await page.getByRole("navigation").waitFor();
  expect(await page.getByText(zh("console.act.open")).count()).toBe(0);
  await signInBeside(page, SHOWN);
  await page.reload();
  await page.getByText(zh("console.act.open")).waitFor();
});

test("a page that shows one person does nothing for another who has signed in since", async () => {
  const resident = residents[3]!;
  const page = await stage.enter(SHOWN, pathOf(resident));
  const before = await owed(resident);
  const shown = await stage.city.ask(SHOWN, "/api/me");
  const other = await stage.city.ask(OTHER, "/api/me");
  await signInBeside(page, OTHER);
  const dialog = await pay(page, 1_500);
  await dialog.getByText(zh("refusal.another-person")).waitFor();
  await press(dialog, zh("console.cancel"));
  const names = { shown: shown.name, other: other.name };
  await page.getByText(zh("console.another", names)).waitFor();
  await shoot(page, "another-person");
  expect(await owed(resident)).toBe(before);
  await press(page, zh("console.another.reload", names));
  await page.getByRole("button", { name: other.name }).waitFor();
});

/** Signs in in another tab of the same browser. */
async function signInBeside(page: Page, login: string): Promise<void> {
  const data = { login, password: DEMO_PASSWORD };
  const answer = await page.context().request.post(`${stage.city.url}/api/sign-in`, { data });
  expect(answer.ok()).toBe(true);
}
