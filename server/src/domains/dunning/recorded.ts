import type { Actor } from "@warmline/shared/access/actor.ts";
import { dunningEvents, type DunningEvent } from "@warmline/shared/dunning/model.ts";
import { refuseUndo } from "@warmline/shared/dunning/rules.ts";
import { cityDate, type CityDate } from "@warmline/shared/kernel/time.ts";
import { insert, type Write } from "@warmline/shared/store/write.ts";
import { keptCase } from "./kept-case.ts";
import type { Dunned } from "./on-account.ts";

/** An event by whom and when it is recorded; `on` left out: it happened today. */
export interface EventOf extends Pick<DunningEvent, "id" | "at" | "fact" | "attachments"> {
  readonly actor: Pick<Actor, "id" | "name">;
  readonly on?: CityDate | undefined;
  readonly undoes?: string | undefined;
}

/** 催缴记录, and how the account's dunning stands after it. */
export function recordedWrites(
  dunned: Dunned,
  { actor, on, undoes, ...of }: EventOf,
): readonly Write[] {
  const today = cityDate(of.at);
  const event = {
    ...of,
    accountId: dunned.account.id,
    on: on ?? today,
    byId: actor.id,
    byName: actor.name,
    ...(undoes === undefined ? {} : { undoes }),
  };
  const after = { ...dunned, events: [...dunned.events, { ...event, rev: 1 }] };
  return [insert(dunningEvents, event), ...keptCase(after, today)];
}

/** 撤回 of what turned out not to have happened; none where something rests on it by now. */
export function undoWrites(
  dunned: Dunned,
  undoes: string,
  { reason, ...of }: Pick<EventOf, "id" | "at" | "actor"> & { readonly reason: string },
): readonly Write[] {
  if (refuseUndo(dunned.events, undoes) !== null) return [];
  const fact = { kind: "undo", reason } as const;
  return recordedWrites(dunned, { ...of, fact, undoes, attachments: [] });
}
