import { runMeasurables } from "../../tools/measured.ts";

/** `npm run prove -- NAME [--seed N] [--rounds N]`: simulations, races and kills, one file each. */
process.exit(
  await runMeasurables(
    {
      races: async () => (await import("./races.ts")).races,
    },
    process.argv.slice(2),
  ),
);
