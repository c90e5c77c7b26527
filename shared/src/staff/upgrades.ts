import { dropped, type Upgrade } from "../store/upgrade.ts";

/** 2: guards of the store took the place of `staffGuards`. */
export const staffUpgrades: readonly Upgrade[] = [dropped(2, "staffGuards")];
