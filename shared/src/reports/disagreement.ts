/** Where a table does not agree with itself: a row whose sums do not, or `null`, the whole. */
export type Disagreement = string | null;

/**
 * Rows, and the whole, whose sums do not balance. Empty: all do. That rows come to the whole
 * follows from how it is summed up.
 */
export function disagreements<S>(
  whole: S,
  rows: readonly (S & { readonly id: string })[],
  isBalanced: (sums: S) => boolean,
): Disagreement[] {
  const unbalanced = rows.filter((row) => !isBalanced(row)).map(({ id }) => id);
  return isBalanced(whole) ? unbalanced : [null, ...unbalanced];
}
