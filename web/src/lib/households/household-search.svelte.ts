import { searchHouseholds, type HouseholdHit } from "@warmline/shared/households/api.ts";
import { AsYouType } from "../as-you-type.svelte.ts";
import { call } from "../call.ts";

/** A household that was chosen, as far as a form needs it. */
export interface Found {
  readonly id: string;
  readonly name: string;
  readonly phone: string | undefined;
}

export class HouseholdSearch extends AsYouType<HouseholdHit> {
  constructor() {
    super((q, signal) => call(searchHouseholds, { body: { q }, signal }));
  }
}
