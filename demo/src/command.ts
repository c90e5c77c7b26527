import { parseArgs } from "node:util";
import { pino } from "pino";
import { openDeps } from "@warmline/server/engines.ts";
import { modules } from "@warmline/server/modules.ts";
import { orSay } from "@warmline/server/program.ts";
import type { DemoCity } from "@warmline/shared/demo/model.ts";
import { demoModule } from "./module.ts";
import { readConfig } from "@warmline/server/config.ts";
import { liveLately } from "./lately/index.ts";
import { demoCityOf, isEmpty } from "./marker.ts";
import { seedDemoCity } from "./seed.ts";

/** `npm run demo -- --households 600000 --seasons 7 [--seed 7] [--data DIR]`. */

const { values } = parseArgs({
  options: {
    households: { type: "string" },
    seasons: { type: "string" },
    seed: { type: "string", default: "7" },
    data: { type: "string" },
  },
});
const config = readConfig({
  ...process.env,
  ...(values.households === undefined ? {} : { DEMO_HOUSEHOLDS: values.households }),
  ...(values.seasons === undefined ? {} : { DEMO_SEASONS: values.seasons }),
  ...(values.data === undefined ? {} : { DATA_DIR: values.data }),
});
const log = pino({ level: config.LOG_LEVEL });
const deps = await orSay(openDeps(config, log, [...modules, demoModule]));
try {
  process.exitCode = await orSay(run());
} finally {
  await deps.close();
}

async function run(): Promise<number> {
  const city = await demoCityOf(deps.store);
  if (city?.state === "ready" || (city === null && !(await isEmpty(deps.store)))) {
    print(`${config.DATA_DIR} is not empty: choose another folder with --data`);
    return 1;
  }
  if (city !== null) print(`going on with the city of ${city.households} households begun before`);
  const started = Date.now();
  const options = {
    households: config.DEMO_HOUSEHOLDS,
    seasons: config.DEMO_SEASONS,
    seed: Number(values.seed),
    lately: (made: DemoCity) => liveLately(deps, made),
  };
  await seedDemoCity(deps, options, (done, total) => {
    const seconds = (Date.now() - started) / 1000;
    const perSecond = Math.round(done / seconds);
    const megabytes = Math.round(process.memoryUsage().rss / 1_048_576);
    print(`${done} of ${total} households, ${perSecond}/s, ${megabytes} MB of memory`);
  });
  print(`made in ${((Date.now() - started) / 1000).toFixed(1)} s`);
  return 0;
}

function print(text: string): void {
  process.stdout.write(`demo: ${text}\n`);
}
