/** A line of a text beside another version of it. */
export interface ComparedLine {
  readonly kind: "same" | "gone" | "new";
  readonly text: string;
}

/**
 * What one version says otherwise than the one before, line by line: the longest course of lines
 * that both have stays, the rest is gone or new. Texts here have a few hundred lines at most.
 */
export function differences(before: string, after: string): ComparedLine[] {
  const old = before.split("\n");
  const now = after.split("\n");
  const common = commonLengths(old, now);
  const compared: ComparedLine[] = [];
  let [i, j] = [0, 0];
  while (i < old.length || j < now.length) {
    if (i < old.length && j < now.length && old[i] === now[j]) {
      compared.push({ kind: "same", text: old[i]! });
      i += 1;
      j += 1;
    } else if (j === now.length || (i < old.length && common[i + 1]![j]! >= common[i]![j + 1]!)) {
      compared.push({ kind: "gone", text: old[i]! });
      i += 1;
    } else {
      compared.push({ kind: "new", text: now[j]! });
      j += 1;
    }
  }
  return compared;
}

/** How many lines the rests from each place on have in common. */
function commonLengths(old: readonly string[], now: readonly string[]): number[][] {
  const lengths = Array.from({ length: old.length + 1 }, () => [...now, ""].map(() => 0));
  for (let i = old.length - 1; i >= 0; i -= 1) {
    for (let j = now.length - 1; j >= 0; j -= 1) {
      const [row, below] = [lengths[i]!, lengths[i + 1]!];
      row[j] = old[i] === now[j] ? below[j + 1]! + 1 : Math.max(below[j]!, row[j + 1]!);
    }
  }
  return lengths;
}
