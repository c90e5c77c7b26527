/** Reads what the hotline says, where the browser has a voice; the text is there in any case. */
export class Aloud {
  readonly possible = typeof speechSynthesis !== "undefined";
  on = $state(false);

  say(text: string, language: string | undefined): void {
    if (!this.on || !this.possible) return;
    const said = new SpeechSynthesisUtterance(text);
    if (language !== undefined) said.lang = language;
    speechSynthesis.speak(said);
  }

  /** A caller who keys in something does not hear the rest. */
  stop(): void {
    if (this.possible) speechSynthesis.cancel();
  }
}
