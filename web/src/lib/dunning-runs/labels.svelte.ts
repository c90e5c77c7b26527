import type { DunningRunRow } from "@warmline/shared/dunningruns/api.ts";
import type { MessageState, MessageWhy } from "@warmline/shared/dunningruns/model.ts";
import { t, type PlainMessageKey } from "../messages.svelte.ts";
import { zh } from "../messages/zh.ts";
import type { Tone } from "../ui/badge.svelte";

type Standing = Pick<DunningRunRow, "state" | "paused">;

const TONES: Record<DunningRunRow["state"], Tone> = {
  previewing: "info",
  previewed: "accent",
  sending: "info",
  sent: "good",
  stopped: "warn",
  dropped: "quiet",
};

export function runTone({ state, paused }: Standing): Tone {
  return paused ? "warn" : TONES[state];
}

/** Its state, and that it waits. */
export function runState({ state, paused }: Standing): string {
  const said = t(`dunningruns.state.${state}`);
  return paused ? `${said} · ${t("console.dunning-run.paused")}` : said;
}

const MESSAGE_TONES: Record<MessageState, Tone> = {
  planned: "quiet",
  queued: "info",
  sent: "good",
  failed: "bad",
  withdrawn: "warn",
  "left-out": "quiet",
};

export function messageTone(state: MessageState): Tone {
  return MESSAGE_TONES[state];
}

/** Why one was not sent: by the hold, by what the way says, or by the run itself. */
export function whyName(why: MessageWhy): string {
  const keys = [`dunning.hold.${why}`, `notices.why.${why}`, `dunningruns.why.${why}`];
  const key = keys.find((one) => Object.hasOwn(zh, one));
  return key === undefined ? why : t(key as PlainMessageKey);
}
