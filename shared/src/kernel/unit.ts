declare const unit: unique symbol;

/**
 * A number with its unit (计量单位) in its type: one unit does not pass for another, nor a bare
 * number for any. There is nothing of it at run time or in JSON. `+` and `-` answer bare numbers,
 * which are no amount of anything until they are named again: each unit's file has its arithmetic.
 */
export type Unit<Name extends string> = number & { readonly [unit]: Name };

/**
 * A decimal as written, in units of its last place: `25.85` with 4 places is 258500. Null when it
 * is none, has more digits than `wholeMax` or more places. Never through a float.
 */
export function unitsOf(written: string, wholeMax: number, places: number): number | null {
  const [, whole = "", part = ""] = /^(\d+)(?:\.(\d+))?$/.exec(written) ?? [];
  if (whole === "" || whole.length > wholeMax || part.length > places) return null;
  return Number(whole + part.padEnd(places, "0"));
}
