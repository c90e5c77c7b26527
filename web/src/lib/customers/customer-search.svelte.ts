import {
  customersByNumber,
  searchCustomers,
  type CustomerHit,
} from "@warmline/shared/households/customers-api.ts";
import { AsYouType } from "../as-you-type.svelte.ts";
import { call } from "../call.ts";

/** By name, pinyin or phone; for finance also by numbers of documents, which is on record. */
export class CustomerSearch extends AsYouType<CustomerHit> {
  constructor(byNumber: () => boolean = () => false) {
    super((text, signal) =>
      byNumber()
        ? call(customersByNumber, { body: { number: text }, signal })
        : call(searchCustomers, { body: { q: text }, signal }),
    );
  }
}
