import chromium from "@sparticuz/chromium";
import { setTimeout as sleep } from "node:timers/promises";
import { chromium as playwright, type BrowserServer } from "playwright-core";

/** These suit a function in the cloud: here pages are many, and a crashed one must not take all. */
const NOT_HERE = new Set(["--single-process", "--no-zygote"]);

const LAUNCHES = 3;

export interface BrowserOptions {
  readonly args?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  /** Another one than the packaged. */
  readonly executablePath?: string;
}

/**
 * The Chromium that tests and figures share; `WARMLINE_TEST_CHROMIUM` names another one than the
 * packaged. Begun again when it dies at once: another run on the machine may just be unpacking it.
 */
export async function launchBrowser(options: BrowserOptions = {}): Promise<BrowserServer> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await launch(options);
    } catch (error) {
      if (attempt === LAUNCHES) throw error;
      await sleep(2_000);
    }
  }
}

async function launch(options: BrowserOptions): Promise<BrowserServer> {
  const { args = [], environment = {} } = options;
  const named = options.executablePath ?? process.env["WARMLINE_TEST_CHROMIUM"];
  return playwright.launchServer({
    executablePath: named ?? (await chromium.executablePath()),
    args: [...chromium.args.filter((each) => !NOT_HERE.has(each)), "--no-sandbox", ...args],
    env: { ...process.env, ...environment },
    headless: true,
    host: "127.0.0.1",
  });
}
