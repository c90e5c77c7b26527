import type { Deps } from "@warmline/server/platform/deps.ts";
import { startSimulator } from "./simulator.ts";

export { demoModule } from "./module.ts";
export { announceCity, prepareCity } from "./prepare.ts";

/** Simulated residents and counter staff, who call the server at `url` as anybody does. */
export async function startPeople(deps: Deps, url: string): Promise<void> {
  const simulator = await startSimulator({ deps, url, log: deps.log });
  if (simulator !== null) deps.onStop(() => simulator.stop());
}
