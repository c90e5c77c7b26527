import { formatYuan, type Fen } from "@warmline/shared/kernel/money.ts";
import type { RunExceptionRow, SeasonRunRow } from "@warmline/shared/seasonruns/api.ts";
import { NO_CLASS, SEVERAL_CLASSES } from "@warmline/shared/seasonruns/model.ts";
import { catalogue } from "../catalogue/catalogue.svelte.ts";
import { refusalText, t, type PlainMessageKey } from "../messages.svelte.ts";
import { zh } from "../messages/zh.ts";
import { places } from "../places.svelte.ts";
import type { Tone } from "../ui/badge.svelte";

type Standing = Pick<SeasonRunRow, "state" | "paused">;

const TONES: Record<SeasonRunRow["state"], Tone> = {
  previewing: "info",
  previewed: "accent",
  running: "info",
  done: "good",
  undoing: "info",
  undone: "quiet",
  dropped: "quiet",
};

export function runTone({ state, paused }: Standing): Tone {
  return paused === undefined ? TONES[state] : "warn";
}

/** Its state, and that it waits. */
export function runState({ state, paused }: Standing): string {
  const said = t(`seasonruns.state.${state}`);
  return paused === undefined ? said : `${said} · ${t(`seasonruns.paused.${paused}`)}`;
}

/** The season, and that it is about its late fees. */
export function runName({ season, lateBy }: Pick<SeasonRunRow, "season" | "lateBy">): string {
  return lateBy === undefined ? season : t("console.run.late", { season });
}

export function runPlace({ branchIds }: Pick<SeasonRunRow, "branchIds">): string {
  if (branchIds === null) return t("console.runs.whole-city");
  return branchIds.map((id) => places.name(id)).join(t("console.list-comma"));
}

export function className(priceClass: string): string {
  if (priceClass === SEVERAL_CLASSES) return t("console.run.class.several");
  if (priceClass === NO_CLASS) return t("console.run.class.none");
  return catalogue.name("priceClasses", priceClass);
}

const WHY = "console.run.why.";

/** Why a household was left out, in a few words; else by the sentence of the refusal. */
export function reasonName(code: string): string {
  const key = WHY + code;
  return Object.hasOwn(zh, key) ? t(key as PlainMessageKey) : refusalText(code);
}

/** What the reason names: the amounts, or the class that has no price. */
export function reasonDetail({ code, detail = {} }: Pick<RunExceptionRow, "code" | "detail">) {
  if (code === "changed-since-preview") {
    const [approved, now] = [detail["approved"], detail["now"]].map((one) =>
      formatYuan(one as Fen),
    );
    return t("console.run.changed", { approved: approved ?? "", now: now ?? "" });
  }
  return String(detail["name"] ?? "");
}

export function signedYuan(amount: Fen): string {
  return amount > 0 ? `+${formatYuan(amount)}` : formatYuan(amount);
}
