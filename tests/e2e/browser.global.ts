import chromium from "@sparticuz/chromium";
import { chromium as playwright } from "playwright-core";
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

/** One Chromium for all suites; `WARMLINE_TEST_CHROMIUM` names another one than the packaged. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await playwright.launchServer({
    executablePath: process.env["WARMLINE_TEST_CHROMIUM"] ?? (await chromium.executablePath()),
    args: [...chromium.args.filter((each) => !NOT_HERE.has(each)), "--no-sandbox", NAMED],
    headless: true,
    host: "127.0.0.1",
  });
  project.provide("browserUrl", server.wsEndpoint());
  return () => server.close();
}
