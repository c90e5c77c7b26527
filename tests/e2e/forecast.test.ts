import { afterAll, beforeAll, expect, test } from "vitest";
import { addDays, cityDate, instantOf } from "@warmline/shared/kernel/time.ts";
import { livePastCalls } from "@warmline/demo/past-calls/index.ts";
import { demoCityOf } from "@warmline/demo/marker.ts";
import { breaches } from "./breaches.ts";
import { press } from "./console-hands.ts";
import { openStage, shoot, zh, type Stage } from "./stage.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await openStage({
    before: async (deps) => livePastCalls(deps, (await demoCityOf(deps.store))!),
  });
});
afterAll(() => stage?.close());

test("a supervisor sees what is to come, what it is made of, and how it is reckoned", async () => {
  const desk = await stage.enter("agent1", "/console/acd");
  await press(desk, zh("console.acd.ready"));
  const phone = desk.getByRole("group", { name: zh("console.acd.my-phone") });
  await phone.getByText(zh("acd.state.ready")).waitFor();
  const page = await stage.enter("supervisor", "/console/acd");
  await page.getByRole("link", { name: zh("console.forecast") }).click();
  const chart = page.getByRole("slider", { name: zh("console.forecast.chart") });
  await chart.waitFor();
  const halves = page.getByRole("region", { name: zh("console.forecast.half-hour") });
  expect(await halves.getByRole("row").count()).toBe(49);
  const signedOn = zh("console.forecast.staffed.count", { count: 1, paused: 0 });
  await page.getByText(signedOn).waitFor();
  const standing = new RegExp(`^(${zh("console.forecast.enough")}|缺 \\d+ 席)$`);
  expect(await halves.getByText(standing).count()).toBeGreaterThan(0);

  await shoot(page, "forecast");
  await chart.focus();
  await page.keyboard.press("Home");
  expect(await chart.getAttribute("aria-valuetext")).toContain("00:00–00:30");
  await page.keyboard.press("ArrowRight");
  expect(await chart.getAttribute("aria-valuetext")).toContain("00:30–01:00");
  await page.keyboard.press("End");
  expect(await chart.getAttribute("aria-valuetext")).toContain("23:30–24:00");

  const how = page.getByText(zh("console.forecast.how.seats"));
  expect(await how.isVisible()).toBe(false);
  await page.getByText(zh("console.forecast.how"), { exact: true }).click();
  await how.waitFor();
  expect(await breaches(page)).toEqual([]);

  await page.getByLabel(zh("console.forecast.day"), { exact: true }).selectOption("tomorrow");
  await page.getByRole("heading", { name: zh("console.forecast.whole-day") }).waitFor();
  await page.getByLabel(zh("console.forecast.queue"), { exact: true }).selectOption("fees");
  expect(await halves.getByText(standing).count()).toBe(0);
  expect(await breaches(page)).toEqual([]);
});

test("a harder target needs more seats", async () => {
  const page = await stage.enter("supervisor", "/console/acd/forecast");
  await page.getByLabel(zh("console.forecast.day"), { exact: true }).selectOption("tomorrow");
  const halves = page.getByRole("region", { name: zh("console.forecast.half-hour") });
  const seats = async () => {
    const cells = await halves.locator("tbody td:nth-child(3)").allInnerTexts();
    return cells.reduce((sum, cell) => sum + Number(cell), 0);
  };
  await halves.waitFor();
  const before = await seats();
  expect(before).toBeGreaterThan(20);
  await press(page, zh("console.forecast.target"));
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel(zh("console.forecast.target.share")).fill("99");
  await dialog.getByLabel(zh("console.forecast.target.seconds")).fill("5");
  await press(dialog, zh("console.save"));
  await dialog.waitFor({ state: "detached" });
  await expect.poll(seats, { timeout: 20_000 }).toBeGreaterThan(before);
});

test("a temperature is entered and corrected; what it said before stays to be seen", async () => {
  const page = await stage.enter("supervisor", "/console/acd/forecast");
  const tomorrow = addDays(cityDate(instantOf(Date.now())), 1);
  const button = page
    .getByRole("region", { name: zh("console.forecast.temperatures") })
    .getByRole("button", { name: tomorrow.slice(5) });
  for (const degrees of ["-8.5", "-11"]) {
    await button.click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel(zh("field.lowestDeci")).fill(degrees);
    await press(dialog, zh("console.forecast.temperatures.set"));
    await dialog.waitFor({ state: "detached" });
  }
  const former = zh("console.forecast.temperatures.former", { degrees: "−8.5" });
  await button.getByText(former).waitFor();
  expect(await button.innerText()).toContain("−11.0°");
  await page.getByLabel(zh("console.forecast.day"), { exact: true }).selectOption("tomorrow");
  await page
    .getByText(zh("console.forecast.lowest", { degrees: "−11.0" }))
    .first()
    .waitFor();
});

test("nothing on record: the page says so, and shows no figure", async () => {
  const own = await openStage();
  try {
    const page = await own.enter("supervisor", "/console/acd/forecast");
    await page.getByText(zh("console.forecast.none"), { exact: true }).waitFor();
    expect(await page.getByRole("slider").count()).toBe(0);
    expect(await page.getByRole("table").count()).toBe(0);
    expect(await breaches(page)).toEqual([]);
  } finally {
    await own.close();
  }
});
