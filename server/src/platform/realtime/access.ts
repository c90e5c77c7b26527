import type { IncomingMessage } from "node:http";
import { refuse, type Refusal } from "@warmline/shared/kernel/result.ts";
import type { Actor } from "@warmline/shared/access/actor.ts";
import { devices } from "@warmline/shared/devices/model.ts";
import { sessions, staff } from "@warmline/shared/staff/model.ts";
import type { Store } from "@warmline/shared/store/port.ts";
import type { Authenticator } from "../http/authenticator.ts";
import { cookiesAreSecure, tokensOf } from "../http/cookies.ts";
import { actorsOf } from "../http/request.ts";
import { networkOf } from "../http/rate.ts";
import { noteRefusal } from "../records/note-refusal.ts";
import type { SecurityEvents } from "../records/security-events.ts";
import { addressOf } from "./connections.ts";
import type { JoinedRoom, LiveServer, LiveSocket } from "./types.ts";
import type { Room } from "./view.ts";

interface AccessOptions {
  readonly authenticator: Authenticator;
  readonly store: Store;
  readonly security: SecurityEvents;
  readonly publicUrl?: string | undefined;
  /** See `TRUST_PROXY`. */
  readonly trustProxy?: number;
}

/** What changed, by collection. */
export type ChangedIds = ReadonlyMap<string, ReadonlySet<string>>;

/** Who it is that was let in, where a connection stands for several. */
export interface Admitted extends Room {
  readonly actor: Actor;
}

/**
 * Who may be connected and in which rooms, now and after every change of sign-ins, staff or
 * devices.
 */
export interface Access {
  actorsOf(socket: LiveSocket): Promise<Actor[]>;
  actorsOfRequest(request: IncomingMessage): Promise<Actor[]>;
  /** Notes what a connection was refused, if somebody may be up to something. */
  note(request: IncomingMessage, what: string, code: string): Promise<void>;
  /**
   * The room, or the refusal of the last actor tried; true as of the moment in which it resolves.
   */
  admit(socket: LiveSocket, wanted: JoinedRoom): Promise<Admitted | Refusal>;
  /** The address of a connection, as the limits know it. */
  addressOf(request: IncomingMessage): string;
  /** Whoever lost the right by these changes is out when it resolves. */
  recheck(changed: ChangedIds): Promise<void>;
  recheckAll(): Promise<void>;
}

/** Whom the cookies of a connection stand for at this moment. */
function readActors({ authenticator, publicUrl }: AccessOptions) {
  const secure = cookiesAreSecure({ PUBLIC_URL: publicUrl });
  return (request: IncomingMessage) => actorsOf(authenticator, tokensOf(request, secure));
}

function noting(
  { security, authenticator, publicUrl, trustProxy = 0 }: AccessOptions,
  actorsOfRequest: Access["actorsOfRequest"],
): Access["note"] {
  const secure = cookiesAreSecure({ PUBLIC_URL: publicUrl });
  return async (request, what, code) => {
    const [caller] = await actorsOfRequest(request);
    await noteRefusal(security, authenticator, {
      what,
      address: networkOf(addressOf(request, trustProxy)),
      staffToken: tokensOf(request, secure).staff,
      code,
      ...(caller === undefined ? {} : { caller }),
    });
  };
}

export function makeAccess(options: AccessOptions, io: LiveServer): Access {
  const { store } = options;
  const actorsOfRequest = readActors(options);
  /** Rises before each recheck, so that whoever is being admitted meanwhile is looked at again. */
  let epoch = 0;

  async function actors(socket: LiveSocket): Promise<Actor[]> {
    const found = await actorsOfRequest(socket.request);
    socket.data.actorIds = found.map(({ id }) => id);
    return found;
  }

  async function admitOnce(socket: LiveSocket, { view, params }: JoinedRoom) {
    let refusal = refuse<string>("not-signed-in");
    for (const actor of await actors(socket)) {
      const outcome = await view.join(actor, params);
      if (outcome.ok) return { ...outcome, actor };
      refusal = outcome;
    }
    return refusal;
  }

  async function admit(socket: LiveSocket, wanted: JoinedRoom): Promise<Admitted | Refusal> {
    for (;;) {
      const asOf = epoch;
      const outcome = await admitOnce(socket, wanted);
      if (asOf === epoch) return outcome;
    }
  }

  async function recheckOne(socket: LiveSocket): Promise<void> {
    if ((await actors(socket)).length === 0) return void socket.disconnect(true);
    for (const [room, joined] of socket.data.rooms) {
      const outcome = await admitOnce(socket, joined);
      if (outcome.ok && outcome.room === room) continue;
      socket.data.rooms.delete(room);
      await socket.leave(room);
      socket.emit("left", { room, code: outcome.ok ? "out-of-scope" : outcome.code });
    }
  }

  async function recheckAll(ofActors?: ReadonlySet<string>): Promise<void> {
    const concerned = [...io.sockets.sockets.values()].filter(
      ({ data }) => ofActors === undefined || data.actorIds.some((id) => ofActors.has(id)),
    );
    await Promise.all(concerned.map(recheckOne));
  }

  return {
    actorsOf: actors,
    actorsOfRequest,
    note: noting(options, actorsOfRequest),
    addressOf: (request) => addressOf(request, options.trustProxy ?? 0),
    admit,
    recheckAll: () => recheckAll(),
    async recheck(changed) {
      const touched = [sessions, staff, devices].filter(({ name }) => changed.has(name));
      if (touched.length === 0) return;
      epoch += 1;
      const ended = await store.getMany(sessions, [...(changed.get(sessions.name) ?? [])]);
      await recheckAll(
        new Set([
          ...(changed.get(staff.name) ?? []),
          ...(changed.get(devices.name) ?? []),
          ...ended.map(({ staffId }) => staffId),
        ]),
      );
    },
  };
}
