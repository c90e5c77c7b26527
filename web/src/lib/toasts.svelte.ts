export interface Toast {
  readonly id: number;
  readonly tone: "good" | "bad";
  readonly text: string;
}

const SHOWN_MS = 5_000;

let serial = 0;
let shown = $state<Toast[]>([]);

export function toasts(): readonly Toast[] {
  return shown;
}

/** Says something briefly; refusals stay twice as long as they have to be read. */
export function say(text: string, tone: Toast["tone"] = "good"): void {
  serial += 1;
  const toast = { id: serial, tone, text };
  shown = [...shown.slice(-2), toast];
  setTimeout(() => dismiss(toast.id), tone === "bad" ? SHOWN_MS * 2 : SHOWN_MS);
}

export function dismiss(id: number): void {
  shown = shown.filter((toast) => toast.id !== id);
}
