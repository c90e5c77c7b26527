import type { CarryForwardRow } from "@warmline/shared/carryforwards/answers.ts";
import {
  FIGURE_NAMES,
  ON_ACCOUNT,
  type FigureName,
  type Figures,
} from "@warmline/shared/carryforwards/figures.ts";
import { t } from "../messages.svelte.ts";
import type { Tone } from "../ui/badge.svelte";

type Standing = Pick<CarryForwardRow, "state" | "paused">;

const TONES: Record<CarryForwardRow["state"], Tone> = {
  reckoning: "info",
  reckoned: "accent",
  sealed: "good",
  withdrawn: "quiet",
  dropped: "quiet",
};

export function carryTone({ state, paused }: Standing): Tone {
  return paused === undefined ? TONES[state] : "warn";
}

/** Its state, and that it waits. */
export function carryState({ state, paused }: Standing): string {
  const said = t(`carryforwards.state.${state}`);
  return paused === undefined ? said : `${said} · ${t("carryforwards.paused")}`;
}

/** Shown also where they are zero everywhere. */
const ALWAYS: Readonly<Record<Side, readonly FigureName[]>> = {
  owed: ["openingFen", "chargedFen", "paidFen", "closingFen"],
  onAccount: ["openingFen", "receivedFen", "paidFen", "closingFen"],
};

/** 欠费 or 预存. */
export type Side = "owed" | "onAccount";

/** The figures that something is in, from opening to closing. */
export function columnsOf(side: Side, all: readonly Figures[]): FigureName[] {
  return FIGURE_NAMES.filter(
    (name) => ALWAYS[side].includes(name) || all.some((one) => one[name] !== 0),
  );
}

/** What is paid of a season was used of what is on account. */
export function figureName(side: Side, name: FigureName): string {
  if (side === "onAccount" && name === "paidFen") return t("carryforwards.used");
  return t(`carryforwards.figure.${name}`);
}

export function sideName(side: Side): string {
  return t(side === "owed" ? "carryforwards.owed" : "carryforwards.on-account");
}

export function seasonName(season: string): string {
  return season === ON_ACCOUNT ? t("carryforwards.on-account") : season;
}
