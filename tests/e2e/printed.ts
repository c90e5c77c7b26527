import type { Page } from "playwright-core";
import { getDocumentProxy } from "unpdf";

/** A page of paper: what stands on it, without blanks, and its size in whole millimetres. */
interface Printed {
  readonly text: string;
  readonly mm: readonly number[];
}

const PT_PER_MM = 72 / 25.4;
/** Puts nothing in place of what is printed, and says that printing was asked for. */
const LISTEN = "globalThis.asked = new Promise((done) => { globalThis.print = () => done(true); })";

/** From now on `window.print()` only says that it was called; the page must not load anew. */
export async function listenToPrint(page: Page): Promise<() => Promise<unknown>> {
  await page.evaluate(`void (${LISTEN})`);
  return () => page.evaluate("globalThis.asked");
}

/** What a printer gets, page by page. */
export async function printed(page: Page): Promise<readonly Printed[]> {
  await page.evaluate("document.fonts.ready.then(() => undefined)");
  const bytes = new Uint8Array(await page.pdf({ preferCSSPageSize: true }));
  const pdf = await getDocumentProxy(bytes);
  const pages: Printed[] = [];
  for (let number = 1; number <= pdf.numPages; number += 1) {
    const paper = await pdf.getPage(number);
    const { items } = await paper.getTextContent();
    const text = items.map((item) => ("str" in item ? item.str : "")).join("");
    const { width, height } = paper.getViewport({ scale: 1 });
    const mm = [width, height].map((points) => Math.round(points / PT_PER_MM));
    pages.push({ text: text.normalize("NFKC").replaceAll(/\s/g, ""), mm });
  }
  return pages;
}
