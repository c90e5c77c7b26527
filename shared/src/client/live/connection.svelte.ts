import { io, type Socket } from "socket.io-client";
import type { ClientEvents, ServerEvents } from "../../api/live.ts";
import { serverClock } from "../server-clock.ts";

export type LinkState = "connecting" | "online" | "offline" | "refused";

/** What the connection tells a joined view. */
export interface Joined {
  /** The room that the server answered; null until then. */
  readonly room: string | null;
  connected(): void;
  disconnected(): void;
  snapshot(part: Parameters<ServerEvents["snapshot"]>[0]): void;
  changes(batch: Parameters<ServerEvents["changes"]>[0]): void;
  left(notice: Parameters<ServerEvents["left"]>[0]): void;
}

/** After a refusal by the server (not by the network) Socket.IO does not try again by itself. */
const REFUSED_RETRY_MS = 10_000;

export type LiveSocket = Socket<ServerEvents, ClientEvents>;

/**
 * The one socket of a page. Views register here; each connect, the first or a later one, makes all
 * of them join again. The server tells a room's news once a socket, so a view is shared (see
 * view.svelte.ts).
 */
class Connection {
  state = $state<LinkState>("connecting");
  /** The code with which the server refused the connection, such as `not-signed-in`. */
  refusedAs = $state<string | null>(null);
  /** When the connection was last known to be alive, on the server's clock. */
  lastOnlineAt = $state<number | null>(null);
  /** Where in the app views are joined from, for the access log. */
  page: (() => string) | undefined;
  readonly #views = new Set<Joined>();
  #socket: LiveSocket | null = null;
  #retry: ReturnType<typeof setTimeout> | undefined;

  get socket(): LiveSocket | null {
    return this.#socket?.connected ? this.#socket : null;
  }

  /** Opens the socket at the first view; the cookie that comes with it says who this is. */
  add(view: Joined): void {
    this.#views.add(view);
    this.#socket ??= this.#open();
    if (this.#socket.connected) view.connected();
    else if (!this.#socket.active) this.#socket.connect();
  }

  remove(view: Joined): void {
    this.#views.delete(view);
    if (view.room !== null) this.leave(view.room);
  }

  leave(room: string): void {
    if (this.#view(room) === undefined) this.socket?.emit("leave", { room });
  }

  /** Drops the socket: after signing out, or to come back as somebody else. */
  close(): void {
    clearTimeout(this.#retry);
    this.#socket?.disconnect();
    this.#socket = null;
    this.state = "connecting";
    this.refusedAs = null;
  }

  /** Tries at once instead of at the next interval. */
  retryNow(): void {
    if (this.#socket && !this.#socket.connected) this.#socket.disconnect().connect();
  }

  /** Connects anew: the cookies have changed, and with them who this is. */
  reconnect(): void {
    this.#socket?.disconnect().connect();
  }

  #open(): LiveSocket {
    const socket: LiveSocket = io({
      transports: ["websocket"],
      reconnectionDelay: 500,
      reconnectionDelayMax: 8_000,
    });
    socket.on("connect", () => this.#connected());
    socket.on("disconnect", () => this.#disconnected());
    socket.on("connect_error", (error) => this.#failed(socket, error));
    socket.on("snapshot", (part) => this.#view(part.room)?.snapshot(part));
    socket.on("changes", (batch) => this.#view(batch.room)?.changes(batch));
    socket.on("left", (notice) => this.#view(notice.room)?.left(notice));
    return socket;
  }

  #view(room: string): Joined | undefined {
    for (const view of this.#views) if (view.room === room) return view;
    return undefined;
  }

  #connected(): void {
    this.state = "online";
    this.refusedAs = null;
    for (const view of this.#views) view.connected();
  }

  #disconnected(): void {
    if (this.state === "online") this.lastOnlineAt = serverClock.now();
    this.state = "offline";
    for (const view of this.#views) view.disconnected();
    // A server that closes on purpose is not dialled again by the library.
    if (this.#socket && !this.#socket.active) this.#later(this.#socket, 1_000);
  }

  #failed(socket: LiveSocket, error: Error): void {
    if (socket.active) {
      this.state = "offline";
      return;
    }
    this.state = "refused";
    this.refusedAs = error.message;
    this.#later(socket, REFUSED_RETRY_MS);
  }

  #later(socket: LiveSocket, delayMs: number): void {
    clearTimeout(this.#retry);
    this.#retry = setTimeout(() => {
      if (socket === this.#socket && !socket.connected) socket.connect();
    }, delayMs);
  }
}

export const connection = new Connection();
