import { ok } from "@warmline/shared/kernel/result.ts";
import { readVoice } from "@warmline/shared/twilio/talk-api.ts";
import type { Deps } from "../../platform/deps.ts";
import { serve, type Route } from "../../platform/http/serve.ts";
import { accountOf } from "./account.ts";

export function voiceRoutes({ config }: Pick<Deps, "config">): Route[] {
  return [
    serve(readVoice, async () => {
      const reachesDesks = accountOf(config)?.reachesDesks ?? false;
      return ok({ line: reachesDesks ? ("simulated" as const) : ("none" as const) });
    }),
  ];
}
