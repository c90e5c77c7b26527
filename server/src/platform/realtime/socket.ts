import type { IncomingMessage } from "node:http";
import type { Logger } from "pino";
import type { Clock } from "@warmline/shared/kernel/time.ts";
import { refuse, type Refusal } from "@warmline/shared/kernel/result.ts";
import { joinRequest, roomRequest, type JoinAnswer } from "@warmline/shared/api/live.ts";
import { refusalMessage } from "@warmline/shared/messages/index.ts";
import { originOf, parse } from "../http/input.ts";
import { issuesText } from "../http/issue-text.ts";
import type { Read, ReadLog } from "../records/read-log.ts";
import type { Access } from "./access.ts";
import type { Sent, Snapshots } from "./snapshots.ts";
import type { JoinedRoom, LiveSocket } from "./types.ts";
import type { LiveView } from "./view.ts";

export interface Serving {
  readonly access: Access;
  readonly note: NoteRefusal;
  readonly reads: ReadLog;
  readonly views: ReadonlyMap<string, LiveView>;
  readonly snapshots: Snapshots;
  readonly clock: Clock;
  readonly log: Logger;
}

/** Notes what a connection was refused; nobody waits for it. */
export type NoteRefusal = (request: IncomingMessage, what: string, code: string) => void;

const ROOMS_MAX = 40;
/** What a busy console asks for in a minute is a tenth of it. */
const REQUESTS_PER_MINUTE = 600;

/** Answers one socket's requests; whatever it sends, it harms nobody but itself. */
export function serveSocket(serving: Serving, socket: LiveSocket): void {
  const { rooms } = socket.data;
  limitRequests(serving.clock, socket);
  socket.on("join", (request, answer) => {
    if (typeof answer !== "function") return;
    join(serving, socket, request, answer).catch((error: unknown) => {
      serving.log.error({ err: error }, "join failed");
      socket.conn.close(); // as a lost connection: the client connects and joins again
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
    if (typeof answer === "function") answer(serving.clock.now());
  });
}

async function join(
  { access, note, reads, views, snapshots, clock }: Serving,
  socket: LiveSocket,
  request: unknown,
  answer: (result: JoinAnswer) => void,
): Promise<void> {
  const { language, rooms } = socket.data;
  const refused = ({ code, detail }: Refusal) =>
    answer({ ok: false, code, message: refusalMessage(language, code, detail) });
  const parsed = joinRequest.safeParse(request).data;
  const view = views.get(parsed?.view ?? "");
  const params = parse(view?.view.params, parsed?.params, "params", language);
  if (view === undefined || params.issues.length > 0) {
    return refused(refuse("bad-input", { where: issuesText(language, params.issues) }));
  }
  const joined = { view, params: params.value };
  const admitted = await access.admit(socket, joined);
  if (!admitted.ok) {
    note(socket.request, view.view.name, admitted.code);
    return refused(admitted);
  }
  const { room } = admitted;
  if (rooms.size >= ROOMS_MAX && !rooms.has(room)) return refused(refuse("too-many-views"));
  // From here on without a pause: whoever loses the right is found in `rooms`.
  rooms.set(room, joined);
  void socket.join(room);
  answer({ ok: true, room, serverTime: clock.now() });
  const sent = await snapshots.of(view, room);
  const origin = originOf(admitted.actor, access.addressOf(socket.request));
  noteRead(reads, joined, { actor: admitted.actor, origin, page: parsed?.page }, sent.count);
  await sendSnapshot(socket, room, sent, () => rooms.get(room) === joined);
}

/** What a view shows of people is recorded with whoever joined it. */
function noteRead(
  reads: ReadLog,
  { view: { view }, params }: JoinedRoom,
  by: Pick<Read, "actor" | "origin" | "page">,
  rows: number,
): void {
  if (view.reads === undefined) return;
  const { what, list, of } = view.reads;
  const count = list === true ? { count: rows } : {};
  reads.note({ ...by, what, list, subjects: of?.(params) ?? [], ...count });
}

/** Read after the room was joined: what changes meanwhile comes as a change, whichever is first. */
export async function sendSnapshot(
  socket: Pick<LiveSocket, "emit">,
  room: string,
  { changes, first, rest }: Omit<Sent, "count">,
  wanted: () => boolean,
): Promise<void> {
  if (!wanted()) return;
  if (changes.length > 0) socket.emit("changes", { room, changes });
  socket.emit("snapshot", first);
  const parts = await rest;
  // Meanwhile the room may have been left, or joined again, which brings a snapshot of its own.
  if (wanted()) for (const part of parts) socket.emit("snapshot", part);
}

function limitRequests(clock: Clock, socket: LiveSocket): void {
  let minute = 0;
  let requests = 0;
  socket.use((_, next) => {
    const now = Math.floor(clock.now() / 60_000);
    if (now !== minute) [minute, requests] = [now, 0];
    requests += 1;
    if (requests > REQUESTS_PER_MINUTE) socket.conn.close();
    else next();
  });
}
