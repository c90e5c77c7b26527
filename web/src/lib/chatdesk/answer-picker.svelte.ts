import type { AnswerChoice } from "./answers.ts";

/** Which 常用语 is chosen with the keys while a shortcut is typed. */
export class AnswerPicker {
  readonly #found: () => readonly AnswerChoice[];
  readonly #write: (text: string) => void;
  #place = $state(0);
  /** Put away with Escape, until something else is found. */
  #away = $state("");

  constructor(found: () => readonly AnswerChoice[], write: (text: string) => void) {
    this.#found = found;
    this.#write = write;
  }

  /** What is shown. */
  get choices(): readonly AnswerChoice[] {
    const found = this.#found();
    return this.#away === nameOf(found) ? [] : found;
  }

  get place(): number {
    return Math.min(this.#place, this.choices.length - 1);
  }

  choose = ({ text, ready }: AnswerChoice): void => {
    if (!ready) return;
    this.#place = 0;
    this.#write(text);
  };

  /** Whether the key was meant for the list. */
  takes(key: string): boolean {
    const { choices, place } = this;
    const chosen = choices[place];
    if (chosen === undefined) return false;
    switch (key) {
      case "ArrowDown":
        this.#place = (place + 1) % choices.length;
        return true;
      case "ArrowUp":
        this.#place = (place + choices.length - 1) % choices.length;
        return true;
      case "Enter":
      case "Tab":
        this.choose(chosen);
        return true;
      case "Escape":
        this.#away = nameOf(choices);
        return true;
      default:
        this.#place = 0;
        return false;
    }
  }
}

function nameOf(choices: readonly AnswerChoice[]): string {
  return choices.map(({ id }) => id).join(" ");
}
