/**
 * What a measurement or a proof came to. A target is a number that the value is held against, or
 * the sentence that has to be true.
 */
export interface Measured {
  /** `fee lookup, ratio to the floor`. */
  readonly name: string;
  /** As it is read: `0.87`, `10,000 rounds, 0 broken`. */
  readonly value: string;
  /** `≥ 0.85`. */
  readonly target: string;
  readonly holds: boolean;
}

/** Something that can be measured or proved, by the name it is asked for. */
export interface Measurable {
  /** In a line, for whoever asks what there is. */
  readonly about: string;
  run(options: RunOptions): Promise<readonly Measured[]>;
}

export interface RunOptions {
  /** The same seed draws the same run. */
  readonly seed: number;
  /** How often; left out, what the proof takes to be enough. */
  readonly rounds?: number | undefined;
}

/**
 * Runs what was asked for by name and prints `name: value (target …)` for each figure, last; with
 * no name it lists what there is. Exit code 0 only when every target was met.
 */
export async function runMeasurables(
  all: Readonly<Record<string, () => Promise<Measurable>>>,
  argv: readonly string[],
): Promise<number> {
  const { names, options } = parse(argv);
  if (names.length === 0) return list(all);
  const unknown = names.filter((name) => !Object.hasOwn(all, name));
  if (unknown.length > 0) {
    console.error(`unknown: ${unknown.join(", ")}; there are: ${Object.keys(all).join(", ")}`);
    return 2;
  }
  let holds = true;
  for (const name of names) {
    const measurable = await all[name]?.();
    for (const one of (await measurable?.run(options)) ?? []) {
      holds &&= one.holds;
      console.log(
        `${one.name}: ${one.value} (target ${one.target})${one.holds ? "" : " – not met"}`,
      );
    }
  }
  return holds ? 0 : 1;
}

async function list(all: Readonly<Record<string, () => Promise<Measurable>>>): Promise<number> {
  for (const [name, load] of Object.entries(all)) {
    console.log(`${name.padEnd(12)} ${(await load()).about}`);
  }
  return 0;
}

const SEED_DEFAULT = 7;

function parse(argv: readonly string[]) {
  const names: string[] = [];
  let [seed, rounds]: [number, number | undefined] = [SEED_DEFAULT, undefined];
  for (let place = 0; place < argv.length; place += 1) {
    const word = argv[place] ?? "";
    if (word === "--seed") seed = Number(argv[(place += 1)]);
    else if (word === "--rounds") rounds = Number(argv[(place += 1)]);
    else names.push(word);
  }
  return { names, options: { seed, rounds } };
}
