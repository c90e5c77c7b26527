import { setTimeout as sleep } from "node:timers/promises";
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
 * The first change is told at once. What comes next is gathered for as long as the telling took: so
 * telling takes at most half of the time, a quiet hour waits for nothing, and a burst becomes few
 * packets. Beyond this bound waiting saves hardly any work and is seen by everybody.
 */
const GATHER_MAX_MS = 8;

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
  const watched = new Set(views.flatMap((view) => view.collections));
  const joined = (room: string) => io.sockets.adapter.rooms.has(room);
  const watches = (room: string) => joined(room) || snapshots.keeps(room);
  return store.follow(await store.head(), async (batch) => {
    const started = performance.now();
    const changed = changedIds(batch);
    await beforehand(changed);
    let told = false;
    for (const [name, ids] of changed) {
      if (!watched.has(name)) continue;
      const documents = await store.getMany({ name } as Collection, [...ids]);
      const rooms = await changesByRoom(views, name, documents, log, watches);
      for (const [room, changes] of rooms) {
        snapshots.note(room, changes);
        // Every case has rooms of its own: what is told to nobody would be encoded all the same.
        if (!joined(room)) continue;
        io.to(room).emit("changes", { room, changes });
        told = true;
      }
    }
    if (told) await sleep(Math.min(performance.now() - started, GATHER_MAX_MS));
  });
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
  for (const view of views.filter(({ collections }) => collections.includes(name))) {
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
