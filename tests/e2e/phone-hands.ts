import type { Locator, Page } from "playwright-core";
import { press } from "./console-hands.ts";
import { zh, type Stage } from "./stage.ts";

const HAND = { viewport: { width: 390, height: 844 } };

/** Somebody calls, from the first number that is offered or with none shown, and wants a person. */
export async function asksForPerson(stage: Stage, withheld: boolean): Promise<Page> {
  const phone = await stage.open("console", "/sim/phone", HAND);
  const caller = phone.getByLabel(zh("phone.caller"));
  await caller
    .locator("option:checked")
    .filter({ hasText: /\d{9}/ })
    .waitFor({ state: "attached" });
  if (withheld) await caller.selectOption({ label: zh("phone.caller.withheld") });
  await press(phone, zh("phone.dial"));
  await course(phone)
    .getByText(/供热客服热线/)
    .waitFor();
  await press(phone, "0");
  return phone;
}

/** What is said and heard on that phone. */
export function course(phone: Page): Locator {
  return phone.getByRole("region", { name: zh("phone.course") });
}
