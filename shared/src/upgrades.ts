import { auditUpgrades } from "./audit/upgrades.ts";
import { casesUpgrades } from "./cases/upgrades.ts";
import { demoUpgrades } from "./demo/upgrades.ts";
import { hallUpgrades } from "./hall/upgrades.ts";
import { householdsUpgrades } from "./households/upgrades.ts";
import { kioskUpgrades } from "./kiosk/upgrades.ts";
import { ledgerUpgrades } from "./ledger/upgrades.ts";
import { staffUpgrades } from "./staff/upgrades.ts";
import type { Upgrade } from "./store/upgrade.ts";

/** What every domain declares about the documents of older programs. */
export const upgrades: readonly Upgrade[] = [
  ...staffUpgrades,
  ...householdsUpgrades,
  ...ledgerUpgrades,
  ...casesUpgrades,
  ...hallUpgrades,
  ...kioskUpgrades,
  ...demoUpgrades,
  ...auditUpgrades,
];
