import { seededRandom } from "@warmline/shared/kernel/ids.ts";
import type { Browser } from "playwright-core";
import { KIOSK_SCREENS } from "./kiosk-screens.ts";
import type { Resident } from "./people.ts";
import { newContext } from "./screens.ts";
import { HALL } from "./texts.ts";
import { tellApart } from "./visit-traces.ts";
import { ANSWERS, LEAVINGS, WalkedKiosk, type Walk } from "./visit-walk.ts";

/** Several kiosks at once are slow on a busy machine. */
const WAIT_MS = 30_000;
/** So many walks at one kiosk: what it gives in a minute is limited. */
const WALKS_PER_KIOSK = 12;

/** Every ordered pair of screens, each with answers and a leaving of its own, in an order drawn. */
export function drawWalks(seed: number): Walk[] {
  const random = seededRandom(seed);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random.next() * list.length)]!;
  return KIOSK_SCREENS.flatMap((from) => KIOSK_SCREENS.map((to) => ({ from, to })))
    .map(({ from, to }) => ({
      from,
      to,
      answering: from.asks === undefined ? "prompt" : pick(ANSWERS),
      leaving: pick(LEAVINGS),
    }))
    .map((walk) => ({ walk, place: random.next() }))
    .toSorted((one, other) => one.place - other.place)
    .map(({ walk }) => walk);
}

/**
 * Walks them all, at one kiosk in each browser at a time: in one browser they would wait for each
 * other's frames. Answers a line for each trace that was found.
 */
export async function walkAll(
  browsers: readonly Browser[],
  url: string,
  { walks, residents }: WalkOptions,
): Promise<string[]> {
  const batches = Array.from({ length: Math.ceil(walks.length / WALKS_PER_KIOSK) }, (_, n) =>
    walks.slice(n * WALKS_PER_KIOSK, (n + 1) * WALKS_PER_KIOSK),
  );
  const found: string[] = [];
  let people = 0;
  async function walkIn(browser: Browser): Promise<void> {
    for (let batch = batches.shift(); batch !== undefined; batch = batches.shift()) {
      const context = await newContext(browser, "kiosk", {
        reducedMotion: "reduce",
        deviceScaleFactor: 0.5,
      });
      context.setDefaultTimeout(WAIT_MS);
      const kiosk = await WalkedKiosk.open(context, url, `/demo/kiosk/${HALL.id}`);
      for (const walk of batch) {
        const first = residents[people % residents.length]!;
        people += 1;
        const second = residents.find((one) => one !== first && tellApart(first, one))!;
        const traces = await kiosk.walk(walk, first, second).catch(async (error: Error) => {
          const lines = [...found, `${describe(walk)} came to a halt at:`, await kiosk.shown()];
          throw new Error(lines.join("\n"), { cause: error });
        });
        found.push(...traces.map((trace) => `${describe(walk)}: ${trace}`));
      }
      await context.close();
    }
  }
  await Promise.all(browsers.map(walkIn));
  return found;
}

interface WalkOptions {
  readonly walks: readonly Walk[];
  readonly residents: readonly Resident[];
}

function describe({ from, to, answering, leaving }: Walk): string {
  return `${from.name} (${answering}), left by ${leaving}, then ${to.name}`;
}
