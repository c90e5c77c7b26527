import type { TestProject } from "vitest/node";
import { launchBrowser } from "../../tools/browser.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** Where the suites reach the one browser that they share. */
    readonly browserUrl: string;
  }
}

/** A page is no secure context under a name, as it is in a house without certificates. */
const NAMED = "--host-resolver-rules=MAP warmline.test 127.0.0.1";

/** Machines of tests have none. */
const MICROPHONE = ["--use-fake-device-for-media-stream"];

/** One Chromium for all suites. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await launchBrowser({ args: [NAMED, ...MICROPHONE] });
  project.provide("browserUrl", server.wsEndpoint());
  return () => server.close();
}
