import { catalogues, CITY, nameIn } from "@warmline/shared/catalogue/catalogue.ts";
import { permits } from "@warmline/shared/access/permission.ts";
import { contracts } from "@warmline/shared/households/contract-versions.ts";
import { customers, factsOf } from "@warmline/shared/households/customer.ts";
import { households, orgNodes, tariffs, type OrgNode } from "@warmline/shared/households/model.ts";
import { householdPermissions } from "@warmline/shared/households/permissions.ts";
import { maskName } from "@warmline/shared/households/mask.ts";
import {
  alsoSaying,
  foundIn,
  naming,
  type Named,
  type Naming,
} from "../../platform/audit/subjects.ts";
import { catalogueOf } from "../catalogue/index.ts";

export const householdSubjects = [
  naming({ collection: households, name: ({ id }, asked) => householdName(id, asked) }),
  naming({
    collection: contracts,
    needs: ({ householdId }) => [`households/${householdId}`],
    name: ({ householdId, season }, asked) => alsoSaying(householdName(householdId, asked), season),
  }),
  naming({
    collection: customers,
    name: (customer, { actor }) => {
      const { name } = factsOf(customer);
      const open = permits(actor, householdPermissions.read);
      return open
        ? { text: name, page: { kind: "customer", id: customer.id } }
        : { text: maskName(name) };
    },
  }),
  naming({ collection: orgNodes, name: ({ id }, asked) => ({ text: placeName(id, asked) }) }),
  naming({
    collection: tariffs,
    needs: () => [`${catalogues.name}/${CITY}`],
    name: ({ component, priceClass, from }, asked) => {
      const catalogue = catalogueOf(foundIn(asked, catalogues, CITY) ?? null);
      const [what, whose] = [
        nameIn(catalogue, "components", component, asked.language),
        nameIn(catalogue, "priceClasses", priceClass, asked.language),
      ];
      return { text: `${whose} ${what} ${from}` };
    },
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
