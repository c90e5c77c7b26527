import { afterAll, beforeAll, expect, test } from "vitest";
import type { Page } from "playwright-core";
import type { Deps } from "@warmline/server/platform/deps.ts";
import { seasons } from "@warmline/shared/households/model.ts";
import { fen, formatYuan, subtractFen, totalFen, type Fen } from "@warmline/shared/kernel/money.ts";
import { cityDate } from "@warmline/shared/kernel/time.ts";
import { accounts } from "@warmline/shared/ledger/account.ts";
import { answer, press } from "./console-hands.ts";
import { noBreaches } from "./keyboard-hands.ts";
import { debtors, type Resident } from "./people.ts";
import { en, openStage, shoot, zh, type Stage } from "./stage.ts";

// 坏账核销: the hall asks for it, finance approves, it is owed no more and not forgotten, paid in part
// after all, and undone.

const DEBTORS = 20;
/** One of finance alone approves so much. */
const ALONE_FEN = 500_000;
const PAID_FEN = fen(1_000);

let stage: Stage;
let manager: Page;
let debtor: Resident;
let season: string;
let pastFen: Fen;

beforeAll(async () => {
  stage = await openStage({ before: oweOfThePast });
});
afterAll(() => stage?.close());

/** Somebody with something open of a season that is over, and not very much. */
async function oweOfThePast(deps: Deps): Promise<void> {
  const today = cityDate(deps.clock.now());
  for (const resident of await debtors(deps, DEBTORS)) {
    const { items = [] } = (await deps.store.get(accounts, resident.household.id)) ?? {};
    const [oldest] = items;
    const days = oldest && (await deps.store.get(seasons, oldest.season));
    if (oldest === undefined || days === null || days === undefined || days.to >= today) continue;
    const open = items.filter((item) => item.season === oldest.season);
    pastFen = totalFen(open.map(({ openFen }) => openFen));
    if (pastFen > ALONE_FEN) continue;
    [debtor, season] = [resident, oldest.season];
    return;
  }
  throw new Error("nobody of these owes anything of the past");
}

async function owed(): Promise<Fen> {
  const path = `/api/households/by-number/${debtor.household.number}/account`;
  return (await stage.city.ask("finance", path)).debt.owedFen;
}

const id = () => debtor.household.id;
const path = () => `/console/households/${id()}`;

test("the hall asks for it, and sees first what it posts and what is then owed", async () => {
  manager = await stage.enter("manager-xicheng", path());
  await press(manager, zh("console.write-off"));
  const dialog = manager.getByRole("dialog", { name: zh("console.write-off") });
  await dialog.getByRole("checkbox", { name: new RegExp(season) }).check();
  await dialog.getByLabel(zh("console.write-off.ground")).selectOption("deceased");
  await dialog.getByLabel(zh("console.write-off.evidence")).fill("核销 0712");
  await dialog.getByLabel(zh("console.reason")).fill("无继承人");
  await noBreaches(manager);
  await press(dialog, zh("console.request.preview"));
  await dialog
    .getByText(formatYuan(subtractFen(debtor.owedFen, pastFen)))
    .first()
    .waitFor();
  await dialog
    .getByRole("cell", { name: zh("ledger.write-off-ground.deceased"), exact: true })
    .waitFor();
  await noBreaches(manager);
  await shoot(manager, "write-off-ask");
  await press(dialog, zh("console.request.ask"));
  await dialog.waitFor({ state: "hidden" });
  expect(await owed()).toBe(debtor.owedFen);
});

test("finance approves; it is owed no more, but not forgotten, in English, too", async () => {
  const finance = await stage.enter("finance", "/console/requests");
  await finance
    .getByRole("link", { name: new RegExp(zh("console.command.ledger.write-off")) })
    .first()
    .click();
  const detail = finance.getByRole("region", { name: new RegExp(debtor.household.number) });
  await detail.getByText(zh("ledger.write-off-ground.deceased")).first().waitFor();
  await press(finance, zh("console.request.approve"));
  await answer(finance, zh("console.request.approve"));
  await detail.getByText(zh("requests.state.executed"), { exact: true }).waitFor();
  expect(await owed()).toBe(subtractFen(debtor.owedFen, pastFen));
  const debt = manager.getByRole("region", { name: zh("console.debt"), exact: true });
  await debt.getByText(zh("console.debt.written-off")).first().waitFor();
  await debt.getByText(formatYuan(pastFen)).first().waitFor();
  await shoot(manager, "write-off");
  await press(manager, "English");
  await manager
    .getByRole("row")
    .filter({ hasText: en("ledger.kind.writeOff") })
    .last()
    .waitFor();
  await noBreaches(manager);
  await press(manager, "中文");
});

test("some of it is paid after all: the cashier takes it for what was written off", async () => {
  const cashier = await stage.enter("cashier-xicheng1", path());
  await press(cashier, zh("console.pay"));
  const dialog = cashier.getByRole("dialog", { name: zh("console.pay") });
  await dialog.getByLabel(zh("console.pay.amount")).fill("10.00");
  const choice = `${zh("console.debt.written-off")} ${formatYuan(pastFen)}`;
  await dialog
    .getByLabel(zh("console.pay.season"), { exact: true })
    .selectOption({ label: choice });
  await dialog.getByRole("radio", { name: zh("ledger.method.card") }).check();
  await dialog.getByText(zh("console.pay.returned")).waitFor();
  await noBreaches(cashier);
  await shoot(cashier, "write-off-collect");
  await press(dialog, zh("console.pay.confirm", { amount: formatYuan(PAID_FEN) }));
  await cashier
    .getByRole("region", { name: zh("console.debt"), exact: true })
    .getByText(formatYuan(subtractFen(pastFen, PAID_FEN)))
    .first()
    .waitFor();
  expect(await owed()).toBe(subtractFen(debtor.owedFen, pastFen));
  // It was another household's: the cashier takes it back, and it is written off as before.
  const { entries } = await stage.city.ask("finance", `/api/households/${id()}/entries`);
  await stage.city.ask("cashier-xicheng1", `/api/entries/${entries[0].id}/void`, {
    reason: "错户",
  });
});

test("an heir was found: finance reverses it, and all is owed again", async () => {
  const finance = await stage.enter("finance", path());
  const row = finance.getByRole("row").filter({ hasText: zh("ledger.kind.writeOff") });
  await press(row, zh("console.reverse"));
  const dialog = finance.getByRole("dialog");
  await dialog.getByLabel(zh("console.reason")).fill("找到继承人");
  await dialog.locator("[type=submit]").click();
  await dialog.waitFor({ state: "hidden" });
  expect(await owed()).toBe(debtor.owedFen);
  await manager
    .getByRole("region", { name: zh("console.debt"), exact: true })
    .getByText(zh("console.debt.written-off"))
    .waitFor({ state: "detached" });
});
