declare const unit: unique symbol;

/**
 * A number with its unit (计量单位) in its type: one unit does not pass for another, nor a bare
 * number for any. There is nothing of it at run time or in JSON. `+` and `-` answer bare numbers,
 * which are no amount of anything until they are named again: each unit's file has its arithmetic.
 */
export type Unit<Name extends string> = number & { readonly [unit]: Name };
