import { chromium, type Browser, type BrowserServer, type Page } from "playwright-core";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { formatYuan } from "@warmline/shared/kernel/money.ts";
import { launchBrowser } from "../../tools/browser.ts";
import { chromium109 } from "../../tools/chromium-109.ts";
import { prove, takeNumber, touch } from "./kiosk-hands.ts";
import { debtors, type Resident } from "./people.ts";
import { HALL, openStage, zh, type Stage } from "./stage.ts";
import { LISTEN, said, spoken } from "./tv-hands.ts";

/** Longer than any honest wait on a busy machine. */
const WITHIN = { timeout: 20_000 };
const HALF = { viewport: { width: 540, height: 960 } };

/** What makes a page look as it does, if some rule of the style sheets is not understood. */
const LOOKS = [
  "display position visibility opacity flex-direction justify-content gap",
  "color background-color border-top-color border-top-width border-top-left-radius",
  "font-size font-weight line-height padding-top padding-left margin-top margin-left",
].flatMap((line) => line.split(" "));

/** A page of each kind: who opens it, and what stands on it once it is there. */
const PAGES: readonly [path: string, ready: string, login?: string][] = [
  [`/demo/kiosk/${HALL.id}`, "main button"],
  [`/demo/tv/${HALL.id}`, ".calls li"],
  ["/sign-in", "form input"],
  ["/console/cases", "main li", "supervisor"],
  [`/console/hall/${HALL.id}`, "[role=tab]", "manager-xicheng"],
];

let old: BrowserServer;
let today: Browser;
let stage: Stage;
let resident: Resident;

beforeAll(async () => {
  today = await chromium.connect(inject("browserUrl"));
  old = await launchBrowser({ executablePath: await chromium109() });
  stage = await openStage({
    browserUrl: old.wsEndpoint(),
    before: async (deps) => {
      [resident] = (await debtors(deps, 1)) as [Resident];
    },
  });
});
afterAll(async () => {
  await stage?.close();
  await today?.close();
  await old?.close();
});

test("is Chrome 109", async () => {
  const page = await stage.open("console", "/favicon.svg");
  expect(await page.evaluate("navigator.userAgent")).toMatch(/Chrome\/109\./);
});

test("a kiosk shows its code, a fee, and a number with its slip", async () => {
  const unpaired = await stage.open("kiosk", "/kiosk/", HALF);
  await unpaired.locator(".code").waitFor();

  const kiosk = await stage.open("kiosk", `/demo/kiosk/${HALL.id}`, HALF);
  await touch(kiosk, new RegExp(zh("kiosk.lookup")));
  await prove(kiosk, resident.household.number, resident.lastFour);
  await kiosk.getByRole("heading", { name: formatYuan(resident.owedFen) }).waitFor();
  await kiosk.goto(`${stage.city.url}/kiosk/`);
  expect(await takeNumber(kiosk, "缴费")).toMatch(/^[A-Z]\d+$/);
});

test("a television shows its code, and shows and speaks a call", async () => {
  const unpaired = await stage.open("tv", "/tv");
  await unpaired.locator(".code").waitFor();

  const tv = await stage.open("tv", "/favicon.svg");
  await tv.addInitScript(LISTEN);
  await tv.goto(`${stage.city.url}/demo/tv/${HALL.id}`);
  await tv.locator(".calls li").first().waitFor();
  await tv.mouse.click(900, 600);
  const { ask } = stage.city;
  const wanted = { serviceId: `${HALL.id}-a`, priority: "normal" };
  await ask("cashier-xicheng1", `/api/counters/${HALL.id}-c1/open`, {});
  await ask("cashier-xicheng1", `/api/halls/${HALL.id}/tickets`, wanted);
  await ask("cashier-xicheng1", `/api/counters/${HALL.id}-c1/next`, {});
  const label = await tv.locator(".hero .label").innerText();
  await expect.poll(() => spoken(tv), WITHIN).toEqual([`qing ${said(label, "hao-dao counter-1")}`]);
});

test.each(PAGES)("%s looks as in today's Chromium", async (path, ready, login) => {
  const screen = path.includes("kiosk") ? "kiosk" : "tv";
  const page = await (login === undefined ? stage.open(screen, path) : stage.enter(login, path));
  await page.locator(ready).first().waitFor();
  const viewport = page.viewportSize();
  const storageState = await page.context().storageState();
  const context = await today.newContext({ storageState, viewport, locale: "zh-CN" });
  const other = await context.newPage();
  await other.goto(page.url());
  await other.locator(ready).first().waitFor();
  // Rows and sentences come one after the other; in the end both have the same.
  await expect
    .poll(async () => differences(await looksOf(page), await looksOf(other)), WITHIN)
    .toEqual([]);
  await context.close();
});

/**
 * Each element with how it is drawn, less what nobody sees: the colour of a border without width. A
 * list's options are drawn by the browser itself, each in its way.
 */
function looksOf(page: Page): Promise<string[][]> {
  return page.evaluate<string[][]>(`
    Array.from(document.querySelectorAll("body *:not(option)"), (element) => {
      const style = getComputedStyle(element);
      const bare = style.borderTopWidth === "0px";
      const names = ${JSON.stringify(LOOKS)}.filter((name) => !bare || name !== "border-top-color");
      const looks = names.map((name) => name + ": " + style[name]);
      return [element.tagName + "." + element.className, ...looks];
    })
  `);
}

function differences(one: readonly string[][], other: readonly string[][]): string[] {
  if (one.length !== other.length) return [`${one.length} elements ≠ ${other.length}`];
  return one.flatMap((looks, at) => {
    const others = other[at] ?? [];
    const differ = looks.flatMap((look, n) => (look === others[n] ? [] : `${look} ≠ ${others[n]}`));
    return differ.length === 0 ? [] : [`${looks[0]}: ${differ.join("; ")}`];
  });
}

/** An older browser, as far as the notice can tell. */
const OLDER = "CSS.supports = () => false";

test.each(["/kiosk/", "/tv", "/sign-in"])("%s tells an older browser so", async (path) => {
  const page = await stage.open("console", "/favicon.svg");
  await page.addInitScript(OLDER);
  await page.goto(stage.city.url + path);
  const notice = page.getByRole("alert").first();
  await expect.poll(() => notice.textContent(), WITHIN).toContain("Chrome 109");
});
