import type { DeviceActor, StaffActor } from "@warmline/shared/access/actor.ts";
import { devices } from "@warmline/shared/devices/model.ts";
import { knownBrowsers, sessions, staff } from "@warmline/shared/staff/model.ts";
import { instantOf, type Instant } from "@warmline/shared/kernel/time.ts";
import type { Deps } from "../../platform/deps.ts";
import { hashToken } from "../../platform/secrets.ts";
import { actorOf } from "./rows.ts";

export interface CachedAuthenticator {
  staff(token: string): Promise<StaffActor | null>;
  device(token: string): Promise<DeviceActor | null>;
  former(token: string): Promise<StaffActor | null>;
  browser(token: string): Promise<string | null>;
  close(): Promise<void>;
}

interface Known {
  readonly actor: StaffActor | DeviceActor;
  readonly expiresAt: Instant;
  /** The documents it was made of, as `collection/id`. */
  readonly madeOf: readonly string[];
}

const KNOWN_MAX = 5_000;
/** Further behind than this, forgetting everything is cheaper than reading the log. */
const CATCH_UP_MAX = 200;
const TOKEN_LENGTH_MAX = 100;
const WATCHED: ReadonlySet<string> = new Set([sessions.name, staff.name, devices.name]);

type Dependencies = Pick<Deps, "store" | "clock">;

/**
 * Tokens to actors, from memory as long as nothing they were made of has changed. Before each
 * answer it looks how far the log has gone and forgets what the commits in between have touched: an
 * ended session or a revoked device is refused on its next request, on every node, without a moment
 * of grace.
 */
export function makeAuthenticator(deps: Dependencies): CachedAuthenticator {
  const memory = makeMemory(deps);
  return {
    async staff(token) {
      const actor = await memory.recall(`staff ${hashToken(token)}`, token, loadStaff);
      return actor?.kind === "staff" ? actor : null;
    },
    async device(token) {
      const actor = await memory.recall(`device ${hashToken(token)}`, token, loadDevice);
      return actor !== null && actor.kind !== "staff" ? actor : null;
    },
    async former(token) {
      if (token.length > TOKEN_LENGTH_MAX) return null;
      const session = await deps.store.get(sessions, hashToken(token));
      const member = session && (await deps.store.get(staff, session.staffId));
      return member && actorOf(member);
    },
    async browser(token) {
      if (token.length > TOKEN_LENGTH_MAX) return null;
      return (await deps.store.get(knownBrowsers, hashToken(token)))?.id ?? null;
    },
    async close() {
      memory.forgetAll();
    },
  };
}

type Load = (deps: Dependencies, tokenHash: string) => Promise<Known | null>;

function makeMemory(deps: Dependencies) {
  const known = new Map<string, Known>();
  const keysOf = new Map<string, Set<string>>();
  /** Everything in `known` is true as of this position of the log. */
  let position = 0;

  function forgetAll(): void {
    known.clear();
    keysOf.clear();
  }

  function forget(document: string): void {
    for (const key of keysOf.get(document) ?? []) known.delete(key);
    keysOf.delete(document);
  }

  function remember(key: string, fact: Known): void {
    if (known.size >= KNOWN_MAX) forgetAll();
    known.set(key, fact);
    for (const document of fact.madeOf) {
      const keys = keysOf.get(document) ?? new Set();
      keysOf.set(document, keys.add(key));
    }
  }

  /**
   * Up to the head as it was when asked. `read` answers only commits whose documents can be read,
   * so the last ones may be left for the next time. Two calls may catch up side by side: forgetting
   * twice harms nothing.
   */
  async function catchUp(): Promise<number> {
    const head = await deps.store.head();
    if (head - position > CATCH_UP_MAX) {
      forgetAll();
      position = head - CATCH_UP_MAX;
    }
    while (position < head) {
      const batch = await deps.store.read(position, CATCH_UP_MAX);
      if (batch.length === 0) break;
      for (const { collection, id } of batch.flatMap((entry) => entry.writes)) {
        if (WATCHED.has(collection)) forget(`${collection}/${id}`);
      }
      position = Math.max(position, batch.at(-1)?.position ?? 0);
    }
    return position;
  }

  async function recall(key: string, token: string, load: Load) {
    if (token.length > TOKEN_LENGTH_MAX) return null;
    const asOf = await catchUp();
    const fact = known.get(key) ?? (await load(deps, hashToken(token)));
    if (fact === null || deps.clock.now() >= fact.expiresAt) return null;
    // Read while the log moved on: true enough for this answer, not for the memory.
    if (!known.has(key) && position === asOf) remember(key, fact);
    return fact.actor;
  }

  return { recall, forgetAll };
}

async function loadStaff({ store }: Dependencies, tokenHash: string): Promise<Known | null> {
  const session = await store.get(sessions, tokenHash);
  if (session === null || session.endedAt !== undefined) return null;
  const member = await store.get(staff, session.staffId);
  if (member === null || !member.active) return null;
  const { id } = member;
  return {
    actor: actorOf(member),
    expiresAt: session.expiresAt,
    madeOf: [`${sessions.name}/${session.id}`, `${staff.name}/${id}`],
  };
}

async function loadDevice({ store }: Dependencies, tokenHash: string): Promise<Known | null> {
  const [device] = await store.find(devices, { index: "token", where: { tokenHash }, limit: 1 });
  if (device?.state !== "paired" || device.hallId === undefined) return null;
  const { id, kind, name, hallId } = device;
  return {
    actor: { kind, id, name, hallId },
    expiresAt: instantOf(Number.POSITIVE_INFINITY),
    madeOf: [`${devices.name}/${id}`],
  };
}
