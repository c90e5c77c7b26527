const STORED_AS = "warmline.pos-terminal";

/** The card terminal that stands beside this screen, as it was typed last. */
export function posTerminal(): string {
  return localStorage.getItem(STORED_AS) ?? "";
}

export function rememberPosTerminal(terminal: string): void {
  localStorage.setItem(STORED_AS, terminal);
}
