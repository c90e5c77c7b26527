import { MONGO_URL, type Engine } from "@warmline/server/domains/ledger/testing.ts";
import type { Measurable, Measured } from "../../tools/measured.ts";
import { simulateQueue } from "./call-queue.ts";

const FAULTS = 10_000;

/** Calls and agents under faults; a broken run names its seed. */
export const calls: Measurable = {
  about: "calls and agents: never two of one for one of the other, and nobody is forgotten",
  async run({ seed, rounds: faults = FAULTS }) {
    const engines: Engine[] = MONGO_URL === undefined ? ["sqlite"] : ["sqlite", "mongo"];
    const measured: Measured[] = [];
    for (const engine of engines) {
      const { broken, calls: rung, ...done } = await simulateQueue(engine, seed, faults);
      for (const fault of broken) process.stderr.write(`seed ${seed}: ${fault}\n`);
      measured.push({
        name: `calls and agents on ${engine}`,
        value: `${done.faults} faults, ${rung} calls, ${broken.length} broken`,
        target: "0 broken",
        holds: broken.length === 0 && done.faults >= faults,
      });
    }
    return measured;
  },
};
