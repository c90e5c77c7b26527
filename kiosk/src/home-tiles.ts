import type { Component, ComponentProps } from "svelte";
import Ticket from "@lucide/svelte/icons/ticket";
import Wallet from "@lucide/svelte/icons/wallet";
import Wrench from "@lucide/svelte/icons/wrench";
import { link } from "./link.svelte.ts";
import { t, type PlainMessageKey } from "./messages.svelte.ts";
import type Tile from "./parts/tile.svelte";
import Lookup from "./screens/lookup.svelte";
import Number from "./screens/number.svelte";
import Report from "./screens/report.svelte";

/**
 * One thing that residents can do here: its screen, and the tile on the first one that opens it.
 */
interface HomeTile extends Pick<ComponentProps<typeof Tile>, "icon" | "tone"> {
  readonly screen: Component;
  readonly label: PlainMessageKey;
  readonly hint: () => string;
  /** What cannot wait for the network is not offered without one. */
  readonly needsNetwork: boolean;
}

/** In their order on the first screen: the one list that a new screen is added to. */
export const homeTiles: readonly HomeTile[] = [
  {
    screen: Lookup,
    icon: Wallet,
    tone: "ember",
    label: "kiosk.lookup",
    hint: () => t("kiosk.lookup-hint"),
    needsNetwork: true,
  },
  {
    screen: Report,
    icon: Wrench,
    tone: "teal",
    label: "kiosk.report",
    hint: () => t("kiosk.report-hint"),
    needsNetwork: false,
  },
  {
    screen: Number,
    icon: Ticket,
    tone: "gold",
    label: "kiosk.number",
    hint: () => `${t("kiosk.number-hint")} · ${t("kiosk.waiting-now", { count: waiting() })}`,
    needsNetwork: true,
  },
];

function waiting(): number {
  return link.home?.services.reduce((sum, one) => sum + one.waiting, 0) ?? 0;
}
