import { searchOpenCases } from "@warmline/shared/cases/lists-api.ts";
import { AsYouType } from "../as-you-type.svelte.ts";
import { call } from "../call.ts";

/** The open cases that match by what their rows do not show: phones, pinyin, notes, one typo. */
export class CaseSearch extends AsYouType<string> {
  readonly ids: ReadonlySet<string> = $derived(new Set(this.rows));

  constructor() {
    super(async (q, signal) => {
      const answer = await call(searchOpenCases, { body: { q }, signal });
      return answer.ok
        ? { ...answer, value: { rows: answer.value.ids, more: answer.value.more } }
        : answer;
    });
  }
}
