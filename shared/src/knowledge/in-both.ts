/** Chinese first; what has no English yet is shown in Chinese. */
export interface InBoth {
  readonly zh: string;
  readonly en: string;
}

export function inLanguage(text: InBoth, language: keyof InBoth): string {
  return text[language] === "" ? text.zh : text[language];
}
