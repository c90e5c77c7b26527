import * as api from "@warmline/shared/devices/api.ts";
import { mapOk, ok } from "@warmline/shared/kernel/result.ts";
import { runCommand } from "../../platform/commands/run-command.ts";
import type { Deps } from "../../platform/deps.ts";
import { COOKIES } from "../../platform/http/cookies.ts";
import { handle, serve, WithCookie, type Route } from "../../platform/http/serve.ts";
import { hashToken, newToken } from "../../platform/secrets.ts";
import { approveDevice, askPairing, revokeDevice } from "./device-commands.ts";
import { deviceSelf, listDevices } from "./queries.ts";

/** A device stays paired until it is revoked; browsers keep a cookie for 400 days at most. */
const DEVICE_COOKIE_SECONDS = 400 * 86_400;

export function deviceRoutes(deps: Deps): Route[] {
  return [
    serve(api.askPairing, async (call) => {
      const { kind } = call.body;
      const token = newToken();
      const cookie = { name: COOKIES[kind], value: token, maxAgeSeconds: DEVICE_COOKIE_SECONDS };
      const asked = await runCommand(deps, call, askPairing, { kind, tokenHash: hashToken(token) });
      return mapOk(asked, (shown) => new WithCookie(shown, cookie));
    }),
    serve(api.deviceSelf, async ({ query: { kind }, tokens }) =>
      ok(await deviceSelf(deps, kind, tokens[kind])),
    ),
    serve(api.listDevices, async ({ actor }) => ok(await listDevices(deps, actor))),
    handle(deps, api.approveDevice, approveDevice),
    handle(deps, api.revokeDevice, revokeDevice),
  ];
}
