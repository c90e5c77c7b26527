import type { Server as HttpServer } from "node:http";
import type { Logger } from "pino";
import { Server } from "socket.io";
import type { Clock } from "@warmline/shared/kernel/time.ts";
import type { Store } from "@warmline/shared/store/port.ts";
import type { Authenticator } from "../http/authenticator.ts";
import { languageOf, originAllowed } from "../http/request.ts";
import { makeAccess } from "./access.ts";
import { startBroadcast } from "./broadcast.ts";
import { Snapshots } from "./snapshots.ts";
import { serveSocket } from "./socket.ts";
import type { LiveServer } from "./types.ts";
import type { LiveView } from "./view.ts";

export interface RealtimeOptions {
  readonly http: HttpServer;
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Logger;
  readonly authenticator: Authenticator;
  readonly views: readonly LiveView[];
  readonly publicUrl?: string | undefined;
}

export interface Realtime {
  close(): Promise<void>;
}

const MESSAGE_BYTES_MAX = 16_384;
/** Sessions also end by time alone: nothing in the log says so. */
const RECHECK_MS = 60_000;

/**
 * Live views over Socket.IO: role and scope are checked on every join, and again when they change.
 */
export async function startRealtime(options: RealtimeOptions): Promise<Realtime> {
  const { authenticator, clock, log, store } = options;
  const io: LiveServer = new Server(options.http, {
    transports: ["websocket"],
    serveClient: false,
    maxHttpBufferSize: MESSAGE_BYTES_MAX,
    allowRequest: (request, done) => done(null, originAllowed(request, options.publicUrl)),
  });
  const access = makeAccess(authenticator, store, io);
  const views = new Map(options.views.map((view) => [view.view.name, view]));
  const snapshots = new Snapshots(clock);
  io.use((socket, next) => {
    socket.data = {
      language: languageOf(socket.handshake.headers["accept-language"]),
      rooms: new Map(),
      actorIds: [],
    };
    access.actorsOf(socket).then(
      (actors) => next(actors.length > 0 ? undefined : new Error("not-signed-in")),
      (error: unknown) => {
        log.error({ err: error }, "connecting failed");
        next(new Error("unavailable"));
      },
    );
  });
  io.on("connection", (socket) => serveSocket({ access, views, snapshots, clock, log }, socket));

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
      await follower.stop();
      await io.close();
    },
  };
}
