import { gunzipSync } from "node:zlib";
import { io, type Socket } from "socket.io-client";
import type {
  ClientEvents,
  JoinAnswer,
  ServerEvents,
  SnapshotPart,
} from "@warmline/shared/api/live.ts";

interface Known {
  readonly rev: number;
  readonly row: unknown;
}

interface RoomState {
  /** Rows with their revs; what left is remembered by the rev it left at. */
  known: Map<string, Known>;
  /** The snapshot came whole. */
  whole: boolean;
}

function rowsOf(part: SnapshotPart): readonly unknown[] {
  return "rows" in part ? part.rows : JSON.parse(gunzipSync(part.packed).toString());
}

/**
 * For tests only: a screen. Keeps whichever rev is higher, as every client does; when the
 * connection ends it forgets what it knew.
 */
export class LiveClient {
  readonly socket: Socket<ServerEvents, ClientEvents>;
  readonly rooms = new Map<string, RoomState>();
  readonly left: { room: string; code: string }[] = [];
  /** Every row that ever came, in any way. */
  readonly came: unknown[] = [];
  readonly #waiting = new Set<() => void>();
  /** Why the connection was refused, and how it ended. */
  refusedAs: string | null = null;
  endedBy: string | null = null;

  constructor(url: string, headers: Record<string, string> = {}) {
    const options = { transports: ["websocket"], forceNew: true, reconnectionDelay: 10 };
    this.socket = io(url, { ...options, extraHeaders: headers });
    this.socket.on("connect_error", ({ message }) => (this.refusedAs = message));
    this.socket.on("disconnect", (reason) => {
      this.endedBy = reason;
      this.rooms.clear();
    });
    this.socket.on("snapshot", (part) => {
      const state = this.#room(part.room);
      for (const row of rowsOf(part)) this.#take(state, row as Known & { id: string }, row);
      state.whole ||= part.last;
    });
    this.socket.on("changes", ({ room, changes }) => {
      for (const change of changes) this.#take(this.#room(room), change, change.row);
    });
    this.socket.on("left", (notice) => {
      this.rooms.delete(notice.room);
      this.left.push(notice);
    });
    for (const event of ["connect", "connect_error", "disconnect"] as const) {
      this.socket.on(event, () => this.#wake());
    }
    this.socket.onAny(() => queueMicrotask(() => this.#wake()));
  }

  static async connected(url: string, cookie: string): Promise<LiveClient> {
    const client = new LiveClient(url, { cookie, "accept-language": "en" });
    await client.until(() => client.socket.connected);
    return client;
  }

  /** Resolves as soon as `condition` holds; it is asked again after each event. */
  async until(condition: () => boolean): Promise<void> {
    while (!condition()) await new Promise<void>((wake) => this.#waiting.add(wake));
  }

  async join(view: string, params: object): Promise<JoinAnswer> {
    const answer = await this.socket.emitWithAck("join", { view, params });
    return answer;
  }

  /** Joins and waits for the whole snapshot; answers the room. */
  async joined(view: string, params: object): Promise<string> {
    for (const room of this.rooms.values()) room.whole = false;
    const answer = await this.join(view, params);
    if (!answer.ok) throw new Error(`not joined: ${answer.code}`);
    await this.until(() => this.rooms.get(answer.room)?.whole ?? false);
    return answer.room;
  }

  /** The rows of a room by id. */
  rowsIn(room: string): Map<string, unknown> {
    const known = this.rooms.get(room)?.known ?? new Map<string, Known>();
    return new Map([...known].flatMap(([id, { row }]) => (row === null ? [] : [[id, row]])));
  }

  digestOf(room: string): { count: number; revs: number } {
    const shown = [...(this.rooms.get(room)?.known.values() ?? [])].filter(
      ({ row }) => row !== null,
    );
    return { count: shown.length, revs: shown.reduce((sum, { rev }) => sum + rev, 0) };
  }

  close(): void {
    this.socket.disconnect();
  }

  #room(room: string): RoomState {
    const state = this.rooms.get(room) ?? { known: new Map(), whole: false };
    this.rooms.set(room, state);
    return state;
  }

  #take(state: RoomState, { id, rev }: { id: string; rev: number }, row: unknown): void {
    this.came.push(row);
    const before = state.known.get(id);
    if (before === undefined || before.rev <= rev) state.known.set(id, { rev, row });
  }

  #wake(): void {
    for (const wake of this.#waiting) wake();
    this.#waiting.clear();
  }
}
