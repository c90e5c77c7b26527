import { cityWide } from "@warmline/shared/access/scope.ts";
import * as api from "@warmline/shared/chats/api.ts";
import { ok, refuse } from "@warmline/shared/kernel/result.ts";
import type { Deps } from "../../platform/deps.ts";
import { handle, serve, type Route } from "../../platform/http/serve.ts";
import { resendCommand } from "./resend-command.ts";
import { unsentNow } from "./unsent.ts";

export function chatRoutes(deps: Deps): Route[] {
  return [
    // A chat is of nobody's branch.
    serve(api.listUnsent, async ({ actor }) =>
      cityWide(actor) ? ok(await unsentNow(deps)) : refuse("out-of-scope"),
    ),
    handle(deps, api.resendMessage, resendCommand(deps.config)),
  ];
}
