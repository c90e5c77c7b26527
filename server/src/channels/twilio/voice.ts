import { ok, refuse } from "@warmline/shared/kernel/result.ts";
import { makeVoiceToken, readVoice } from "@warmline/shared/twilio/talk-api.ts";
import type { Deps } from "../../platform/deps.ts";
import { serve, type Route } from "../../platform/http/serve.ts";
import { accountOf } from "./account.ts";

export function voiceRoutes({ config }: Pick<Deps, "config">): Route[] {
  return [
    serve(readVoice, async () => {
      const account = accountOf(config);
      if (account === null || !account.reachesDesks) return ok({ line: "none" as const });
      return ok({ line: account.browsers ? ("carrier" as const) : ("simulated" as const) });
    }),
    serve(makeVoiceToken, async ({ actor }) => {
      const account = accountOf(config);
      if (account?.browsers === undefined) return refuse("no-browser-voice");
      const { browserToken } = await import("./browser-token.ts");
      return ok({ token: browserToken({ ...account, browsers: account.browsers }, actor.id) });
    }),
  ];
}
