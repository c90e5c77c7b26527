import type { Page } from "playwright-core";
import { zh } from "./texts.ts";

/** What a resident does at a kiosk, in its own description; not before a touch counts. */
export async function touch(kiosk: Page, name: string | RegExp): Promise<void> {
  const button = kiosk.getByRole("button", { name });
  await button.waitFor();
  await settled(kiosk);
  await button.click();
}

/** The screen has stood for as long as it takes until a touch counts. */
export async function settled(kiosk: Page): Promise<void> {
  await kiosk.locator("html[data-settling]").waitFor({ state: "detached" });
}

export async function type(kiosk: Page, digits: string): Promise<void> {
  for (const digit of digits) await kiosk.getByRole("button", { name: digit, exact: true }).click();
}

/** Household number, then the last four digits of a phone on file. */
export async function prove(kiosk: Page, number: string, lastFour: string): Promise<void> {
  await type(kiosk, number);
  await touch(kiosk, zh("kiosk.next"));
  await kiosk.getByRole("heading", { name: zh("kiosk.type-phone-digits") }).waitFor();
  await type(kiosk, lastFour);
  await touch(kiosk, zh("kiosk.next"));
}

/** A cold flat, said with a phrase and in the resident's own description; stands before sending. */
export async function tellOfCold(
  kiosk: Page,
  who: { number: string; lastFour: string },
  description: string,
): Promise<void> {
  await touch(kiosk, zh("kiosk.report"));
  await touch(kiosk, zh("kiosk.case-not-warm"));
  await touch(kiosk, new RegExp(`^${zh("kiosk.yes")}$`));
  await touch(kiosk, zh("kiosk.where-mine"));
  await prove(kiosk, who.number, who.lastFour);
  await touch(kiosk, zh("kiosk.contact-known"));
  await touch(kiosk, zh("kiosk.phrase-cold-all"));
  await kiosk.getByLabel(zh("kiosk.describe-own")).fill(description);
  await touch(kiosk, zh("kiosk.next"));
  await kiosk.getByRole("heading", { name: zh("kiosk.review") }).waitFor();
}

/** Answers the label on the screen, which the slip bears too. */
export async function takeNumber(kiosk: Page, service: string): Promise<string> {
  await touch(kiosk, zh("kiosk.number"));
  await touch(kiosk, new RegExp(service));
  await touch(kiosk, new RegExp(zh("kiosk.who-normal")));
  const shown = kiosk.getByRole("status").filter({ hasText: /^[A-Z]\d+$/ });
  const label = (await shown.innerText()).trim();
  await kiosk.locator(".paper svg text", { hasText: label }).waitFor();
  return label;
}
