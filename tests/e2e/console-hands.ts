import type { Locator, Page } from "playwright-core";
import { zh } from "./stage.ts";

/** The pane in which a case, a household or a desk is looked at. */
export function pane(page: Page, name: string | RegExp): Locator {
  return page.getByRole("region", { name, exact: true });
}

/** The pane of the one case that is open; it bears its number. */
export function casePane(page: Page): Locator {
  return pane(page, /^\d{8}-\d{4}$/);
}

export function press(where: Page | Locator, name: string): Promise<void> {
  return where.getByRole("button", { name, exact: true }).click();
}

/** An action on the open case: in the bar, or in the menu behind it. */
export async function doAction(page: Page, name: string): Promise<void> {
  const bar = page.getByRole("group", { name: zh("console.case.acts") });
  const button = bar.getByRole("button", { name: new RegExp(`^${name}`) });
  const more = bar.getByRole("button", { name: zh("console.case.more") });
  await button.or(more).first().waitFor();
  if (await button.isVisible()) return button.click();
  await more.click();
  await page.getByRole("menuitem", { name, exact: true }).click();
}

/** Fills what a dialog asks for and confirms with the button of that name. */
export async function answer(
  page: Page,
  name: string,
  fill: (dialog: Locator) => Promise<unknown> = async () => undefined,
): Promise<void> {
  const submit = page.getByRole("button", { name, exact: true });
  const dialog = page.getByRole("dialog").filter({ has: submit });
  await fill(dialog);
  await dialog.getByRole("button", { name, exact: true }).click();
  await dialog.waitFor({ state: "hidden" });
}

/** Waits until the open case stands so. */
export async function expectState(page: Page, state: string): Promise<void> {
  await casePane(page).locator(".badges").getByText(state, { exact: true }).waitFor();
}

/** Names that things of one role bear twice: whoever hears them could not tell which is meant. */
export async function repeatedNames(
  where: Page | Locator,
  role: "region" | "button",
): Promise<string[]> {
  const names = await where
    .getByRole(role)
    .evaluateAll((all) =>
      (all as unknown as Named[]).map((one) => one.getAttribute("aria-label") ?? one.textContent),
    );
  return names.filter((name, at) => names.indexOf(name) !== at);
}

interface Named {
  readonly textContent: string;
  getAttribute(name: string): string | null;
}
