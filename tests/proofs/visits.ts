import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import { launchBrowser } from "../../tools/browser.ts";
import type { Measurable } from "../../tools/measured.ts";
import { openCity } from "../e2e/city.ts";
import { debtors, type Resident } from "../e2e/people.ts";
import { drawWalks, walkAll } from "../e2e/visit-walks.ts";

const RESIDENTS = 16;
/** The screens are drawn for nobody: without the software that stands in for a graphics card. */
const NO_GPU = "--disable-gpu";
const BUILD = fileURLToPath(new URL("../../tools/build.mjs", import.meta.url));
const KIOSKS = 2;

/** Somebody leaves a kiosk, somebody else comes: for every pair of screens that they come to. */
export const visits: Measurable = {
  about: "nothing of one resident is seen by the next at a kiosk, whatever answers do",
  async run({ seed, rounds }) {
    // What is proved is what stands in the sources.
    execFileSync(process.execPath, [BUILD], { stdio: ["ignore", 2, 2] });
    let residents: Resident[] = [];
    const city = await openCity({
      before: async (deps) => {
        residents = await debtors(deps, RESIDENTS);
      },
    });
    const servers = await Promise.all(
      Array.from({ length: KIOSKS }, () => launchBrowser({ args: [NO_GPU] })),
    );
    const browsers = await Promise.all(servers.map((one) => chromium.connect(one.wsEndpoint())));
    try {
      const walks = drawWalks(seed).slice(0, rounds);
      const found = await walkAll(browsers, city.url, { walks, residents });
      for (const line of found) process.stderr.write(`${line}\n`);
      return [
        {
          name: "traces of the resident before",
          value: `${found.length} in ${walks.length} pairs of screens, seed ${seed}`,
          target: "0",
          holds: found.length === 0,
        },
      ];
    } finally {
      await Promise.all(servers.map((one) => one.close()));
      await city.close();
    }
  },
};
