import type { IncomingMessage } from "node:http";
import type { LiveServer, LiveSocket } from "./types.ts";

/** A console of several windows; a desk that many people share is many people. */
const SOCKETS_PER_ACTOR = 30;
/** Connections of one address that have not shown yet whose they are. */
const STRANGERS_PER_ADDRESS = 50;
/** So long may it take a connection to say for whom it is. */
const CONNECT_MS = 5_000;
/** A client that was refused learns why before it is cut off. */
const REFUSED_MS = 1_000;
const LOOK_MS = 2_000;

export interface ConnectionLimits {
  /** Whether one more connection may come from there; it counts until it is admitted or gone. */
  allows(request: IncomingMessage): boolean;
  /** Whether these people or devices may have one more socket. */
  admits(actorIds: readonly string[]): boolean;
  /** Ends a connection that was refused, as the protocol would let it stand. */
  refused(socket: LiveSocket): void;
  stop(): void;
}

export interface ConnectionBounds {
  /** How many proxies are believed about the address. */
  readonly trustProxy: number;
  /** Bytes that may wait for one client that does not read. */
  readonly unreadMax: number;
}

/**
 * Bounds what one stranger, and one person, may hold of this process: strangers by address, and
 * only them; whoever is signed in by who they are.
 */
export function limitConnections(
  io: LiveServer,
  { trustProxy, unreadMax }: ConnectionBounds,
): ConnectionLimits {
  const strangersAt = (address: string): number => {
    let count = 0;
    for (const one of connections) {
      if (!known.has(one) && addressOf(one.request, trustProxy) === address) count += 1;
    }
    return count;
  };
  const connections = new Set<Connection>();
  const known = new Set<Connection>();
  io.engine.on("connection", (connection: Connection) => {
    connections.add(connection);
    const late = setTimeout(() => {
      if (!known.has(connection)) cut(connection);
    }, CONNECT_MS);
    connection.once("close", () => {
      clearTimeout(late);
      connections.delete(connection);
      known.delete(connection);
    });
  });
  io.on("connection", ({ conn }) => void known.add(conn as unknown as Connection));
  const timer = setInterval(() => {
    for (const one of connections) if (unread(one) > unreadMax) cut(one);
  }, LOOK_MS);
  timer.unref();
  return {
    allows: (request) => strangersAt(addressOf(request, trustProxy)) < STRANGERS_PER_ADDRESS,
    admits(actorIds) {
      const open = [...io.sockets.sockets.values()];
      return actorIds.every(
        (id) => open.filter(({ data }) => data.actorIds.includes(id)).length < SOCKETS_PER_ACTOR,
      );
    },
    refused({ conn }) {
      setTimeout(() => cut(conn as unknown as Connection), REFUSED_MS).unref();
    },
    stop: () => clearInterval(timer),
  };
}

/** What Engine.IO keeps of a connection, as far as it is looked at here. */
interface Connection {
  readonly request: IncomingMessage;
  readonly writeBuffer: readonly { readonly data?: string | Buffer }[];
  readonly transport: {
    readonly socket?: { readonly bufferedAmount?: number; terminate(): void };
  };
  once(event: "close", listener: () => void): void;
}

/** At once: closing as the protocol has it waits half a minute for the other side to agree. */
function cut({ transport }: Connection): void {
  transport.socket?.terminate();
}

/** Bytes, or characters of text, that were sent and not taken. */
function unread({ writeBuffer, transport }: Connection): number {
  const waiting = writeBuffer.reduce((sum, { data }) => sum + (data?.length ?? 0), 0);
  return waiting + (transport.socket?.bufferedAmount ?? 0);
}

/** As Express tells it over HTTP: the address that the last of our own proxies saw. */
export function addressOf({ headers, socket }: IncomingMessage, trustProxy: number): string {
  const forwarded = [headers["x-forwarded-for"] ?? []].flat().join(",");
  const seen = forwarded.split(",").map((one) => one.trim());
  const told = trustProxy === 0 ? undefined : seen.at(-trustProxy);
  return told || (socket.remoteAddress ?? "unknown");
}
