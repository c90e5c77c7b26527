import { changed, dropped, renamedField, type Upgrade } from "../store/upgrade.ts";

/** 2: the pulse became the simulator, and a job holds its lease. */
export const demoUpgrades: readonly Upgrade[] = [
  changed(2, "demoCities", (body) => renamedField(body, "pulse", "simulator")),
  dropped(2, "pulseLeases"),
];
