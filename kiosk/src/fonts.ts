const WITHIN_MS = 3_000;

/** Fetches the parts of the page's fonts that draw `text`. */
export async function fetchParts(text: string): Promise<void> {
  const stack = getComputedStyle(document.body).fontFamily;
  await document.fonts.load(`1em ${stack}`, text);
}

/**
 * Fetches what draws `text` before something is printed that was not on the screen. Paper with the
 * machine's own letters is better than none: it comes to an end after three seconds, and without a
 * network too.
 */
export async function fontsFor(text: string): Promise<void> {
  const late = new Promise((done) => setTimeout(done, WITHIN_MS));
  await Promise.race([fetchParts(text).catch(() => undefined), late]);
}
