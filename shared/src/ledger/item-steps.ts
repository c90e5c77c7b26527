import type { Entry } from "./entry.ts";
import { itemLines } from "./kinds/charge.ts";
import type { Line } from "./lines.ts";
import type { Step } from "./steps.ts";

/** By item: how it came about. */
export type StepsOfItems = ReadonlyMap<string, readonly Step[]>;

/** The entry that made an item: its id is `<entryId>/<n>`. */
export function entryOfItem(itemId: string): string {
  return itemId.slice(0, itemId.lastIndexOf("/"));
}

type Detail = Entry["detail"];

/** How the items that these entries made came about. */
export function stepsOfItems(made: readonly Entry[]): StepsOfItems {
  return new Map(
    made.flatMap(({ id, lines, detail }) =>
      itemLines(lines)
        .filter(({ itemId = "" }) => entryOfItem(itemId) === id)
        .map((line, place) => [line.itemId ?? "", stepsOf(detail, line, place)]),
    ),
  );
}

/** All steps of an entry, in the order in which they are told. */
export function allSteps(detail: Detail): readonly Step[] {
  if (hasItems(detail)) {
    return detail.items.flatMap(({ steps }) => steps);
  }
  if (detail.kind !== "settlement") return [];
  return [...detail.basic, ...detail.metered, detail.advance];
}

/** Whether its steps stand item by item. */
export function hasItems(
  detail: Detail,
): detail is Extract<Detail, { kind: "charge" | "lateFee" | "serviceFee" }> {
  return ["charge", "lateFee", "serviceFee"].includes(detail.kind);
}

/** Only charges, fees, settlements by meter and openings make any. */
function stepsOf(detail: Detail, { fee, amountFen }: Line, place: number): readonly Step[] {
  if (hasItems(detail)) {
    return detail.items[place]?.steps ?? [];
  }
  if (detail.kind === "settlement") return fee === "basic" ? detail.basic : detail.metered;
  return detail.kind === "opening" ? [{ rule: "taken-over@1", amountFen }] : [];
}
