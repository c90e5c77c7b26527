import { ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import { cityDate } from "@warmline/shared/kernel/time.ts";
import { reinsertTurn } from "@warmline/shared/hall/turn.ts";
import { turns } from "@warmline/shared/hall/types.ts";
import { within } from "@warmline/shared/staff/scope.ts";
import { replace } from "@warmline/shared/store/write.ts";
import { attempt, commitAct, lost, type Caller } from "../platform/act.ts";
import type { Deps } from "../platform/deps.ts";
import { laneOf, plainTurn, type PlainTurn } from "./hall.ts";

type Code =
  | "turn-unknown"
  | "out-of-scope"
  | "turn-of-another-day"
  | "turn-not-missed"
  | "changed-meanwhile";

/** 过号重排, from any place in the hall. Refusals in the order of the code type. */
export async function reinsert(
  deps: Deps,
  caller: Caller,
  turnId: string,
  place: "end" | "kept",
): Promise<Result<PlainTurn, Code>> {
  const found = await deps.store.get(turns, turnId);
  if (found === null) return refuse("turn-unknown");
  if (!within(caller.actor, { hallId: found.hallId })) return refuse("out-of-scope");
  return deps.lanes.run(laneOf(found.hallId), () =>
    attempt(async (): Promise<Result<PlainTurn, Code> | typeof lost> => {
      const turn = await deps.store.get(turns, turnId);
      if (turn === null) return refuse("turn-unknown");
      const at = deps.clock.now();
      if (turn.day !== cityDate(at)) return refuse("turn-of-another-day", { label: turn.label });
      const next = reinsertTurn(turn, at, place);
      if (!next.ok) return next;
      const act = { command: "hall.re-insert", subjects: [`turns/${turnId}`] };
      const committed = await commitAct(deps, caller, act, [replace(turns, turn, next.value)]);
      return committed.ok ? ok(plainTurn({ ...next.value, rev: turn.rev + 1 })) : lost;
    }),
  );
}
