import { collection, type Stored } from "../store/collection.ts";
import { PINS_MAX, type SearchKind } from "./kinds.ts";
import { ok, refuse, type Result } from "../kernel/result.ts";

/** What is pinned: what it is called is read when it is shown, by whoever may still see it. */
export interface Pinned {
  readonly kind: SearchKind;
  readonly id: string;
}

/** 置顶 of one person; its id is theirs. The newest first. */
export interface SearchPins extends Stored {
  readonly pins: readonly Pinned[];
}

export const searchPins = collection<SearchPins>("searchPins");

function others(pins: readonly Pinned[], { kind, id }: Pinned): Pinned[] {
  return pins.filter((one) => one.kind !== kind || one.id !== id);
}

/** Pinned once; what is pinned again comes first. Refusal: `pins-full`. */
export function withPin(
  pins: readonly Pinned[],
  pin: Pinned,
): Result<readonly Pinned[], "pins-full"> {
  const rest = others(pins, pin);
  return rest.length >= PINS_MAX ? refuse("pins-full") : ok([pin, ...rest]);
}

export function withoutPin(pins: readonly Pinned[], pin: Pinned): readonly Pinned[] {
  return others(pins, pin);
}
