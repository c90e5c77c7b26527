import {
  reachSimulatedOfficial,
  simulatedOfficial,
} from "@warmline/server/channels/wechat/account.ts";
import {
  reachSimulatedService,
  simulatedService,
} from "@warmline/server/channels/wechat/service/account.ts";
import type { Deps } from "@warmline/server/platform/deps.ts";
import type { ChatDeed, ChatDoor } from "@warmline/shared/demo/chat-api.ts";
import { makeOfficial, type Chatting, type Official } from "./official.ts";
import { listen } from "./rest.ts";
import { makeService, type Service } from "./service.ts";
import { listenService } from "./service-rest.ts";

/** What residents see and do at one door. */
export interface SimulatedDoor {
  chatOf(user: string): Chatting;
  /** Answers once it was told to our server, or given up. */
  act(user: string, deed: ChatDeed): Promise<unknown>;
  picture(user: string, content: Uint8Array): Promise<unknown>;
}
export type SimulatedDoors = ReadonlyMap<ChatDoor, SimulatedDoor>;

/** Of each process, by the settings that it runs with: its chats are in its memory. */
const started = new WeakMap<Deps["config"], Promise<SimulatedDoors>>();

/**
 * From now on people can write to the simulated accounts of the server at `url`, until the process
 * stops. A real account has no door here.
 */
export function startChats(deps: Deps, url: string): Promise<SimulatedDoors> {
  const known = started.get(deps.config) ?? start(deps, url);
  started.set(deps.config, known);
  return known;
}

async function start(deps: Deps, url: string): Promise<SimulatedDoors> {
  const doors: (readonly [ChatDoor, SimulatedDoor | null])[] = [
    ["official", await startOfficial(deps, url)],
    ["service", await startService(deps, url)],
  ];
  return new Map(doors.flatMap(([name, door]) => (door === null ? [] : [[name, door]])));
}

async function startOfficial(
  { config, clock, onStop }: Deps,
  url: string,
): Promise<SimulatedDoor | null> {
  const account = simulatedOfficial(config);
  if (account === null) return null;
  const official = makeOfficial({ account, url: () => url, clock });
  const rest = await listen({ official, account });
  onStop(() => rest.close());
  reachSimulatedOfficial(config, rest.url);
  return {
    chatOf: official.chatOf,
    act: (user, deed) => actOfficial(official, user, deed),
    picture: official.picture,
  };
}

async function startService(
  { config, clock, onStop }: Deps,
  url: string,
): Promise<SimulatedDoor | null> {
  const account = simulatedService(config);
  const [openKfId] = account?.openKfIds ?? [];
  if (account === null || openKfId === undefined) return null;
  const service = makeService({ account, url: () => url, clock });
  const rest = await listenService({ service, account });
  onStop(() => rest.close());
  reachSimulatedService(config, rest.url);
  return {
    // Nobody follows there: whoever has the link writes.
    chatOf: (userId) => ({
      followed: true,
      typing: false,
      shown: service.chatOf({ openKfId, userId }),
    }),
    act: (userId, deed) => actService(service, { openKfId, userId }, deed),
    picture: (userId, content) => service.picture({ openKfId, userId }, content),
  };
}

function actOfficial(
  official: Official,
  user: string,
  { event, text = "" }: ChatDeed,
): Promise<boolean> {
  switch (event) {
    case "said":
      return official.say(user, text);
    case "click":
      return official.click(user, text);
    case "follow":
      return official.follow(user);
    case "leave":
      return official.leave(user);
  }
}

function actService(
  service: Service,
  talk: Parameters<Service["say"]>[0],
  { event, text = "" }: ChatDeed,
): Promise<void> {
  switch (event) {
    case "said":
    // There is no menu: whoever chooses from a list writes it.
    case "click":
      return service.say(talk, text);
    case "follow":
    case "leave":
      return service.enter(talk);
  }
}
