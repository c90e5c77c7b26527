import { auditUpgrades } from "./audit/upgrades.ts";
import { casesUpgrades } from "./cases/upgrades.ts";
import { demoUpgrades } from "./demo/upgrades.ts";
import { hallUpgrades } from "./hall/upgrades.ts";
import { householdsUpgrades } from "./households/upgrades.ts";
import { kioskUpgrades } from "./kiosk/upgrades.ts";
import type { Hash } from "./ledger/chain.ts";
import { ledgerUpgrades } from "./ledger/upgrades.ts";
import { staffUpgrades } from "./staff/upgrades.ts";
import type { Upgrade } from "./store/upgrade.ts";

/** What every domain declares about the documents of older programs. */
export const upgradesWith = (hash: Hash): readonly Upgrade[] => [
  ...staffUpgrades,
  ...householdsUpgrades,
  ...ledgerUpgrades(hash),
  ...casesUpgrades,
  ...hallUpgrades,
  ...kioskUpgrades,
  ...demoUpgrades,
  ...auditUpgrades,
];
