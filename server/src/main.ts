import { pino } from "pino";
import { makeDeps, openEngines } from "./engines.ts";
import { readConfig } from "./config.ts";
import { startSimulator } from "@warmline/demo/simulator.ts";
import { prepare } from "./prepare.ts";
import { mountPages } from "./pages.ts";
import { startService } from "./service.ts";

const STOP_MS = 10_000;

const config = readConfig(process.env);
const log = pino({ level: config.LOG_LEVEL });
const engines = await openEngines(config, log);
const deps = makeDeps(engines);
const afterStart = await prepare(deps, config);
const service = await startService({ config, deps, log, pages: mountPages });
afterStart(service.port);
const host = config.HOST === "0.0.0.0" ? "127.0.0.1" : config.HOST;
const url = `http://${host}:${service.port}`;
const simulator = config.DEMO ? await startSimulator({ deps, url, log }) : null;

/** A terminal and npm both pass Ctrl-C on: only a second one by hand is impatience. */
const ONE_KEYSTROKE_MS = 1_000;
let stopping: number | null = null;
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.on(signal, () => {
    const now = performance.now();
    if (stopping !== null && now - stopping < ONE_KEYSTROKE_MS) return;
    if (stopping !== null) process.exit(1);
    stopping = now;
    setTimeout(() => process.exit(1), STOP_MS).unref();
    void Promise.resolve(simulator?.stop())
      .then(() => service.close())
      .then(() => engines.close())
      .then(() => process.exit(0));
  });
}
