import type { Case } from "../cases/model.ts";
import { lineOf, nationalDigits } from "../households/phone.ts";

export const LEFT_OUT = ["no-phone", "not-resident", "not-resolved", "already-answered"] as const;
export type LeftOutReason = (typeof LEFT_OUT)[number];

export interface Person {
  /** E.164. */
  readonly phone: string;
  readonly cases: readonly Pick<Case, "id" | "number">[];
}

export interface People {
  /** Each number once, in the order in which they reported. */
  readonly people: readonly Person[];
  readonly leftOut: readonly { readonly caseId: string; readonly why: LeftOutReason }[];
}

/** Shorter ones are hotlines and authorities: 12345, 110. */
const SERVICE_DIGITS_MAX = 7;

/** Who is rung of those who joined, and who is left out and why. `joined`: the oldest first. */
export function peopleOf(joined: readonly Case[]): People {
  const byPhone = new Map<string, Person["cases"]>();
  const leftOut: { caseId: string; why: LeftOutReason }[] = [];
  for (const one of joined) {
    const why = unwanted(one);
    if (why !== null) leftOut.push({ caseId: one.id, why });
    else {
      const phone = lineOf(one.contact.phone!);
      const { id, number } = one;
      byPhone.set(phone, [...(byPhone.get(phone) ?? []), { id, number }]);
    }
  }
  const people = [...byPhone].map(([phone, cases]) => ({ phone, cases }));
  return { people, leftOut };
}

function unwanted({ state, contact }: Case): LeftOutReason | null {
  if (state === "called-back" || state === "closed") return "already-answered";
  if (state !== "resolved") return "not-resolved";
  if (contact.phone === undefined) return "no-phone";
  if (nationalDigits(contact.phone).length <= SERVICE_DIGITS_MAX) return "no-phone";
  // Whoever forwards what others said does not know whether it is warm there.
  return (contact.kind ?? "resident") === "resident" ? null : "not-resident";
}
