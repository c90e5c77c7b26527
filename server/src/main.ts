import { pino } from "pino";
import { makeDeps, openEngines } from "./compose.ts";
import { readConfig } from "./config.ts";
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
await afterStart(service.port);

let stopping = false;
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.on(signal, () => {
    if (stopping) process.exit(1);
    stopping = true;
    setTimeout(() => process.exit(1), STOP_MS).unref();
    void service
      .close()
      .then(() => engines.close())
      .then(() => process.exit(0));
  });
}
