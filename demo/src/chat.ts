import type { Deps } from "@warmline/server/platform/deps.ts";
import { serve, type Route } from "@warmline/server/platform/http/serve.ts";
import { chatEndpoints } from "@warmline/shared/demo/chat-api.ts";
import { households } from "@warmline/shared/households/model.ts";
import { ok, refuse } from "@warmline/shared/kernel/result.ts";
import { instantOf } from "@warmline/shared/kernel/time.ts";
import { householdId } from "./household.ts";
import { startChats, type SimulatedDoor } from "./wechat/of-process.ts";

/** So many residents are offered: enough to try with, few enough to choose from. */
const RESIDENTS_MAX = 12;

/** 模拟微信: WeChat's side of a phone that a browser shows. */
export function chatRoutes(deps: Deps): Route[] {
  return [
    serve(chatEndpoints.readChats, async ({ localUrl }) => {
      const doors = await startChats(deps, localUrl);
      if (doors.size === 0) return refuse("no-demo-chat");
      return ok({ doors: [...doors.keys()], residents: await residentsOf(deps) });
    }),
    serve(chatEndpoints.readChat, async ({ localUrl, params, query }) => {
      const door = (await startChats(deps, localUrl)).get(query.door);
      return door === undefined ? refuse("no-demo-chat") : ok(shownAt(door, params.user));
    }),
    serve(chatEndpoints.chatEvent, async ({ localUrl, params, query, body }) => {
      const door = (await startChats(deps, localUrl)).get(query.door);
      if (door === undefined) return refuse("no-demo-chat");
      // Told as WeChat tells it: nobody waits here for whether it was taken.
      void door.act(params.user, body);
      return ok(shownAt(door, params.user));
    }),
    serve(chatEndpoints.chatPicture, async ({ localUrl, params, query, upload }) => {
      const door = (await startChats(deps, localUrl)).get(query.door);
      if (door === undefined) return refuse("no-demo-chat");
      void door.picture(params.user, upload ?? new Uint8Array());
      return ok(shownAt(door, params.user));
    }),
  ];
}

function shownAt(door: SimulatedDoor, user: string) {
  const { shown, ...rest } = door.chatOf(user);
  return { ...rest, shown: shown.map(({ at, ...one }) => ({ ...one, at: instantOf(at) })) };
}

async function residentsOf({ store }: Pick<Deps, "store">) {
  const ids = Array.from({ length: RESIDENTS_MAX }, (_, place) => householdId(place));
  const found = await store.getMany(households, ids);
  return found.flatMap(({ number, phones: [phone] }) =>
    phone === undefined
      ? []
      : [{ user: `demo-${number}`, household: number, phoneTail: phone.slice(-4) }],
  );
}
