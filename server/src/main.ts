import { pino } from "pino";
import { readConfig } from "./config.ts";
import { firstAdministrator } from "./domains/staff/index.ts";
import { firstKnowledge } from "./domains/knowledge/index.ts";
import { refuseDemoStore } from "./demo-store.ts";
import { openDeps } from "./engines.ts";
import { modules } from "./modules.ts";
import { mountPages } from "./pages.ts";
import { keepPrivate, orSay } from "./program.ts";
import { startService } from "./service.ts";

const STOP_MS = 10_000;

keepPrivate();
const config = readConfig(process.env);
const log = pino({ level: config.LOG_LEVEL });
/** The demo city is a package of its own, which what is shipped leaves out. */
const demo = config.DEMO ? await loadDemo() : null;
const all = demo === null ? modules : [...modules, demo.demoModule];
const deps = await orSay(openDeps(config, log, all));
await orSay(refuseDemoStore(deps));
await demo?.prepareCity(deps);
const password = demo === null ? await firstAdministrator(deps) : null;
await firstKnowledge(deps);
const service = await startService({ deps, modules: all, pages: (app) => mountPages(app, config) });
const shown = config.PUBLIC_URL ?? `http://${config.HOST}:${service.port}`;
process.stdout.write(`\nWarmline ${shown}\n`);
if (password !== null)
  process.stdout.write(`first administrator: admin / ${password} (one time)\n`);
await demo?.announceCity(deps, shown);
const host = config.HOST === "0.0.0.0" ? "127.0.0.1" : config.HOST;
await demo?.startPeople(deps, `http://${host}:${service.port}`);

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
    void service
      .close()
      .then(() => deps.close())
      .then(() => process.exit(0));
  });
}

async function loadDemo() {
  try {
    return await import("@warmline/demo/start.ts");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ERR_MODULE_NOT_FOUND") throw error;
    process.stderr.write("DEMO=true needs the demo city, which is not part of what is shipped\n");
    process.exit(1);
  }
}
