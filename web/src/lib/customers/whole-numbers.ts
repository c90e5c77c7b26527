import type {
  CustomerAnswer,
  FactsAnswer,
  WholeNumbers,
} from "@warmline/shared/households/customers-api.ts";

/** The customer with whole numbers where they are known; what stands masked stays in its place. */
export function withNumbers(
  customer: CustomerAnswer,
  numbers: readonly WholeNumbers[] | null,
): CustomerAnswer {
  if (numbers === null) return customer;
  const versions = customer.versions.map((one) => {
    const whole = numbers.find(({ version }) => version === one.version);
    return whole === undefined ? one : { ...one, facts: filled(one.facts, whole) };
  });
  return { ...customer, versions, facts: versions[0]?.facts ?? customer.facts };
}

function filled(facts: FactsAnswer, whole: WholeNumbers): FactsAnswer {
  const { identity, invoice } = facts;
  const shown = { ...facts };
  if (identity && whole.identity) shown.identity = { ...identity, number: whole.identity };
  if (invoice) {
    const { taxNumber = invoice.taxNumber, account = invoice.account } = whole;
    shown.invoice = { ...invoice, ...(taxNumber && { taxNumber }), ...(account && { account }) };
  }
  return shown;
}
