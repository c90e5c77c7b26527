import type { Entry } from "./entry.ts";
import { itemLines } from "./kinds/charge.ts";
import type { Step } from "./steps.ts";

/** By item: how it came about. */
export type StepsOfItems = ReadonlyMap<string, readonly Step[]>;

/** The entry that made an item: its id is `<entryId>/<n>`. */
export function entryOfItem(itemId: string): string {
  return itemId.slice(0, itemId.lastIndexOf("/"));
}

/** How the items of these entries came about; only charges, late fees and openings make any. */
export function stepsOfItems(made: readonly Entry[]): StepsOfItems {
  return new Map(
    made.flatMap(({ lines, detail }) =>
      itemLines(lines).map(({ itemId = "", amountFen }, place): [string, readonly Step[]] => {
        if (detail.kind === "charge" || detail.kind === "lateFee") {
          return [itemId, detail.items[place]?.steps ?? []];
        }
        return [itemId, detail.kind === "opening" ? [{ rule: "taken-over@1", amountFen }] : []];
      }),
    ),
  );
}
