import type { Browser, BrowserContextOptions } from "playwright-core";

/** The screens at the sizes at which they stand in the field. */
const SCREENS = {
  console: { width: 1440, height: 900 },
  tv: { width: 1920, height: 1080 },
  kiosk: { width: 1080, height: 1920 },
} as const;
export type Screen = keyof typeof SCREENS;

/** Longer than any honest wait on a busy machine; nothing waits for it when all is well. */
const WAIT_MS = 20_000;

/** A machine of its own: cookies and storage are shared with no other. */
export async function newContext(
  browser: Browser,
  screen: Screen,
  more: BrowserContextOptions = {},
) {
  const context = await browser.newContext({
    viewport: SCREENS[screen],
    locale: "zh-CN",
    timezoneId: "Asia/Shanghai",
    hasTouch: screen === "kiosk",
    ...more,
  });
  context.setDefaultTimeout(WAIT_MS);
  return context;
}
