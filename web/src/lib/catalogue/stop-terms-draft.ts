import type { StopTerms } from "@warmline/shared/catalogue/stop-terms.ts";
import type { Quantity } from "@warmline/shared/kernel/written-number.ts";
import { typedNumber } from "../typed-number.ts";

/** 报停条件 as a form holds them; a document a line. */
export interface StopTermsDraft {
  notice: string;
  partSeason: boolean;
  pastPaid: boolean;
  documents: string;
}

export const NOTICE: Quantity = { places: 0, min: 0, max: 365, show: String };
const DOCUMENTS_MAX = 10;
const DOCUMENT_MAX = 40;

export const EMPTY_STOP_TERMS: StopTermsDraft = {
  notice: "0",
  partSeason: true,
  pastPaid: false,
  documents: "",
};

export function stopTermsDraftOf(terms: StopTerms): StopTermsDraft {
  const { noticeDays, partSeason, pastPaid, documents } = terms;
  return { notice: String(noticeDays), partSeason, pastPaid, documents: documents.join("\n") };
}

/** The terms that were typed; null while something is missing or too long. */
export function stopTermsOfDraft(draft: StopTermsDraft): StopTerms | null {
  const { partSeason, pastPaid } = draft;
  const noticeDays = typedNumber(draft.notice, NOTICE);
  const documents = draft.documents
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
  const fits = documents.length <= DOCUMENTS_MAX && documents.every(isShort);
  if (noticeDays === null || !fits) return null;
  return { kind: "stop-terms", noticeDays, partSeason, pastPaid, documents };
}

function isShort(line: string): boolean {
  return line.length <= DOCUMENT_MAX;
}
