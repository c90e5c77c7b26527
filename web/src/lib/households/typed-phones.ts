const PHONES_MAX = 6;
const PHONE_LENGTH_MAX = 30;

/** One a line, or with what people put between them. */
export function typedPhones(text: string): string[] {
  return text
    .split(/[\n,;，；、]/)
    .map((one) => one.trim())
    .filter(Boolean);
}

/** Too many, or one that is too long to be one. */
export function arePhonesWrong(phones: readonly string[]): boolean {
  return phones.length > PHONES_MAX || phones.some((one) => one.length > PHONE_LENGTH_MAX);
}
