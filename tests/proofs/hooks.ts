import type { Measurable, Measured } from "../../tools/measured.ts";
import { attackHooks } from "./fuzz/attack-hooks.ts";
import { openFuzzCity, type FuzzCity } from "./fuzz/city.ts";
import { FORMATS, type Format } from "./fuzz/hooks.ts";

/** At each door. */
const ROUNDS = 10_000;
const TOLD_MAX = 20;

/** Every door that a channel tells us something at, told nonsense that is rightly signed. */
export const hooks: Measurable = {
  about: "rightly signed bad bodies at the doors of chats and channels: no fault of the server",
  async run({ seed, rounds = ROUNDS }) {
    const city = await openFuzzCity();
    try {
      const measured: Measured[] = [];
      for (const format of FORMATS) measured.push(await attacked(city, format, seed, rounds));
      return measured;
    } finally {
      await city.server.close();
    }
  },
};

async function attacked(
  { server }: FuzzCity,
  format: Format,
  seed: number,
  rounds: number,
): Promise<Measured> {
  const { faults, statuses } = await attackHooks(server, format, { seed, rounds });
  for (const fault of faults.slice(0, TOLD_MAX)) process.stderr.write(`seed ${seed}: ${fault}\n`);
  const answered = [...statuses]
    .toSorted(([a], [b]) => a - b)
    .map(([status, count]) => `${count} × ${status}`);
  return {
    name: `bad bodies, ${format}`,
    value: `${faults.length} faults of ${rounds} (${answered.join(", ")})`,
    target: "0 faults",
    holds: faults.length === 0,
  };
}
