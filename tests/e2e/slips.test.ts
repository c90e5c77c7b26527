import { decodeQR } from "qr/decode.js";
import sharp from "sharp";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Page } from "playwright-core";
import { dunningEvents } from "@warmline/shared/dunning/model.ts";
import { accounts } from "@warmline/shared/ledger/account.ts";
import { cityDate } from "@warmline/shared/kernel/time.ts";
import { insert } from "@warmline/shared/store/write.ts";
import { press } from "./console-hands.ts";
import { breaches } from "./breaches.ts";
import { debtors, type Resident } from "./people.ts";
import { printed } from "./printed.ts";
import { en, openStage, shoot, zh, type Stage } from "./stage.ts";

// 单据查验: a printed notice carries a code, by which anybody checks on their phone that it is ours.

let stage: Stage;
let finance: Page;
let resident: Resident;
let code = "";

const HAND = { viewport: { width: 390, height: 844 } };

beforeAll(async () => {
  stage = await openStage({
    settings: (url) => ({ SLIP_SECRET: "a-secret-of-the-utility", PUBLIC_URL: url }),
    before: async (deps) => {
      [resident] = (await debtors(deps, 1)) as [Resident];
      const { id: accountId } = resident.household;
      const { items } = (await deps.store.get(accounts, accountId))!;
      const at = deps.clock.now();
      const itemIds = items.map(({ itemId }) => itemId);
      const of = { itemIds, amountFen: resident.owedFen, delivery: "nobody" } as const;
      const fact = { kind: "step", step: "visit", ...of } as const;
      const by = { byId: "somebody", byName: "王小明", attachments: [] };
      const event = { id: "a-visit", accountId, at, on: cityDate(at), ...by, fact };
      await deps.store.commit([insert(dunningEvents, event)]);
    },
  });
  finance = await stage.enter("finance", `/console/households/${resident.household.id}`);
});
afterAll(() => stage?.close());

/** What a phone's camera reads. */
async function readCode(png: Buffer): Promise<string> {
  const { data, info } = await sharp(png).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  return decodeQR({ width: info.width, height: info.height, data });
}

test("a notice is printed with its code, in letters and as a picture", async () => {
  await finance.getByRole("tab", { name: zh("console.dunning"), exact: true }).click();
  await finance.evaluate("window.print = () => { window.printedOnce = true; }");
  await finance.getByRole("button", { name: zh("console.dunning.print"), exact: true }).click();
  await press(finance.getByRole("dialog"), zh("console.print"));
  await expect.poll(() => finance.evaluate("window.printedOnce")).toBe(true);
  const [sheet] = await printed(finance);
  const letters = /check\/((?:[A-Z0-9]{4}-){4}[A-Z0-9]{4})/.exec(sheet?.text ?? "");
  code = letters?.[1] ?? "";
  expect(code).toHaveLength(24);
  await finance.emulateMedia({ media: "print" });
  const picture = finance.locator(`svg[aria-label="${zh("slip.qr")}"]`);
  const link = `${stage.city.url}/check/${code.replaceAll("-", "")}`;
  expect(await readCode(await picture.screenshot())).toBe(link);
  await finance.emulateMedia({ media: null });
});

test("anybody sees on a phone that it is ours, and neither whose nor how much", async () => {
  const stranger = await stage.open("console", `/check/${code}`, HAND);
  await stranger.getByText(zh("slip.ours"), { exact: true }).waitFor();
  await stranger.getByText(zh("slip.open"), { exact: true }).waitFor();
  const { name, number } = resident.household;
  const shown = await stranger.getByRole("main").innerText();
  for (const secret of [name, number]) expect(shown).not.toContain(secret);
  expect(await breaches(stranger)).toEqual([]);
  const beyond = "document.documentElement.scrollWidth - innerWidth";
  expect(await stranger.evaluate(beyond)).toBe(0);
  await shoot(stranger, "slip");
  await stranger.getByRole("button", { name: "English" }).click();
  await stranger.getByText(en("slip.ours"), { exact: true }).waitFor();
});

test("a forged one is said not to be ours", async () => {
  const forged = `${code.startsWith("A") ? "C" : "A"}${code.slice(1)}`;
  const stranger = await stage.open("console", `/check/${forged}`, HAND);
  await stranger.getByText(zh("slip.not-ours"), { exact: true }).waitFor();
  expect(await stranger.getByText(zh("slip.ours"), { exact: true }).count()).toBe(0);
  expect(await breaches(stranger)).toEqual([]);
});
