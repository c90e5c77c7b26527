import { setTimeout as sleep } from "node:timers/promises";
import { openEngine, type EnginePlace } from "../simulation/store-engines.ts";
import { depsOver } from "../simulation/till-command.ts";
import { RACE_COLLECTIONS, RACE_KINDS } from "./race-kinds.ts";

/** What one process has to do at the same moment: each is a racer of a round. */
export interface Starts {
  readonly kind: number;
  readonly starts: readonly {
    readonly round: string;
    readonly racer: number;
    readonly delayMs: number;
  }[];
}

/** What became of each, in order: whether it took effect, or why it threw. */
export type Finishes = readonly (boolean | string)[];

/** Runs racers as it is told over IPC, in a process of its own, until the parent goes. */
const place = JSON.parse(process.argv[2] ?? "") as EnginePlace;
const store = await openEngine(place, RACE_COLLECTIONS, { compacting: false });
const ground = { store, deps: await depsOver(store) };
process.on("message", ({ kind, starts }: Starts) => {
  const finishes = starts.map(async ({ round, racer, delayMs }): Promise<boolean | string> => {
    await sleep(delayMs);
    try {
      return (await RACE_KINDS[kind]?.racers[racer]?.(ground, round)) ?? "no such race";
    } catch (error) {
      return error instanceof Error ? (error.stack ?? error.message) : String(error);
    }
  });
  void Promise.all(finishes).then((all) => process.send?.(all satisfies Finishes));
});
process.on("disconnect", () => void store.close().then(() => process.exit()));
process.send?.("ready");
