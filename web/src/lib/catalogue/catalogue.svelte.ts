import { readCatalogue } from "@warmline/shared/catalogue/api.ts";
import {
  isOffered,
  nameIn,
  type Catalogue,
  type CatalogueList,
} from "@warmline/shared/catalogue/catalogue.ts";
import { SEED_CATALOGUE } from "@warmline/shared/catalogue/catalogue-seed.ts";
import { serverClock } from "@warmline/shared/client/server-clock.ts";
import { cityDate } from "@warmline/shared/kernel/time.ts";
import { call, type Answer } from "../call.ts";
import { language } from "../messages.svelte.ts";

/** 收费目录 as the server has it: loaded at sign-in, and anew by whatever offers a choice of it. */
class HeldCatalogue {
  #held = $state.raw<Catalogue>(SEED_CATALOGUE);

  get rows(): Catalogue {
    return this.#held;
  }

  async load(): Promise<Answer<unknown>> {
    const answer = await call(readCatalogue, {});
    if (answer.ok) this.#held = answer.value;
    return answer;
  }

  /** In the language in use; a code that is not known stays a code. */
  name(list: CatalogueList, code: string): string {
    return nameIn(this.#held, list, code, language());
  }

  /** The rows that are offered today, and the one that is on file whatever became of it. */
  choices(list: CatalogueList, onFile = ""): { value: string; label: string }[] {
    const today = cityDate(serverClock.now());
    return this.#held[list]
      .filter((row) => isOffered(row, today) || row.code === onFile)
      .map(({ code }) => ({ value: code, label: this.name(list, code) }));
  }
}

export const catalogue = new HeldCatalogue();
