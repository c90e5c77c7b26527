import { setTimeout as pause } from "node:timers/promises";
import { drawFor } from "../draw.ts";
import type { CarrierOptions, Rung } from "./report.ts";

const RINGS_SECONDS = [2, 8] as const;
const LISTENS_SECONDS = [4, 10] as const;
/** Turns after which they hang up, whatever they are asked. */
const TURNS = 3;

const COMES_OF_IT = [
  [75, "answer"],
  [15, "no-answer"],
  [10, "busy"],
] as const satisfies readonly (readonly [number, Rung])[];
const PRESSED = [
  [80, "1"],
  [15, "2"],
  [5, "0"],
] as const;

/** Simulated residents who are rung: most pick up, and most say that it is warm again. */
export function residents(seed: number): Required<Pick<CarrierOptions, "ringing" | "pickedUp">> {
  const draw = drawFor(seed, "who is rung");
  const wait = ([from, to]: readonly [number, number]) =>
    pause(draw.between(from, to) * 1_000, undefined, { ref: false });
  return {
    async ringing() {
      await wait(RINGS_SECONDS);
      return draw.weighted(COMES_OF_IT);
    },
    async pickedUp(tell) {
      for (let turn = 0; turn < TURNS; turn += 1) {
        await wait(LISTENS_SECONDS);
        const call = await tell({ event: "keys", text: draw.weighted(PRESSED) });
        if (call === null || call.over) return;
      }
      await tell({ event: "hang-up" });
    },
  };
}
