/** A text of a workbook, put together of its runs; how it is pronounced is left out. */
export class StringReader {
  #text = "";
  #within = false;
  #phonetic = false;

  open(name: string): void {
    if (name === "t") this.#within = true;
    if (name === "rPh") this.#phonetic = true;
  }

  text(text: string): void {
    if (this.#within && !this.#phonetic) this.#text += text;
  }

  close(name: string): void {
    if (name === "t") this.#within = false;
    if (name === "rPh") this.#phonetic = false;
  }

  /** What was read since the last time. */
  take(): string {
    const text = unescaped(this.#text);
    this.#text = "";
    return text;
  }
}

/** Characters that XML cannot hold stand as `_x000D_` in a workbook. */
export function unescaped(text: string): string {
  return text.replace(/_x([0-9a-f]{4})_/gi, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
}
