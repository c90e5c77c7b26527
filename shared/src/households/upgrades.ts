import { dropped, type Upgrade } from "../store/upgrade.ts";

/**
 * 2: guards of the store took the place of `priceGuards`; what a registration came to stands in its
 * audit record, and a flat is claimed once whoever asks again.
 */
export const householdsUpgrades: readonly Upgrade[] = [
  dropped(2, "priceGuards"),
  dropped(2, "registrations"),
];
