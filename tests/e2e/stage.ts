import { mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { DEMO_PASSWORD } from "@warmline/demo/people.ts";
import { chromium, type BrowserContextOptions, type Page } from "playwright-core";
import { expect, inject } from "vitest";
import { openCity, type City, type CityOptions } from "./city.ts";
import { newContext, type Screen } from "./screens.ts";
import { HALL, zh } from "./texts.ts";

export { en, HALL, zh } from "./texts.ts";

/** A city with people in front of its screens. */
export interface Stage {
  readonly city: City;
  /** A machine of its own: cookies and storage are shared with no other. */
  open(screen: Screen, path: string, options?: BrowserContextOptions): Promise<Page>;
  /** A console with this person signed in. */
  enter(login: string, path?: string, options?: BrowserContextOptions): Promise<Page>;
  close(): Promise<void>;
}

export interface StageOptions extends CityOptions {
  /** A browser of the suite's own, in place of the one that all share. */
  readonly browserUrl?: string;
}

export async function openStage(options: StageOptions = {}): Promise<Stage> {
  const browser = await chromium.connect(options.browserUrl ?? inject("browserUrl"));
  const city = await openCity(options);
  const broken: string[] = [];

  async function open(screen: Screen, path: string, more: BrowserContextOptions = {}) {
    const context = await newContext(browser, screen, more);
    const page = await context.newPage();
    watch(page, broken);
    await page.goto(city.url + path);
    return page;
  }

  return {
    city,
    open,
    async enter(login, path = "/console", more = {}) {
      const page = await open("console", `/sign-in?from=${encodeURIComponent(path)}`, more);
      await signIn(page, login);
      await page.getByRole("navigation").waitFor();
      return page;
    },
    async close() {
      await browser.close();
      await city.close();
      expect(broken, "errors that the pages met").toEqual([]);
    },
  };
}

/** An exception nobody caught, or something that the content policy kept out, is a defect. */
function watch(page: Page, broken: string[]): void {
  page.on("pageerror", (error) => broken.push(`${page.url()}: ${error.stack ?? error.message}`));
  page.on("console", (message) => {
    if (/content security policy/i.test(message.text())) broken.push(message.text());
  });
}

export async function signIn(page: Page, login: string, password = DEMO_PASSWORD): Promise<void> {
  await page.getByLabel(zh("console.login"), { exact: true }).fill(login);
  await page.getByLabel(zh("console.password"), { exact: true }).fill(password);
  await page.getByRole("button", { name: zh("console.sign-in"), exact: true }).click();
}

/** The screen shows its code; an administrator approves it in the console. Answers the code. */
export async function approve(admin: Page, device: Page, name: string): Promise<string> {
  const code = (await device.locator(".code").innerText()).replace(/\s/g, "");
  await admin.getByLabel(zh("console.device.code")).fill(code);
  await admin.getByLabel(zh("console.device.name")).fill(name);
  await admin.getByLabel(zh("console.hall"), { exact: true }).selectOption({ label: HALL.name });
  await admin.getByRole("button", { name: zh("console.device.approve") }).click();
  await admin.getByText(zh("console.device.approved", { name })).waitFor();
  return code;
}

/** Figures for whoever reads the run. */
export function report(line: string): void {
  process.stdout.write(`  ${line}\n`);
}

const pictures = fileURLToPath(new URL("../../docs/screenshots/", import.meta.url));

/** Kept for the documentation, and only when asked for. */
export async function shoot(page: Page, name: string): Promise<void> {
  if (process.env["SCREENSHOTS"] !== "1") return;
  mkdirSync(pictures, { recursive: true });
  await page.screenshot({ path: `${pictures}${name}.png`, animations: "disabled" });
}
