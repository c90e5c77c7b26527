import type { Deps } from "@warmline/server/platform/deps.ts";
import { serve, type Route } from "@warmline/server/platform/http/serve.ts";
import { chatEndpoints, type ChatDeed } from "@warmline/shared/demo/chat-api.ts";
import { households } from "@warmline/shared/households/model.ts";
import { ok, refuse } from "@warmline/shared/kernel/result.ts";
import { instantOf } from "@warmline/shared/kernel/time.ts";
import { householdId } from "./household.ts";
import { startOfficial } from "./wechat/of-process.ts";
import type { Official } from "./wechat/official.ts";

/** So many residents are offered: enough to try with, few enough to choose from. */
const RESIDENTS_MAX = 12;

/** 模拟微信: WeChat's side of a phone that a browser shows. */
export function chatRoutes(deps: Deps): Route[] {
  return [
    serve(chatEndpoints.readChats, async ({ localUrl }) => {
      if ((await startOfficial(deps, localUrl)) === null) return refuse("no-demo-chat");
      return ok({ residents: await residentsOf(deps) });
    }),
    serve(chatEndpoints.readChat, async ({ localUrl, params }) => {
      const simulated = await startOfficial(deps, localUrl);
      if (simulated === null) return refuse("no-demo-chat");
      return ok(shownOf(simulated.official, params.user));
    }),
    serve(chatEndpoints.chatEvent, async ({ localUrl, params, body }) => {
      const simulated = await startOfficial(deps, localUrl);
      if (simulated === null) return refuse("no-demo-chat");
      const { official } = simulated;
      // Told as WeChat tells it: nobody waits here for whether it was taken.
      void act(official, params.user, body);
      return ok(shownOf(official, params.user));
    }),
  ];
}

function act(official: Official, user: string, { event, text = "" }: ChatDeed): Promise<boolean> {
  switch (event) {
    case "said":
      return official.say(user, text);
    case "click":
      return official.click(user, text);
    case "picture":
      return official.picture(user);
    case "follow":
      return official.follow(user);
    case "leave":
      return official.leave(user);
  }
}

function shownOf(official: Official, user: string) {
  const { followed, shown } = official.chatOf(user);
  return { followed, shown: shown.map(({ at, ...one }) => ({ ...one, at: instantOf(at) })) };
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
