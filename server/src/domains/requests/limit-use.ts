import type { Actor } from "@warmline/shared/access/actor.ts";
import { addFen, ZERO_FEN, type Fen } from "@warmline/shared/kernel/money.ts";
import { refuse, type Refusal } from "@warmline/shared/kernel/result.ts";
import { cityDate, type Instant } from "@warmline/shared/kernel/time.ts";
import { limitUses, type LimitUse } from "@warmline/shared/requests/model.ts";
import { mayAlone, type ApprovalPolicy } from "@warmline/shared/requests/policy.ts";
import { put, type Write } from "@warmline/shared/store/write.ts";
import type { Reads } from "../../platform/commands/guarded-reads.ts";

/** What one person did alone, or approved, of one command in the day of the city that it is. */
export interface DayUse {
  readonly id: string;
  readonly stored: LimitUse | null;
  readonly usedFen: Fen;
}

/** It is written with the next act, so that two at once never pass under one limit. */
export async function readDayUse(
  reads: Reads,
  how: "alone" | "approved",
  command: string,
  { actor, at }: { readonly actor: Actor; readonly at: Instant },
): Promise<DayUse> {
  const id = `${how}/${command}/${actor.id}/${cityDate(at)}`;
  const stored = await reads.get(limitUses, id);
  return { id, stored, usedFen: stored?.usedFen ?? ZERO_FEN };
}

export function useMore({ id, stored, usedFen }: DayUse, amountFen: Fen): Write {
  const next = { id, usedFen: addFen(usedFen, amountFen) };
  return put(limitUses, stored, next);
}

/** Whether it takes somebody else's approval. Refusal: `approval-needed`; null: none. */
export function refuseAlone(
  policy: ApprovalPolicy,
  amountFen: Fen,
  { usedFen }: DayUse,
): Refusal<"approval-needed"> | null {
  return mayAlone(policy, amountFen, usedFen) ? null : refuse("approval-needed");
}
