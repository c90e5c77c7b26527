import { simulatedAccount } from "@warmline/server/channels/twilio/account.ts";
import type { Deps } from "@warmline/server/platform/deps.ts";
import { serve, type Route } from "@warmline/server/platform/http/serve.ts";
import { deskEndpoints, type DeskCall } from "@warmline/shared/demo/desk-api.ts";
import { ok, refuse } from "@warmline/shared/kernel/result.ts";
import { clientOf } from "@warmline/shared/twilio/parties.ts";
import type { Line } from "./carrier/line.ts";
import { carrierAt } from "./carrier/of-process.ts";

/** 模拟耳麦: an agent's voice on the simulated line. */
export function deskRoutes(deps: Deps): Route[] {
  const account = simulatedAccount(deps.config);
  return [
    serve(deskEndpoints.connectDesk, async ({ actor, localUrl, body }) => {
      if (account === null) return refuse("no-demo-phone");
      const carrier = carrierAt(deps, account, localUrl);
      return ok(shown(await carrier.connect(clientOf(actor.id), body.callId)));
    }),
    serve(deskEndpoints.deskEvent, async ({ actor, localUrl, params, body }) => {
      if (account === null) return refuse("no-demo-phone");
      const carrier = carrierAt(deps, account, localUrl);
      const line = carrier.line(params.id);
      // A headset is one's own.
      if (line?.parties["From"] !== `client:${clientOf(actor.id)}`) return refuse("not-found");
      const { event } = body;
      if (event === "mute" || event === "unmute") carrier.mute(line, event === "mute");
      else if (event !== "listen") await carrier.tell(line.id, { event, text: body.text });
      return ok(shown(line));
    }),
  ];
}

function shown({ id, heard, leadOut }: Line): DeskCall {
  return { id, over: leadOut === null, heard: [...heard] };
}
