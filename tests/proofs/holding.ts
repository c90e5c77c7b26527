import { canonical } from "@warmline/shared/kernel/canonical.ts";

/** Thrown by a property that does not hold; says what it saw. */
class Broken extends Error {
  override readonly name = "Broken";
}

export function hold(condition: boolean, what: string): asserts condition {
  if (!condition) throw new Broken(what);
}

/** Whether two are the same but for the order of their fields. */
export function same(left: unknown, right: unknown, what: string): void {
  const [one, two] = [canonical(left), canonical(right)];
  hold(one === two, `${what}: ${one} is not ${two}`);
}
