import { afterAll, beforeAll, expect, test } from "vitest";
import { fen, formatYuan } from "@warmline/shared/kernel/money.ts";
import type { Page } from "playwright-core";
import { casePane, press } from "./console-hands.ts";
import { takeNumber } from "./kiosk-hands.ts";
import { debtors, type Resident } from "./people.ts";
import { listenToPrint, printed } from "./printed.ts";
import { HALL, openStage, zh, type Stage } from "./stage.ts";

const PAID_FEN = 12_345;
/** Of Extension A and B, as they stand in names. */
const RARE = "𠮷㛃䶮";
const WORDS = "主卧十四度，老人在家\n阀门全开仍不热";
const A4 = [210, 297];
const WHEN = String.raw`\d{4}-\d\d-\d\d\d\d:\d\d`;

let stage: Stage;
let resident: Resident;
let cashier: Page;

beforeAll(async () => {
  stage = await openStage({
    before: async (deps) => {
      const all = await debtors(deps, 8, "branch-01");
      resident = all.find(({ owedFen }) => owedFen > PAID_FEN)!;
    },
  });
  await stage.city.ask("cashier-xicheng1", "/api/ledger/till/open", { till: "1", floatFen: 0 });
  cashier = await stage.enter("cashier-xicheng1", `/console/households/${resident.household.id}`);
});
afterAll(() => stage?.close());

/** One page of exactly these words, some of them patterns; blanks do not count. */
function saying(...words: (string | RegExp)[]): RegExp {
  const parts = words.map((word) => {
    if (word instanceof RegExp) return word.source;
    const bare = word.normalize("NFKC").replaceAll(/\s/g, "");
    return bare.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
  });
  return new RegExp(`^${parts.join("")}$`, "u");
}

const amount = formatYuan(fen(PAID_FEN));
const receipt = () => cashier.getByRole("dialog", { name: zh("console.receipt.title") });

async function expectReceipt(): Promise<void> {
  await receipt().getByText(zh("console.receipt.check")).waitFor();
  const asked = await listenToPrint(cashier);
  await press(receipt(), zh("console.print"));
  await asked();
  const pages = await printed(cashier);
  const { household } = resident;
  const { district, community, building, unit, room } = household.address;
  expect(pages.map(({ text }) => text)).toEqual([
    expect.stringMatching(
      saying(
        HALL.name,
        zh("console.receipt.title"),
        zh("console.receipt.number"),
        /XICHENG-\d{4}-\d{6}/,
        zh("console.entry.at"),
        new RegExp(`${WHEN}:\\d\\d`),
        zh("console.receipt.payer"),
        RARE,
        zh("console.household"),
        household.name + household.number,
        zh("console.case.place"),
        [district, community, building, unit, room].join(""),
        /\d{4}-\d{4}/,
        zh("ledger.fee.heat"),
        amount,
        zh("console.receipt.check"),
        /[\w-]{43}/,
        zh("ledger.method.cash"),
        amount,
        zh("console.receipt.given"),
        formatYuan(fen(20_000)),
        zh("console.receipt.change"),
        formatYuan(fen(20_000 - PAID_FEN)),
        zh("console.receipt.total"),
        amount,
        zh("console.receipt.capital"),
        "壹佰贰拾叁元肆角伍分",
        zh("console.receipt.cashier"),
        /\p{Script=Han}{2,4}/u,
      ),
    ),
  ]);
  const [width = 0, length = 0] = pages[0]?.mm ?? [];
  expect(width).toBe(80);
  expect(length).toBeGreaterThan(60);
  expect(length).toBeLessThan(120);
}

test("a receipt is printed as such on the roll, as the money is taken", async () => {
  await cashier.getByRole("heading", { name: zh("console.journal") }).waitFor();
  await cashier.keyboard.press("p");
  const dialog = cashier.getByRole("dialog", { name: zh("console.pay") });
  await dialog.getByLabel(zh("console.pay.amount")).fill((PAID_FEN / 100).toFixed(2));
  await dialog.getByLabel(zh("console.pay.payer")).fill(RARE);
  await dialog.getByLabel(zh("console.pay.given")).fill("200");
  await dialog.getByText(formatYuan(fen(20_000 - PAID_FEN))).waitFor();
  await press(dialog, zh("console.pay.confirm", { amount }));
  await expectReceipt();
  await cashier.keyboard.press("Escape");
});

test("a household is printed without what is there to be pressed", async () => {
  await receipt().waitFor({ state: "hidden" });
  const [first, ...more] = await printed(cashier);
  expect(first?.mm).toEqual(A4);
  expect(first?.text).toContain(resident.household.number);
  expect(first?.text).toContain(zh("console.journal"));
  for (const word of ["page.product", "console.cases", "console.void", "console.receipt"] as const)
    expect(first?.text).not.toContain(zh(word));
  expect(more.length, "no more pages than a journal of seven entries takes").toBeLessThan(2);
});

test("a receipt is printed again from the journal", async () => {
  const taken = cashier.locator("tbody tr").filter({ hasText: amount });
  await taken.getByRole("button", { name: zh("console.receipt"), exact: true }).click();
  await expectReceipt();
  await cashier.keyboard.press("Escape");
});

test("a number slip is printed on the roll", async () => {
  const kiosk = await stage.open("kiosk", `/demo/kiosk/${HALL.id}`);
  const label = await takeNumber(kiosk, "缴费");
  const asked = await listenToPrint(kiosk);
  await press(kiosk, zh("kiosk.print"));
  await asked();
  const pages = await printed(kiosk);
  expect(pages.map(({ text }) => text)).toEqual([
    expect.stringMatching(
      saying(
        HALL.name,
        zh("kiosk.your-number"),
        label,
        zh("kiosk.slip-service"),
        "缴费",
        zh("kiosk.slip-ahead"),
        zh("kiosk.slip-people", { count: 0 }),
        zh("kiosk.slip-wait"),
        zh("kiosk.counters-closed"),
        zh("kiosk.slip-time"),
        new RegExp(WHEN),
        zh("kiosk.slip-note"),
      ),
    ),
  ]);
  expect(pages[0]?.mm[0]).toBe(80);
  expect(pages[0]?.mm[1]).toBeLessThan(120);
});

test("a work order is printed on one page of A4, however much was reported", async () => {
  const report = {
    contact: { name: RARE, phone: "13912345678" },
    householdId: resident.household.id,
    category: "not-warm",
    urgency: "urgent",
  };
  const { id, number } = await stage.city.ask("agent1", "/api/cases", {
    ...report,
    description: WORDS,
  });
  const agent = await stage.enter("agent1", `/console/cases/${id}`);
  const asked = await listenToPrint(agent);
  await press(casePane(agent), zh("console.work-order.print"));
  await asked();
  const pages = await printed(agent);
  expect(pages).toHaveLength(1);
  expect(pages[0]?.mm).toEqual(A4);
  expect(pages[0]?.text).toMatch(
    saying(
      zh("console.work-order.title"),
      number,
      zh("console.case.category"),
      zh("cases.category.not-warm"),
      zh("console.case.urgency"),
      zh("cases.urgency.urgent"),
      zh("console.case.opened"),
      new RegExp(WHEN),
      zh("console.case.due"),
      new RegExp(WHEN),
      zh("console.case.source"),
      zh("cases.source.console"),
      zh("console.household.number"),
      resident.household.number,
      zh("console.case.contact"),
      RARE,
      zh("console.phone"),
      "13912345678",
      zh("console.branch"),
      "西城分公司",
      zh("console.case.assignee"),
      zh("console.case.place"),
      /.+/,
      zh("console.case.words"),
      WORDS,
      zh("console.work-order.done"),
      zh("console.work-order.arrived"),
      zh("console.case.temperature"),
      zh("console.work-order.finished"),
      zh("console.work-order.worker"),
      zh("console.work-order.resident"),
    ),
  );
  const long = await stage.city.ask("agent1", "/api/cases", {
    ...report,
    contact: { ...report.contact, kind: "grid-worker" },
    separate: true,
    description: "冷\n".repeat(200) + "暖".repeat(1_500),
  });
  await agent.goto(`${stage.city.url}/console/cases/${long.id}`);
  await casePane(agent).waitFor();
  await casePane(agent).getByText("暖暖暖").first().waitFor();
  const [whole, ...rest] = await printed(agent);
  expect(rest).toEqual([]);
  expect(whole?.mm).toEqual(A4);
  expect(whole?.text).toContain("暖".repeat(1_500));
  expect(whole?.text, "who answers that phone").toContain(zh("cases.contact.grid-worker"));
  expect(whole?.text).toContain(zh("console.work-order.resident"));
});

test("the list of cases is printed whole, and nothing but the list", async () => {
  const agent = await stage.enter("agent1", "/console/cases");
  await agent.getByText("暖暖暖").first().waitFor();
  const counted = await agent.getByText(/^\s*\d+ 件\s*$/).innerText();
  const pages = await printed(agent);
  const text = pages.map((one) => one.text).join("");
  for (const word of ["page.product", "console.case.new", "console.cases.choose"] as const) {
    expect(text).not.toContain(zh(word));
  }
  expect(`${text.match(/\d{8}-\d{4}/g)?.length} 件`).toBe(counted.trim());
});
