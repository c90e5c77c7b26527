import { smsHook } from "@warmline/shared/twilio/sms-api.ts";
import type { Config } from "../../../config.ts";
import type { Outgoing, SmsLine } from "../../../domains/sms/index.ts";
import type { Account } from "../account.ts";
import { reachOf } from "../reach.ts";

/** Text messages go out by the first of the hotline's own numbers. */
export function smsLine(config: Config, account: Account): SmsLine {
  const [from = ""] = account.numbers;
  const clientNow = async () => {
    const reach = reachOf(config);
    if (reach === null) throw new Error("the carrier cannot be reached");
    const { messageClient } = await import("./rest.ts");
    return messageClient(account, reach);
  };
  return {
    missing() {
      if (from === "") return "number";
      return reachOf(config) === null ? "address" : null;
    },
    async send(message) {
      const { id, attempt } = message;
      const door = `${smsHook.path}?message=${id}&attempt=${attempt}`;
      return (await clientNow()).send(asSent(from, message), door);
    },
    find: async (message, since) => (await clientNow()).find(asSent(from, message), since),
  };
}

function asSent(from: string, { to, text: body }: Outgoing) {
  return { from, to, body };
}
