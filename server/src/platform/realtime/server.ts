import type { Server as HttpServer } from "node:http";
import type { Logger } from "pino";
import { Server } from "socket.io";
import type { Clock } from "@warmline/shared/kernel/time.ts";
import type { Store } from "@warmline/shared/store/port.ts";
import type { Authenticator } from "../http/authenticator.ts";
import { languageOf, originAllowed } from "../http/request.ts";
import type { ReadLog } from "../records/read-log.ts";
import type { SecurityEvents } from "../records/security-events.ts";
import { makeAccess, type Access } from "./access.ts";
import { limitConnections, type ConnectionLimits } from "./connections.ts";
import { startBroadcast } from "./broadcast.ts";
import { Snapshots } from "./snapshots.ts";
import { serveSocket, type NoteRefusal } from "./socket.ts";
import type { LiveServer } from "./types.ts";
import type { LiveView } from "./view.ts";

export interface RealtimeOptions {
  readonly http: HttpServer;
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Logger;
  readonly authenticator: Authenticator;
  readonly security: SecurityEvents;
  readonly reads: ReadLog;
  readonly views: readonly LiveView[];
  readonly publicUrl?: string | undefined;
  /** See `TRUST_PROXY`. */
  readonly trustProxy?: number;
  /** Bytes that may wait for a client that does not read. */
  readonly unreadMax?: number;
}

export interface Realtime {
  close(): Promise<void>;
}

/** What is asked for while nothing is joined yet. */
const CONNECTING = "socket";
/** Several times the largest view of a city. */
const UNREAD_BYTES_MAX = 16_777_216;
const MESSAGE_BYTES_MAX = 16_384;
/** Sessions also end by time alone: nothing in the log says so. */
const RECHECK_MS = 60_000;

/**
 * Live views over Socket.IO: role and scope are checked on every join, and again when they change.
 */
export async function startRealtime(options: RealtimeOptions): Promise<Realtime> {
  const { clock, log } = options;
  const io: LiveServer = new Server(options.http, {
    transports: ["websocket"],
    serveClient: false,
    maxHttpBufferSize: MESSAGE_BYTES_MAX,
    allowRequest(request, done) {
      if (!originAllowed(request, options.publicUrl)) {
        note(request, CONNECTING, "wrong-origin");
        return done(null, false);
      }
      if (connections.allows(request)) return done(null, true);
      // Strangers fill what is theirs, and nobody else's at the same address.
      access.actorsOfRequest(request).then(
        (actors) => done(null, actors.length > 0),
        () => done(null, false),
      );
    },
  });
  const connections = limitConnections(io, {
    trustProxy: options.trustProxy ?? 0,
    unreadMax: options.unreadMax ?? UNREAD_BYTES_MAX,
  });
  const access = makeAccess(options, io);
  const note: NoteRefusal = (request, what, code) => {
    access.note(request, what, code).catch((error: unknown) => {
      log.error({ err: error }, "a refusal was not noted");
    });
  };
  const views = new Map(options.views.map((view) => [view.view.name, view]));
  const snapshots = new Snapshots(clock);
  letIn(io, { access, connections, note, log });
  io.on("connection", (socket) =>
    serveSocket({ ...options, access, note, views, snapshots }, socket),
  );

  const timer = setInterval(() => {
    access.recheckAll().catch((error: unknown) => {
      log.error({ err: error }, "rechecking sockets failed");
    });
  }, RECHECK_MS);
  const follower = await startBroadcast({ ...options, snapshots }, io, access.recheck);
  for (const view of options.views) {
    view
      .warm?.()
      .catch((error: unknown) => log.error({ err: error, view: view.view.name }, "cold view"));
  }
  return {
    async close() {
      clearInterval(timer);
      connections.stop();
      await follower.stop();
      await io.close();
    },
  };
}

interface LettingIn {
  readonly access: Access;
  readonly connections: ConnectionLimits;
  readonly note: NoteRefusal;
  readonly log: Logger;
}

/** Only those whom somebody knows, and each with as many sockets as a person needs. */
function letIn(io: LiveServer, { access, connections, note, log }: LettingIn): void {
  io.use((socket, next) => {
    socket.data = {
      language: languageOf(socket.handshake.headers["accept-language"]),
      rooms: new Map(),
      actorIds: [],
    };
    access.actorsOf(socket).then(
      (actors) => {
        if (actors.length > 0 && connections.admits(socket.data.actorIds)) return next();
        connections.refused(socket);
        const code = actors.length > 0 ? "too-many-requests" : "not-signed-in";
        note(socket.request, CONNECTING, code);
        next(new Error(code));
      },
      (error: unknown) => {
        connections.refused(socket);
        log.error({ err: error }, "connecting failed");
        next(new Error("unavailable"));
      },
    );
  });
}
