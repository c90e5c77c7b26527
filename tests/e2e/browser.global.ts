import chromium from "@sparticuz/chromium";
import { setTimeout as sleep } from "node:timers/promises";
import { chromium as playwright, type BrowserServer } from "playwright-core";
import type { TestProject } from "vitest/node";

declare module "vitest" {
  interface ProvidedContext {
    /** Where the suites reach the one browser that they share. */
    readonly browserUrl: string;
  }
}

/** These suit a function in the cloud: here pages are many, and a crashed one must not take all. */
const NOT_HERE = new Set(["--single-process", "--no-zygote"]);

/** A page is no secure context under a name, as it is in a house without certificates. */
const NAMED = "--host-resolver-rules=MAP warmline.test 127.0.0.1";

const LAUNCHES = 3;

/** One Chromium for all suites; `WARMLINE_TEST_CHROMIUM` names another one than the packaged. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await launch(1);
  project.provide("browserUrl", server.wsEndpoint());
  return () => server.close();
}

/** Again when it dies at once: another run on the machine may just be unpacking it. */
async function launch(attempt: number): Promise<BrowserServer> {
  try {
    return await playwright.launchServer({
      executablePath: process.env["WARMLINE_TEST_CHROMIUM"] ?? (await chromium.executablePath()),
      args: [...chromium.args.filter((each) => !NOT_HERE.has(each)), "--no-sandbox", NAMED],
      headless: true,
      host: "127.0.0.1",
    });
  } catch (error) {
    if (attempt === LAUNCHES) throw error;
    await sleep(2_000);
    return launch(attempt + 1);
  }
}
