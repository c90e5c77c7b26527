import { changed, renamedField, type Upgrade } from "../store/upgrade.ts";

/** 2: the word that a kiosk holds became its token. */
export const kioskUpgrades: readonly Upgrade[] = [
  changed(2, "lookupGrants", (body) => renamedField(body, "wordHash", "tokenHash")),
];
