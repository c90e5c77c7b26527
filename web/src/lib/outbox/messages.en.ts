import type { outbox as zh } from "./messages.zh.ts";

export const outbox: Record<keyof typeof zh, string> = {
  "console.outbox": "Unsent messages",
  "console.outbox.about":
    "What did not reach residents: ring them about notices or send them again; answers can be sent again once they write.",
  "console.outbox.refresh": "Read anew",
  "console.outbox.none": "Nothing is left unsent",
  "console.outbox.more": "Only the newest {count} are shown",
  "console.outbox.queued-at": "Time",
  "console.outbox.for": "Resident",
  "console.outbox.for.unknown": "No household bound",
  "console.outbox.text": "Text",
  "console.outbox.why": "Why",
  "console.outbox.why.blocked": "Quota spent",
  "console.outbox.why.gone": "They no longer follow",
  "console.outbox.why.refused": "WeChat did not take it",
  "console.outbox.why.elsewhere": "Served in WeCom, or the talk is over",
  "console.outbox.why.unreached": "WeChat could not be reached",
  "console.outbox.left": "{count} may be sent now",
  "console.outbox.resend": "Send again",
  "console.outbox.resend.one": "Send the message of {time} again",
  "console.outbox.resent": "On its way again",
};
