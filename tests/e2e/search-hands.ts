import type { Page } from "playwright-core";
import { expect } from "vitest";

/** Opens the one box by its keys, once the page takes any: one that is being loaded does not. */
export async function openBox(page: Page): Promise<void> {
  const box = page.getByRole("dialog").getByRole("combobox");
  const opened = async () => {
    if (!(await box.isVisible())) await page.keyboard.press("Control+k");
    return box.isVisible();
  };
  await expect.poll(opened, { interval: 500 }).toBe(true);
}
