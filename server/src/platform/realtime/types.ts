import type { Server, Socket } from "socket.io";
import type { ClientEvents, ServerEvents } from "@warmline/shared/api/live.ts";
import type { Language } from "@warmline/shared/messages/index.ts";
import type { LiveView } from "./view.ts";

export interface JoinedRoom {
  readonly view: LiveView;
  readonly params: unknown;
}

interface SocketData {
  readonly language: Language;
  readonly rooms: Map<string, JoinedRoom>;
  /** Whom the cookies stood for when they were last looked at. */
  actorIds: readonly string[];
}

export type LiveSocket = Socket<ClientEvents, ServerEvents, Record<string, never>, SocketData>;
export type LiveServer = Server<ClientEvents, ServerEvents, Record<string, never>, SocketData>;
