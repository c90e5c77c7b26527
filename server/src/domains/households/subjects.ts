import { permits } from "@warmline/shared/access/permission.ts";
import { contracts } from "@warmline/shared/households/contract-versions.ts";
import { households, orgNodes, tariffs, type OrgNode } from "@warmline/shared/households/model.ts";
import { householdPermissions } from "@warmline/shared/households/permissions.ts";
import { maskName } from "@warmline/shared/households/mask.ts";
import { formatMessage } from "@warmline/shared/messages/index.ts";
import {
  alsoSaying,
  foundIn,
  naming,
  type Named,
  type Naming,
} from "../../platform/audit/subjects.ts";

export const householdSubjects = [
  naming({ collection: households, name: ({ id }, asked) => householdName(id, asked) }),
  naming({
    collection: contracts,
    needs: ({ householdId }) => [`households/${householdId}`],
    name: ({ householdId, season }, asked) => alsoSaying(householdName(householdId, asked), season),
  }),
  naming({ collection: orgNodes, name: ({ id }, asked) => ({ text: placeName(id, asked) }) }),
  naming({
    collection: tariffs,
    name: ({ priceClass, from }, { language }) => ({
      text: `${formatMessage(language, `households.price-class.${priceClass}`)} ${from}`,
    }),
  }),
];

/** Number and name; the name is masked for whoever may not read households. */
export function householdName(id: string, asked: Naming): Named | null {
  const household = foundIn(asked, households, id);
  if (household === undefined) return null;
  const open = permits(asked.actor, householdPermissions.read);
  const text = `${household.number} ${open ? household.name : maskName(household.name)}`;
  return open ? { text, page: { kind: "household", id } } : { text };
}

export function placeName(id: string, asked: Naming): string {
  const node: OrgNode | undefined = foundIn(asked, orgNodes, id);
  if (node === undefined) return id;
  return asked.language === "en" ? (node.nameEn ?? node.name) : node.name;
}
