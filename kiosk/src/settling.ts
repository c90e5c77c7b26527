const SETTLE_MS = 400;

/** What a finger or a keyboard sets off; a switch or a screen reader clicks. */
const KINDS = ["pointerdown", "click", "keydown"] as const;

/**
 * After a change of screen nothing that is touched counts for 400 ms: a second tap was meant for
 * what stood there before. The one place that knows; `base.css` also takes away the look of a
 * touch.
 */
class Settling {
  #until = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  start(): void {
    for (const kind of KINDS) addEventListener(kind, (event) => this.#guard(event), true);
  }

  /** Another screen, question or dialog stands there from now on. */
  changed(): void {
    this.#until = performance.now() + SETTLE_MS;
    document.documentElement.toggleAttribute("data-settling", true);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(
      () => document.documentElement.toggleAttribute("data-settling", false),
      SETTLE_MS,
    );
  }

  #guard(event: Event): void {
    // A key that is held down went down on the screen before.
    const held = event instanceof KeyboardEvent && event.repeat && /^(Enter| )$/.test(event.key);
    if (performance.now() >= this.#until && !held) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  }
}

export const settling = new Settling();
