import sharp from "sharp";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Page } from "playwright-core";
import { answer, press } from "./console-hands.ts";
import { noBreaches } from "./keyboard-hands.ts";
import { debtors, type Resident } from "./people.ts";
import { en, openStage, shoot, zh, type Stage } from "./stage.ts";

// What one may not do alone: asked for with what it would do, approved by others, carried out.

let stage: Stage;
let cashier: Page;
let finance: Page;
let resident: Resident;

beforeAll(async () => {
  stage = await openStage({
    before: async (deps) => {
      resident = (await debtors(deps, 1))[0]!;
    },
  });
  const at = `/console/households/${resident.household.id}`;
  cashier = await stage.enter("cashier-xicheng1", at);
  finance = await stage.enter("finance", "/console/requests");
});
afterAll(() => stage?.close());

test("an area is asked for at the counter, with the entries that it would post", async () => {
  await cashier.getByRole("tab", { name: zh("console.household.home") }).click();
  await press(cashier, zh("console.premise.change"));
  const dialog = cashier.getByRole("dialog");
  const billing = dialog.getByLabel(zh("console.contract.billing"), { exact: true });
  await billing.fill((Number(await billing.inputValue()) - 5).toFixed(2));
  await dialog.getByLabel(zh("console.premise.evidence"), { exact: true }).fill("测〔2026〕7号");
  await dialog.getByLabel(zh("console.reason"), { exact: true }).fill("实测");
  await press(dialog, zh("console.request.preview"));
  await dialog.getByRole("cell", { name: zh("console.request.owed") }).waitFor();
  expect(await dialog.getByText(zh("ledger.kind.reversal"), { exact: true }).count()).toBe(1);
  await noBreaches(cashier);
  await shoot(cashier, "request-ask");
  await answer(cashier, zh("console.request.ask"));
  await cashier.getByText(zh("console.request.ask.done")).waitFor();
});

test("finance sees it come, and approves it by keyboard alone", async () => {
  const count = finance.getByRole("status", {
    name: zh("console.requests.waiting-count", { count: 1 }),
  });
  await count.waitFor();
  await finance.keyboard.press("j");
  const detail = finance.getByRole("region", { name: new RegExp(resident.household.number) });
  await detail.waitFor();
  await noBreaches(finance);
  await shoot(finance, "request-approve");
  await finance.keyboard.press("a");
  await finance.getByRole("dialog").waitFor();
  await finance.keyboard.type("图纸已核");
  await finance.keyboard.press("Enter");
  await finance.getByRole("dialog").waitFor({ state: "hidden" });
  await detail.getByText(zh("requests.state.executed"), { exact: true }).waitFor();
  await detail.getByText("图纸已核").waitFor();
  await count.waitFor({ state: "hidden" });
  const { debt } = await stage.city.ask(
    "finance",
    `/api/households/by-number/${resident.household.number}/account`,
  );
  expect(debt.owedFen).toBeLessThan(resident.owedFen);
});

test("what is older is asked for from the journal; declined, it is asked for again", async () => {
  const ask = finance.getByRole("button", { name: zh("console.reverse.ask"), exact: true });
  await finance.goto(`${stage.city.url}/console/households/${resident.household.id}`);
  await ask.first().click();
  const dialog = finance.getByRole("dialog");
  await dialog
    .getByText(zh("console.request.may.ledger.release-reversal"), { exact: false })
    .or(dialog.getByText(zh("console.request.may.ledger.approve-reversal"), { exact: false }))
    .first()
    .waitFor();
  await dialog.getByLabel(zh("console.reason")).fill("出错户");
  const slip = { name: "凭证.png", mimeType: "image/png", buffer: await slipPicture() };
  await dialog.getByLabel(zh("console.pictures.add")).first().setInputFiles([slip]);
  await dialog.getByText("凭证.png").waitFor();
  await noBreaches(finance);
  await answer(finance, zh("console.request.ask"));

  const second = await stage.enter("finance2", "/console/requests");
  await second
    .getByRole("link", { name: new RegExp(zh("console.command.ledger.reverse")) })
    .click();
  const documents = second.getByRole("region", { name: zh("console.request.files") });
  await expect.poll(() => documents.getByRole("img").evaluate(isLoaded)).toBe(true);
  await noBreaches(second);
  await press(second, zh("console.request.decline"));
  await answer(second, zh("console.request.decline"), (asked) =>
    asked.getByLabel(zh("console.reason")).fill("无凭证"),
  );
  await second.getByText(zh("requests.state.declined"), { exact: true }).first().waitFor();

  await finance.goto(`${stage.city.url}/console/requests`);
  await finance.getByRole("link", { name: new RegExp(zh("requests.state.declined")) }).click();
  await press(finance, zh("console.request.again"));
  await answer(finance, zh("console.request.again"), (asked) =>
    asked.getByLabel(zh("console.reason")).fill("凭证已补"),
  );
  await second
    .getByRole("status", { name: zh("console.requests.waiting-count", { count: 1 }) })
    .waitFor();
  await press(second, "English");
  await second.getByRole("heading", { name: en("console.requests"), level: 1 }).waitFor();
  await second
    .getByRole("link", { name: new RegExp(en("console.command.ledger.reverse")) })
    .first()
    .click();
  await press(second, en("console.request.approve"));
  await second.getByRole("dialog").getByText(en("console.request.approve.about")).waitFor();
  const rows = second.getByRole("dialog").getByRole("row");
  expect(await rows.filter({ hasText: en("ledger.kind.reversal") }).count()).toBe(1);
  await shoot(second, "request-english");
});

function slipPicture(): Promise<Buffer> {
  const size = { width: 300, height: 200, channels: 3 as const, background: "#e7d9b8" };
  return sharp({ create: size }).png().toBuffer();
}

const isLoaded = (image: unknown) => (image as { naturalWidth: number }).naturalWidth > 0;
