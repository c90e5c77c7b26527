import type { Measurable } from "../../tools/measured.ts";
import { brokenIn, STREAM_PROPERTIES, type StreamProperty } from "./stream-properties.ts";

const ROUNDS = 20_000;

/** The ledger's properties over seeded random streams; a broken one names its seed. */
export const streams: Measurable = {
  about: "open items and lots: what must hold in every stream, over seeded random ones",
  async run({ seed, rounds = ROUNDS }) {
    return (Object.keys(STREAM_PROPERTIES) as StreamProperty[]).map((property) => {
      let broken = 0;
      for (let round = 0; round < rounds; round += 1) {
        const found = brokenIn(property, seed + round);
        if (found === null) continue;
        if (broken === 0) process.stderr.write(`seed ${seed + round}: ${found}\n`);
        broken += 1;
      }
      const value = `${rounds.toLocaleString("en-US")} streams, ${broken} broken`;
      return { name: property, value, target: "0 broken", holds: broken === 0 };
    });
  },
};
