import { carryForwards, type CarryForward } from "@warmline/shared/carryforwards/model.ts";
import { mayDrop, mayPause, mayResume } from "@warmline/shared/carryforwards/rules.ts";
import { mapOk, ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import type { Body } from "@warmline/shared/store/collection.ts";
import { replace } from "@warmline/shared/store/write.ts";
import { command, type Command, type Decision } from "../../platform/commands/command.ts";
import type { CarryRef } from "./begin-command.ts";

interface Steer extends CarryRef {
  /** The revision that the person saw. */
  readonly rev?: number;
}

interface Steering<C extends string> {
  readonly name: string;
  readonly may: (carry: CarryForward) => Result<null, C>;
  readonly next: (carry: CarryForward) => Body<CarryForward>;
}

/** A step that changes only how a carry-forward stands. Refusals: `not-found`, then its own. */
function steerCommand<C extends string>({
  name,
  may,
  next,
}: Steering<C>): Command<Steer, CarryForward, CarryRef, C | "not-found"> {
  return command<Steer, CarryForward, CarryRef, C | "not-found">({
    name,
    scope: "city",
    async load(reads, { id }) {
      const carry = await reads.get(carryForwards, id);
      return carry === null ? refuse("not-found") : ok(carry);
    },
    seen: ({ rev: now, id }, { rev: seen }) => ({ seen, now, subject: `carryForwards/${id}` }),
    decide: (carry): Result<Decision<CarryRef>, C> =>
      mapOk(may(carry), () => ({
        value: { id: carry.id },
        writes: [replace(carryForwards, carry, next(carry))],
        subjects: [`carryForwards/${carry.id}`],
      })),
  });
}

/** 暂停: no chunk is committed after it. Refusals: `not-found`, `carry-not-working`. */
export const pauseCarry = steerCommand({
  name: "carryforwards.pause",
  may: mayPause,
  next: (carry) => ({ ...carry, paused: true }),
});

/** 继续, where it stood. Refusals: `not-found`, `carry-not-paused`. */
export const resumeCarry = steerCommand({
  name: "carryforwards.resume",
  may: mayResume,
  next: ({ paused: _, ...carry }) => carry,
});

/** 作废. Refusals: `not-found`, `carry-sealed`. */
export const dropCarry = steerCommand({
  name: "carryforwards.drop",
  may: mayDrop,
  next: ({ paused: _, ...carry }) => ({ ...carry, state: "dropped" }),
});
