import { ok, refuse } from "@warmline/shared/kernel/result.ts";
import { demoEndpoints } from "@warmline/shared/demo/api.ts";
import type { Deps } from "@warmline/server/platform/deps.ts";
import { COOKIES } from "@warmline/server/platform/http/cookies.ts";
import { handle, serve, WithCookie, type Route } from "@warmline/server/platform/http/serve.ts";
import { chatRoutes } from "./chat.ts";
import { deskRoutes } from "./desk.ts";
import { phoneRoutes } from "./phone.ts";
import { demoDevice, readDemo, switchSimulator } from "./city.ts";

const DEVICE_DAYS = 30;

/** Where DEMO is not set nobody becomes a device by asking, whatever the store holds. */
export function demoRoutes(deps: Deps): Route[] {
  const { DEMO } = deps.config;
  const enter = async (kind: "kiosk" | "tv", named: string, page: (hallId: string) => string) => {
    if (!DEMO) return refuse("no-demo-city");
    const device = await demoDevice(deps, kind, named);
    if (!device.ok) return device;
    const { hall, token } = device.value;
    const cookie = {
      name: COOKIES[kind],
      value: token,
      maxAgeSeconds: DEVICE_DAYS * 86_400,
    } as const;
    return ok(new WithCookie(null, cookie, page(hall.id)));
  };
  return [
    serve(demoEndpoints.readDemo, async () => ok(await readDemo(deps))),
    handle(deps, demoEndpoints.switchSimulator, switchSimulator),
    serve(demoEndpoints.enterKiosk, ({ params }) => enter("kiosk", params.hall, () => "/kiosk/")),
    serve(demoEndpoints.enterTv, ({ params }) => enter("tv", params.hall, (id) => `/tv/${id}`)),
    ...phoneRoutes(deps),
    ...chatRoutes(deps),
    ...deskRoutes(deps),
  ];
}
