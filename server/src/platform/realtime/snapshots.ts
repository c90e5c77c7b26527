import { promisify } from "node:util";
import { gzip } from "node:zlib";
import type { Clock, Instant } from "@warmline/shared/kernel/time.ts";
import type { RowChange, SnapshotPart } from "@warmline/shared/api/live.ts";
import type { LiveView } from "./view.ts";

/** These come as they are and at once: more than a screenful, quickly made and quickly read. */
const FIRST_ROWS = 100;
/** The others come packed, so many at a time: read within a frame or two. */
const PACKED_ROWS = 2_500;
/** A snapshot is sent again with what has changed since, until it is as old or has as much. */
const AGE_MAX_MS = 30_000;
const SINCE_MAX = 500;

/** The first part can go before the others are packed. */
interface Made {
  readonly count: number;
  readonly first: SnapshotPart;
  readonly rest: Promise<readonly SnapshotPart[]>;
}

interface Kept {
  readonly madeAt: Instant;
  readonly made: Promise<Made>;
  /** The last change of each row since the making began. */
  readonly since: Map<string, RowChange>;
}

/** A snapshot as it is sent: the changes go first, so that its last part shows the whole truth. */
export interface Sent extends Made {
  readonly changes: readonly RowChange[];
}

/**
 * Snapshots of rooms, made once however many sockets ask: a hundred consoles that come back
 * together cost one reading and one packing. That a kept one is older than the moment does no harm,
 * as the changes since then go with it.
 */
export class Snapshots {
  readonly #kept = new Map<string, Kept>();
  readonly #clock: Clock;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Whether the room's changes have to be noted although nobody may be in it. */
  keeps(room: string): boolean {
    return this.#kept.has(room);
  }

  /** To be told of every change in every kept room, before the room's sockets are. */
  note(room: string, changes: readonly RowChange[]): void {
    const since = this.#kept.get(room)?.since;
    if (since === undefined) return;
    for (const change of changes) since.set(change.id, change);
    if (since.size > SINCE_MAX) this.#kept.delete(room);
  }

  /** The snapshot for a socket that is in the room already: what changes from now on reaches it. */
  async of(view: LiveView, room: string): Promise<Sent> {
    const kept = this.#fresh(room) ?? this.#make(view, room);
    const made = await kept.made;
    return { ...made, changes: [...kept.since.values()] };
  }

  #fresh(room: string): Kept | undefined {
    const kept = this.#kept.get(room);
    return kept && this.#clock.now() - kept.madeAt < AGE_MAX_MS ? kept : undefined;
  }

  #make(view: LiveView, room: string): Kept {
    const kept: Kept = {
      madeAt: this.#clock.now(),
      made: make(view, room),
      since: new Map(),
    };
    // From here on changes are noted: whatever the reading misses is among them.
    this.#kept.set(room, kept);
    const forget = () => {
      if (this.#kept.get(room) === kept) this.#kept.delete(room);
    };
    kept.made.then(({ first, rest }) => {
      // What is made in no time is better made anew.
      if (first.last) forget();
      rest.catch(forget);
    }, forget);
    return kept;
  }
}

async function make(view: LiveView, room: string): Promise<Made> {
  const read = await view.snapshot(room);
  const rows = read.length > FIRST_ROWS && view.order ? read.toSorted(view.order) : read;
  const last = rows.length <= FIRST_ROWS;
  return {
    count: rows.length,
    first: { room, rows: rows.slice(0, FIRST_ROWS), last },
    rest: packedParts(room, rows.slice(FIRST_ROWS)),
  };
}

async function packedParts(room: string, rows: readonly unknown[]): Promise<SnapshotPart[]> {
  const parts: SnapshotPart[] = [];
  for (let start = 0; start < rows.length; start += PACKED_ROWS) {
    const packed = await pack(rows.slice(start, start + PACKED_ROWS));
    parts.push({ room, packed, last: start + PACKED_ROWS >= rows.length });
  }
  return parts;
}

const zip = promisify(gzip);

function pack(rows: readonly unknown[]): Promise<Uint8Array> {
  return zip(JSON.stringify(rows), { level: 1 });
}
