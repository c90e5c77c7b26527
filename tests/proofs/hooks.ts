import { AES } from "@warmline/server/channels/wechat/fixture.ts";
import type { Measurable, Measured } from "../../tools/measured.ts";
import { attackHooks } from "./fuzz/attack-hooks.ts";
import { openFuzzCity, type FuzzCity } from "./fuzz/city.ts";
import { FORMATS, SEALED, type Format } from "./fuzz/hooks.ts";

/** At each door. */
const ROUNDS = 10_000;
const TOLD_MAX = 20;

/** Every door that a channel tells us something at, told nonsense that is rightly signed. */
export const hooks: Measurable = {
  about: "rightly signed bad bodies at the doors of chats and channels: no fault of the server",
  async run({ seed, rounds = ROUNDS }) {
    const plain = await attackedAll({}, FORMATS, { seed, rounds });
    return [...plain, ...(await attackedAll(AES, [SEALED], { seed, rounds }))];
  },
};

interface Rounds {
  readonly seed: number;
  readonly rounds: number;
}

async function attackedAll(
  settings: Record<string, string>,
  formats: readonly Format[],
  of: Rounds,
): Promise<Measured[]> {
  const city = await openFuzzCity(settings);
  try {
    const measured: Measured[] = [];
    for (const format of formats) measured.push(await attacked(city, format, of));
    return measured;
  } finally {
    await city.server.close();
  }
}

async function attacked(
  { server }: FuzzCity,
  format: Format,
  { seed, rounds }: Rounds,
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
