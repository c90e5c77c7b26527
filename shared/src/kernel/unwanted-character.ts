/** Where a character stands that is not to be there, for people: the first is 1. */
export interface UnwantedCharacter {
  readonly at: number;
  /** `U+202E`: most of them cannot be seen. */
  readonly found: string;
}

/** The first character that the pattern finds; null where there is none. */
export function findCharacter(text: string, pattern: RegExp): UnwantedCharacter | null {
  const at = text.search(pattern);
  if (at < 0) return null;
  const code = (text.codePointAt(at) ?? 0).toString(16).toUpperCase().padStart(4, "0");
  return { at: at + 1, found: `U+${code}` };
}
