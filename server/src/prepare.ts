import type { Config } from "./config.ts";
import { demoCityOf, isEmpty } from "@warmline/demo/marker.ts";
import { DEMO_PASSWORD, POSTS } from "@warmline/demo/people.ts";
import { HALLS } from "@warmline/demo/places.ts";
import { SEED_DEFAULT, seedDemoCity } from "@warmline/demo/seed.ts";
import type { Deps } from "./platform/deps.ts";
import { firstAdministrator } from "./domains/staff/first-administrator.ts";

const say = (line: string) => process.stdout.write(`${line}\n`);

/**
 * An empty store becomes a demo city, or gets its first administrator. What is found is left alone.
 * Answers what to say once the server listens.
 */
export async function prepare(deps: Deps, config: Config): Promise<(port: number) => void> {
  if (config.DEMO && (await mayBecomeDemo(deps))) await makeCity(deps, config);
  const password = config.DEMO ? null : await firstAdministrator(deps);
  const demo = (await demoCityOf(deps.store)) !== null;
  return (port) => {
    const url = config.PUBLIC_URL ?? `http://${config.HOST}:${port}`;
    say(`\nWarmline ${url}`);
    if (demo) sayDemo(url);
    if (password !== null) say(`first administrator: admin / ${password} (one time)`);
  };
}

/** Nobody has entered anything yet, or a demo city was begun and not finished. */
async function mayBecomeDemo({ store }: Deps): Promise<boolean> {
  const city = await demoCityOf(store);
  return city === null ? isEmpty(store) : city.state !== "ready";
}

async function makeCity(deps: Deps, config: Config): Promise<void> {
  const { DEMO_HOUSEHOLDS: households, DEMO_SEASONS: seasons } = config;
  say(`making a demo city of ${households} households × ${seasons} seasons …`);
  const started = performance.now();
  await seedDemoCity(deps, { households, seasons, seed: SEED_DEFAULT });
  say(`made in ${((performance.now() - started) / 1000).toFixed(1)} s`);
}

/** One log-in of each role is enough to look around; the rest stand on the staff page. */
const LOG_INS = POSTS.filter(
  ({ role, simulated }, index) =>
    !simulated && POSTS.findIndex((one) => one.role === role) === index,
);

function sayDemo(url: string): void {
  const [hall] = HALLS;
  say(`  console     ${url}/console`);
  say(`  television  ${url}/demo/tv/${hall?.id}`);
  say(`  kiosk       ${url}/demo/kiosk/${hall?.id}`);
  say(`demo log-ins, password ${DEMO_PASSWORD}:`);
  say(`  ${LOG_INS.map(({ login }) => login).join(", ")}\n`);
}
