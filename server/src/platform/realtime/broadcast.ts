import { setImmediate as nextTurn, setTimeout as sleep } from "node:timers/promises";
import type { Logger } from "pino";
import type { Follower, LogEntry, Store } from "@warmline/shared/store/port.ts";
import type { Collection, Stored } from "@warmline/shared/store/collection.ts";
import type { RowChange } from "@warmline/shared/api/live.ts";
import type { ChangedIds } from "./access.ts";
import type { Snapshots } from "./snapshots.ts";
import type { LiveServer } from "./types.ts";
import type { LiveView } from "./view.ts";

interface BroadcastOptions {
  readonly store: Store;
  readonly log: Logger;
  readonly views: readonly LiveView[];
  readonly snapshots: Snapshots;
}

/**
 * A change that comes alone is told at once. Where several had come together, those that follow are
 * gathered for as long as the telling took: so under load telling takes at most half of the time,
 * and a burst becomes few packets. Beyond this bound waiting saves hardly any work and is seen by
 * everybody.
 */
const GATHER_MAX_MS = 8;
/** Documents loaded in one go; then requests have their turn. */
const LOADED_MAX = 100;

/**
 * Follows the log and tells rooms what changed. Each changed document is loaded once a batch, each
 * row is made once a room, whatever the number of sockets; the newest document is loaded, so bursts
 * collapse. `beforehand` sees what changed before any room is told.
 */
export async function startBroadcast(
  { store, log, views, snapshots }: BroadcastOptions,
  io: LiveServer,
  beforehand: (changed: ChangedIds) => Promise<void>,
): Promise<Follower> {
  const joined = (room: string) => io.sockets.adapter.rooms.has(room);
  const watches = (room: string) => joined(room) || snapshots.keeps(room);

  /** What of a collection somebody may be looking at, a bounded number at a time. */
  function* wanted(name: string, ids: ReadonlySet<string>): Generator<[LiveView[], string[]]> {
    const shown = views.filter(({ collections }) => collections.includes(name));
    if (shown.length === 0) return;
    const concerns = (id: string) => shown.some((view) => view.concerns?.(id, watches) ?? true);
    const left = [...ids].filter(concerns);
    for (let at = 0; at < left.length; at += LOADED_MAX) {
      yield [shown, left.slice(at, at + LOADED_MAX)];
    }
  }

  async function tell(changed: ChangedIds): Promise<boolean> {
    let told = false;
    for (const [name, ids] of changed) {
      for (const [shown, some] of wanted(name, ids)) {
        const documents = await store.getMany({ name } as Collection, some);
        const rooms = await changesByRoom(shown, name, documents, log, watches);
        for (const [room, changes] of rooms) {
          snapshots.note(room, changes);
          // Every case has rooms of its own: what is told to nobody would be encoded all the same.
          if (!joined(room)) continue;
          io.to(room).emit("changes", { room, changes });
          told = true;
        }
        if (some.length === LOADED_MAX) await nextTurn();
      }
    }
    return told;
  }

  async function handle(batch: readonly LogEntry[]): Promise<void> {
    const started = performance.now();
    const changed = changedIds(batch);
    await beforehand(changed);
    const told = await tell(changed);
    if (!told || batch.length === 1) return;
    await sleep(Math.min(performance.now() - started, GATHER_MAX_MS));
  }

  // A screen that missed a change has it when it joins again; one that hears nothing is worse.
  return store.follow(await store.head(), handle, { name: "live", skipAfter: 5 });
}

function changedIds(batch: readonly LogEntry[]): Map<string, Set<string>> {
  const changed = new Map<string, Set<string>>();
  for (const { collection, id } of batch.flatMap((entry) => entry.writes)) {
    const ids = changed.get(collection) ?? new Set<string>();
    changed.set(collection, ids.add(id));
  }
  return changed;
}

async function changesByRoom(
  views: readonly LiveView[],
  name: string,
  documents: readonly Stored[],
  log: Logger,
  watches: (room: string) => boolean,
): Promise<Map<string, RowChange[]>> {
  const rooms = new Map<string, RowChange[]>();
  for (const view of views) {
    for (const document of documents) {
      // One document that a view cannot show must not keep every screen from the rest.
      const changes = await view.changed(name, document, watches).catch((error: unknown) => {
        log.error({ err: error, view: view.view.name, id: document.id }, "view failed");
        return [];
      });
      for (const { room, ...change } of changes) {
        const list = rooms.get(room) ?? [];
        rooms.set(room, list);
        list.push(change);
      }
    }
  }
  return rooms;
}
