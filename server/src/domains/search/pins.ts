import { permits } from "@warmline/shared/access/permission.ts";
import { ok, type Result } from "@warmline/shared/kernel/result.ts";
import type { SearchPin } from "@warmline/shared/search/api.ts";
import {
  searchPins,
  withoutPin,
  withPin,
  type Pinned,
  type SearchPins,
} from "@warmline/shared/search/pins.ts";
import { put } from "@warmline/shared/store/write.ts";
import type { SearchEntry } from "@warmline/search/entry.ts";
import type { Where } from "@warmline/search/port.ts";
import type { Caller } from "../../platform/commands/caller.ts";
import { command } from "../../platform/commands/command.ts";
import type { Deps } from "../../platform/deps.ts";
import type { Searchable } from "../../platform/search/searchable.ts";
import { rowOf } from "./find.ts";

/** 置顶 of whoever asks, each as it says now and as far as they may still see it. */
export async function pinsOf(
  reading: Pick<Deps, "store">,
  searchables: readonly Searchable[],
  { actor }: Pick<Caller, "actor">,
): Promise<{ pins: SearchPin[] }> {
  const pins = (await reading.store.get(searchPins, actor.id))?.pins ?? [];
  const rows = new Map<string, SearchPin["row"]>();
  for (const one of searchables.filter(({ permission }) => permits(actor, permission))) {
    const ids = pins.flatMap(({ kind, id }) => (kind === one.kind ? id : []));
    if (ids.length === 0) continue;
    const documents = await reading.store.getMany(one.collection, ids);
    const entries = await one.entries(reading, documents);
    const where = one.where(actor);
    for (const entry of entries.filter((found) => meets(found, where))) {
      rows.set(`${one.kind} ${entry.id}`, rowOf({ entry, ranges: [] }, one));
    }
  }
  return {
    pins: pins.map(({ kind, id }) => ({ kind, id, row: rows.get(`${kind} ${id}`) ?? null })),
  };
}

/** As the index asks it. */
function meets({ tags }: SearchEntry, where: Where): boolean {
  return where.every((any) => any.some((tag) => tags.includes(tag)));
}

const DONE = { done: true } as const;

function stepOf<C extends string>(
  name: "search.pin" | "search.unpin",
  change: (pins: readonly Pinned[], pin: Pinned) => Result<readonly Pinned[], C>,
) {
  return command({
    name,
    scope: "anywhere",
    async load(reads, _: Pinned, { actor }): Promise<Result<SearchPins | null, C>> {
      return ok(await reads.get(searchPins, actor.id));
    },
    decide(standing, { kind, id }, { actor }) {
      const changed = change(standing?.pins ?? [], { kind, id });
      if (!changed.ok) return changed;
      return ok({
        value: DONE,
        writes: [put(searchPins, standing, { id: actor.id, pins: changed.value })],
        subjects: [`staff/${actor.id}`],
      });
    },
  });
}

/** 置顶. Refusal: `pins-full`. */
export const pinFound = stepOf("search.pin", withPin);
/** 取消置顶. */
export const unpinFound = stepOf("search.unpin", (pins, pin): Result<readonly Pinned[], never> =>
  ok(withoutPin(pins, pin)),
);
