import { mapOk, ok } from "@warmline/shared/kernel/result.ts";
import * as api from "@warmline/shared/devices/api.ts";
import type { Deps } from "../../platform/deps.ts";
import { COOKIES } from "../../platform/http/cookies.ts";
import { serve, WithCookie, type Route } from "../../platform/http/serve.ts";
import { approveDevice } from "./approve-device.ts";
import { askPairing } from "./ask-pairing.ts";
import { deviceRow, deviceSelf, listDevices } from "./list-devices.ts";
import { revokeDevice } from "./revoke-device.ts";

/** A device stays paired until it is revoked; browsers keep a cookie for 400 days at most. */
const DEVICE_COOKIE_SECONDS = 400 * 86_400;

export function deviceRoutes(deps: Deps): Route[] {
  return [
    serve(api.askPairing, async (call) =>
      mapOk(await askPairing(deps, call, call.body.kind), ({ token, ...shown }) => {
        const maxAgeSeconds = DEVICE_COOKIE_SECONDS;
        const name = COOKIES[call.body.kind];
        return new WithCookie(shown, { name, value: token, maxAgeSeconds });
      }),
    ),
    serve(api.deviceSelf, async ({ query: { kind }, tokens }) =>
      ok(await deviceSelf(deps, kind, tokens[kind])),
    ),
    serve(api.listDevices, async ({ actor }) =>
      ok((await listDevices(deps, actor)).map(deviceRow)),
    ),
    serve(api.approveDevice, async (call) =>
      mapOk(await approveDevice(deps, call, call.body), deviceRow),
    ),
    serve(api.revokeDevice, async (call) =>
      mapOk(await revokeDevice(deps, call, { ...call.params, ...call.body }), deviceRow),
    ),
  ];
}
