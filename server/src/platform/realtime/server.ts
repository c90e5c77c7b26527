import type { Server as HttpServer } from "node:http";
import type { Logger } from "pino";
import { Server, type Socket } from "socket.io";
import type { Clock } from "@warmline/shared/kernel/time.ts";
import type { Refusal } from "@warmline/shared/kernel/result.ts";
import type { Store } from "@warmline/shared/store/port.ts";
import type { Actor } from "@warmline/shared/staff/actor.ts";
import type {
  ClientEvents,
  JoinAnswer,
  ServerEvents,
  ViewName,
} from "@warmline/shared/wire/live.ts";
import { refusalSentence, type Language } from "@warmline/shared/words/index.ts";
import type { Authenticator } from "../http/authenticator.ts";
import { actorsOf, credentialsOf, languageOf, originAllowed } from "../http/request.ts";
import { startBroadcast } from "./broadcast.ts";
import { joinRequest, roomRequest } from "./requests.ts";
import type { LiveView, Room } from "./view.ts";

export interface RealtimeOptions {
  readonly http: HttpServer;
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Logger;
  readonly authenticator: Authenticator;
  readonly views: readonly LiveView[];
  readonly publicUrl?: string | undefined;
}

export interface JoinedRoom {
  readonly view: LiveView;
  readonly params: never;
}

interface SocketData {
  language: Language;
  rooms: Map<string, JoinedRoom>;
}

export type LiveSocket = Socket<ClientEvents, ServerEvents, Record<string, never>, SocketData>;
export type LiveServer = Server<ClientEvents, ServerEvents, Record<string, never>, SocketData>;

export interface Realtime {
  close(): Promise<void>;
}

const ROOMS_MAX = 40;
const PART_ROWS = 500;
/** Sessions also end by time alone: nothing in the log says so. */
const RECHECK_MS = 60_000;
const ACCESS_COLLECTIONS = ["sessions", "staff", "devices"];

/** Live views over Socket.IO: role and scope are checked on every join, and again when they change. */
export async function startRealtime(options: RealtimeOptions): Promise<Realtime> {
  const { authenticator, log } = options;
  const io: LiveServer = new Server(options.http, {
    transports: ["websocket"],
    serveClient: false,
    maxHttpBufferSize: 16_384,
    allowRequest: (request, done) => done(null, originAllowed(request, options.publicUrl)),
  });
  const views = new Map(options.views.map((view) => [view.name, view]));
  io.use((socket, next) => {
    actorsFor(authenticator, socket).then(
      (actors) => next(actors.length > 0 ? undefined : new Error("not-signed-in")),
      next,
    );
  });
  io.on("connection", (socket) => {
    socket.data = {
      language: languageOf(socket.handshake.headers["accept-language"]),
      rooms: new Map(),
    };
    serveSocket(options, views, socket);
  });

  const recheck = () =>
    recheckAll(authenticator, io).catch((error: unknown) => {
      log.error({ err: error }, "rechecking sockets failed");
    });
  const timer = setInterval(recheck, RECHECK_MS);
  const follower = await startBroadcast(options, io, async (collections) => {
    if (ACCESS_COLLECTIONS.some((name) => collections.has(name))) await recheck();
  });
  return {
    async close() {
      clearInterval(timer);
      await follower.stop();
      await io.close();
    },
  };
}

function actorsFor(authenticator: Authenticator, socket: LiveSocket): Promise<Actor[]> {
  return actorsOf(authenticator, credentialsOf(socket.request));
}

function serveSocket(
  options: RealtimeOptions,
  views: ReadonlyMap<string, LiveView>,
  socket: LiveSocket,
): void {
  const { language, rooms } = socket.data;
  const refused = (code: string): JoinAnswer => {
    return { ok: false, code, message: refusalSentence(language, code) };
  };
  socket.on("join", (request, answer) => {
    if (typeof answer !== "function") return;
    const parsed = joinRequest.safeParse(request);
    const view = parsed.success ? views.get(parsed.data.view) : undefined;
    if (!parsed.success || view === undefined) return answer(refused("bad-input"));
    if (rooms.size >= ROOMS_MAX) return answer(refused("too-many-requests"));
    const params = parsed.data.params as never;
    admit(options.authenticator, socket, view, params)
      .then(async (admitted) => {
        if (!admitted.ok) return answer(refused(admitted.code));
        rooms.set(admitted.room, { view, params });
        await socket.join(admitted.room);
        answer({ ok: true, room: admitted.room, serverTime: options.clock.now() });
        await sendSnapshot(socket, view, admitted.room);
      })
      .catch((error: unknown) => {
        options.log.error({ err: error, view: view.name }, "join failed");
        socket.disconnect(true); // the client connects and joins again
      });
  });
  socket.on("leave", (request) => {
    const room = roomRequest.safeParse(request).data?.room;
    if (room !== undefined && rooms.delete(room)) void socket.leave(room);
  });
  socket.on("digest", (request, answer) => {
    if (typeof answer !== "function") return;
    const room = roomRequest.safeParse(request).data?.room ?? "";
    const joined = rooms.get(room);
    if (joined === undefined) return answer(null);
    joined.view.snapshot(room).then(
      (rows) => answer({ count: rows.length, revs: rows.reduce((sum, row) => sum + row.rev, 0) }),
      () => answer(null),
    );
  });
  socket.on("time", (answer) => {
    if (typeof answer === "function") answer(options.clock.now());
  });
}

/** The first of the cookies' actors whom the view lets in; the last refusal when it lets in none. */
async function admit(
  authenticator: Authenticator,
  socket: LiveSocket,
  view: LiveView,
  params: never,
): Promise<Room | Refusal> {
  let outcome: Room | Refusal = { ok: false, code: "not-signed-in" };
  for (const actor of await actorsFor(authenticator, socket)) {
    outcome = await view.join(actor, params);
    if (outcome.ok) return outcome;
  }
  return outcome;
}

async function sendSnapshot(socket: LiveSocket, view: LiveView<ViewName>, room: string) {
  const rows = await view.snapshot(room);
  for (let start = 0; start === 0 || start < rows.length; start += PART_ROWS) {
    const part = rows.slice(start, start + PART_ROWS);
    socket.emit("snapshot", { room, rows: part, last: start + PART_ROWS >= rows.length });
  }
}

/** After any change of sign-ins, staff or devices: whoever lost the right leaves, at once. */
async function recheckAll(authenticator: Authenticator, io: LiveServer): Promise<void> {
  for (const socket of io.sockets.sockets.values()) {
    if ((await actorsFor(authenticator, socket)).length === 0) {
      socket.disconnect(true);
      continue;
    }
    for (const [room, { view, params }] of socket.data.rooms) {
      const outcome = await admit(authenticator, socket, view, params);
      if (outcome.ok && outcome.room === room) continue;
      socket.data.rooms.delete(room);
      await socket.leave(room);
      socket.emit("left", { room, code: outcome.ok ? "out-of-scope" : outcome.code });
    }
  }
}
