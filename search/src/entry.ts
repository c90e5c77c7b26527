/** What kind of text a field holds, and so by what it is found. */
export type FieldKind =
  | "number" // 户号, 工单号, 票号: whole, from its beginning, and by any four of it that follow
  | "phone" // the same, in whatever way it is dialled
  | "name" // of people, firms and places: by any part, by pinyin and initials
  | "address" // in any order, with Chinese or Arabic numerals
  | "text"; // words that somebody wrote

export interface Field {
  readonly kind: FieldKind;
  /** How the result calls it: `holder`, `phone`, `description`. */
  readonly name: string;
  readonly text: string;
}

/** What of a document is searched. */
export interface SearchEntry {
  readonly id: string;
  /**
   * Of what matches alike the larger comes first: of a case its urgency and the moment of its
   * opening. A whole number from 0 to `ORDER_MAX`.
   */
  readonly order: number;
  readonly fields: readonly Field[];
  /**
   * By what it is filtered, `state=new`, `branch=branch-01`: letters, digits and `-_=./:`; what
   * may be seen by whom is filtered so, too.
   */
  readonly tags: readonly string[];
}

/** Room for milliseconds of the coming centuries. */
export const ORDER_MAX = 2 ** 43;
