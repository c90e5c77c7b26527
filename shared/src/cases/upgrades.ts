import {
  changed,
  dropped,
  renamedField,
  type FormerDocument,
  type Upgrade,
} from "../store/upgrade.ts";

type FormerPart = Readonly<Record<string, unknown>>;

const described = <P extends FormerPart>(part: P) => renamedField(part, "words", "description");

/**
 * 2: words became descriptions. Guards of the store took the place of `matters`, audit records that
 * of `caseActs`: a page of the older program that still repeats an act is refused by its revision.
 */
export const casesUpgrades: readonly Upgrade[] = [
  changed(2, "cases", (body) => {
    const history = (body["history"] as readonly FormerPart[]).map(described);
    const extension = body["extension"] as FormerPart | undefined;
    const next: FormerDocument = { ...described(body), history };
    return extension === undefined ? next : { ...next, extension: described(extension) };
  }),
  changed(2, "reports", described),
  dropped(2, "matters"),
  dropped(2, "caseActs"),
];
