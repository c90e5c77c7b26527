import { toLookAround } from "@warmline/shared/demo/look-around.ts";
import type { Deps } from "@warmline/server/platform/deps.ts";
import { liveLately } from "./lately/index.ts";
import { demoCityOf, isEmpty } from "./marker.ts";
import type { DemoCity } from "@warmline/shared/demo/model.ts";
import { DEMO_PASSWORD, POSTS } from "./people.ts";
import { HALLS } from "./places.ts";
import { SEED_DEFAULT, seedDemoCity } from "./seed.ts";

const print = (line: string) => process.stdout.write(`${line}\n`);

/** Makes a demo city where the store is empty, or finishes one that was begun; leaves all else. */
export async function prepareCity(deps: Deps): Promise<void> {
  const city = await demoCityOf(deps.store);
  const begun = city === null ? await isEmpty(deps.store) : city.state !== "ready";
  if (!begun) return;
  const { DEMO_HOUSEHOLDS: households, DEMO_SEASONS: seasons } = deps.config;
  print(`making a demo city of ${households} households × ${seasons} seasons …`);
  const started = performance.now();
  const lately = (made: DemoCity) => liveLately(deps, made);
  await seedDemoCity(deps, { households, seasons, seed: SEED_DEFAULT, lately });
  print(`made in ${((performance.now() - started) / 1000).toFixed(1)} s`);
}

/** The rest stand on the staff page. */
const LOG_INS = toLookAround(POSTS.filter(({ simulated }) => !simulated));

/** Addresses and log-ins of the demo city, where the store holds one. */
export async function announceCity(deps: Deps, url: string): Promise<void> {
  if ((await demoCityOf(deps.store)) === null) return;
  const [hall] = HALLS;
  print(`  console     ${url}/console`);
  print(`  television  ${url}/demo/tv/${hall?.id}`);
  print(`  kiosk       ${url}/demo/kiosk/${hall?.id}`);
  print(`  telephone   ${url}/sim/phone`);
  print(`  WeChat      ${url}/sim/chat`);
  print(`demo log-ins, password ${DEMO_PASSWORD}:`);
  print(`  ${LOG_INS.map(({ login }) => login).join(", ")}\n`);
}
