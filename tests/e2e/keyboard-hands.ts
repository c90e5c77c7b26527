import { expect } from "vitest";
import type { Locator, Page } from "playwright-core";
import { breaches } from "./breaches.ts";

/** The console by keyboard alone, as a person at a desk walks it. */

const TABS_MAX = 150;

/** Presses Tab until the control has the focus: what cannot be reached so fails the test. */
export async function tabTo(page: Page, control: Locator): Promise<void> {
  await control.waitFor();
  const focused = () => control.evaluate((element) => element.matches(":focus"));
  for (let tabs = 0; tabs < TABS_MAX; tabs += 1) {
    if (await focused()) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`no way by keyboard to ${String(control)}`);
}

export async function enterOn(page: Page, control: Locator): Promise<void> {
  await tabTo(page, control);
  await page.keyboard.press("Enter");
}

export function button(where: Page | Locator, name: string): Locator {
  return where.getByRole("button", { name, exact: true });
}

export async function type(page: Page, where: Page | Locator, label: string, text: string) {
  await tabTo(page, where.getByLabel(label, { exact: true }));
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type(text);
}

export async function submit(page: Page, dialog: Locator): Promise<void> {
  await enterOn(page, dialog.locator("[type=submit]"));
  await dialog.waitFor({ state: "hidden" });
}

export async function noBreaches(page: Page): Promise<void> {
  expect(await breaches(page)).toEqual([]);
  await page.evaluate(`document.documentElement.dataset.theme = "dark"`);
  expect(await breaches(page)).toEqual([]);
  await page.evaluate(`delete document.documentElement.dataset.theme`);
}

export async function go(page: Page, letter: string, heading: string): Promise<void> {
  await page.evaluate("document.activeElement?.blur()");
  await page.keyboard.press("g");
  await page.keyboard.press(letter);
  await page.getByRole("heading", { name: heading, level: 1 }).waitFor();
}
