import { afterAll, beforeAll, expect, test } from "vitest";
import type { Page } from "playwright-core";
import { catalogues, CITY } from "@warmline/shared/catalogue/catalogue.ts";
import { SEED_CATALOGUE } from "@warmline/shared/catalogue/catalogue-seed.ts";
import { formatYuan, type Fen } from "@warmline/shared/kernel/money.ts";
import { insert } from "@warmline/shared/store/write.ts";
import { approveWaiting } from "./approval-hands.ts";
import { breaches } from "./breaches.ts";
import { button, enterOn, noBreaches, submit, type } from "./keyboard-hands.ts";
import { debtors, type Resident } from "./people.ts";
import { en, openStage, shoot, zh, type Stage } from "./stage.ts";

// 报停、复热: asked for in the hall, approved by another, and undone by its inverse.

const TERMS = {
  kind: "stop-terms",
  noticeDays: 0,
  partSeason: true,
  pastPaid: false,
  documents: ["身份证", "报停申请表"],
} as const;

let stage: Stage;
let clerk: Page;
let head: Page;
let resident: Resident;

beforeAll(async () => {
  stage = await openStage({
    before: async (deps) => {
      [resident] = (await debtors(deps, 1)) as [Resident];
      const rules = [
        { code: "terms", zh: "报停条件", en: "Terms", from: "2020-07-01", rule: TERMS },
      ];
      const held = { ...SEED_CATALOGUE, id: CITY, version: 2, rules };
      await deps.store.commit([insert(catalogues, held)]);
    },
  });
  clerk = await stage.enter("finance", `/console/households/${resident.household.id}`);
  head = await stage.enter("finance2", "/console/requests");
});
afterAll(() => stage?.close());

const card = () => clerk.getByRole("article").first();
const dialog = () => clerk.getByRole("dialog");
const stops = () => card().getByRole("list", { name: zh("console.stops") });

/** Shown, asked for, and approved by somebody else. */
async function askedAndApproved() {
  await enterOn(clerk, button(dialog(), zh("console.request.preview")));
  await dialog().getByText(zh("console.request.field.stopped")).waitFor();
  expect(await breaches(clerk)).toEqual([]);
  await submit(clerk, dialog());
  await approveWaiting(stage, head, () => noBreaches(head));
}

async function owed(): Promise<Fen> {
  const { id } = resident.household;
  const answer = await clerk.request.get(`${stage.city.url}/api/households/${id}/debt`);
  return (await answer.json()).owedFen;
}

test("a stop leaves the base fee, says why, and stands on the contract", async () => {
  await clerk.getByRole("tab", { name: zh("console.contracts") }).click();
  await enterOn(clerk, card().getByText(zh("console.stop.stop"), { exact: true }));
  await type(clerk, dialog(), zh("console.stop.evidence"), "报停申请 0712");
  await type(clerk, dialog(), zh("console.reason"), "全家在外地");
  const terms = dialog().getByRole("region", { name: zh("catalogue.rule.stop-terms") });
  expect(await terms.getByRole("listitem").allInnerTexts()).toEqual([
    zh("catalogue.stop-terms.documents", { list: TERMS.documents.join(zh("console.list-comma")) }),
  ]);
  await shoot(clerk, "stop-terms");
  const first = await dialog().getByLabel(zh("console.stop.stop.from")).inputValue();
  await askedAndApproved();
  await stops().getByText(zh("console.stop.stopped")).waitFor();
  await stops()
    .getByText(zh("console.stop.from", { from: first }))
    .waitFor();
  await noBreaches(clerk);
  expect(await owed()).toBeLessThan(resident.owedFen);
});

test("restored from its first day on, all is owed as before", async () => {
  const from = (await stops()
    .getByText(/\d{4}-\d\d-\d\d/)
    .textContent())!.slice(0, 10);
  await enterOn(clerk, button(stops(), zh("console.stop.restore")));
  await dialog().getByLabel(zh("console.stop.restore.from")).fill(from);
  await type(clerk, dialog(), zh("console.stop.evidence"), "复热申请 0713");
  await type(clerk, dialog(), zh("console.reason"), "回来了");
  await askedAndApproved();
  await stops().getByText(zh("console.stop.undone")).waitFor();
  expect(await owed()).toBe(resident.owedFen);
  await clerk.getByRole("tab", { name: zh("console.account") }).click();
  await clerk.getByText(formatYuan(resident.owedFen)).first().waitFor();
});

test("in English, too", async () => {
  await clerk.evaluate(`localStorage.setItem("warmline.language", "en")`);
  await clerk.reload();
  await clerk.getByRole("tab", { name: en("console.contracts") }).click();
  await clerk.getByText(en("console.stop.undone")).waitFor();
  await enterOn(clerk, clerk.getByText(en("console.stop.resume"), { exact: true }).first());
  await dialog().getByText(en("console.stop.resume.about")).waitFor();
  expect(await breaches(clerk)).toEqual([]);
});
