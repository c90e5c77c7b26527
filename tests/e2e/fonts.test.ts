import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { BrowserServer, Page } from "playwright-core";
import sharp from "sharp";
import { afterAll, beforeAll, expect, test } from "vitest";
import { hallServices } from "@warmline/shared/hall/model.ts";
import { replace } from "@warmline/shared/store/write.ts";
import { launchBrowser } from "../../tools/browser.ts";
import { takeNumber, touch } from "./kiosk-hands.ts";
import { HALL, openStage, zh, type Stage } from "./stage.ts";

/** Common; of the main block, extensions A and B and the compatibility block; and in no font. */
const COMMON = "暖";
const RARE = Array.from("㛃䶮龦𠮷𬱖﨏");
const MISSING = ["\u{323b0}", "\u{323b1}"];
const SERVICE = COMMON + RARE.join("") + MISSING.join("");

/** Of the grey levels of a character's picture; equal ones come to none, others to a fifth. */
const DIFFERENT = 0.05;
const SIDE = 32;

let folder: string;
let bare: BrowserServer;
let stage: Stage;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "warmline-fonts-"));
  const settings = join(folder, "fonts.conf");
  const latin = join(tmpdir(), "fonts");
  await writeFile(settings, `<?xml version="1.0"?><fontconfig><dir>${latin}</dir></fontconfig>`);
  const environment = { FONTCONFIG_FILE: settings, FONTCONFIG_PATH: folder };
  bare = await launchBrowser({ environment });
  stage = await openStage({
    browserUrl: bare.wsEndpoint(),
    before: async ({ store }) => {
      const service = (await store.get(hallServices, `${HALL.id}-a`))!;
      await store.commit([replace(hallServices, service, { ...service, nameZh: SERVICE })]);
    },
  });
});
afterAll(async () => {
  await stage?.close();
  await bare?.close();
  await rm(folder, { recursive: true, force: true });
});

/** Each character of the service as it stands on the page, as grey levels of one size. */
async function picturesOf(page: Page, place: string, text: string): Promise<Map<string, Buffer>> {
  const [start = ""] = text;
  await page.locator(place, { hasText: start }).first().waitFor();
  await page.evaluate("document.fonts.ready.then(() => true)");
  const boxes = await page.evaluate<[string, DOMRectLike][]>(`{
    const places = [...document.querySelectorAll(${JSON.stringify(place)})];
    const shown = places.find((one) => one.textContent.includes(${JSON.stringify(start)}));
    const walker = document.createTreeWalker(shown, NodeFilter.SHOW_TEXT);
    const boxes = [];
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      let at = 0;
      for (const character of node.data) {
        const range = document.createRange();
        range.setStart(node, at);
        range.setEnd(node, (at += character.length));
        const { x, y, width, height } = range.getBoundingClientRect();
        boxes.push([character, { x, y, width, height }]);
      }
    }
    boxes;
  }`);
  const screen = await page.screenshot({ animations: "disabled" });
  const pictures = new Map<string, Buffer>();
  for (const [character, box] of boxes) {
    if (!text.includes(character) || box.width < 1) continue;
    const [left, top] = [Math.round(box.x), Math.round(box.y)];
    const [width, height] = [Math.round(box.width), Math.round(box.height)];
    const picture = sharp(screen).extract({ left, top, width, height }).greyscale().normalise();
    const levels = picture.resize(SIDE, SIDE, { fit: "fill" }).raw();
    pictures.set(character, await levels.toBuffer());
  }
  return pictures;
}

interface DOMRectLike {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

function difference(one: Buffer, other: Buffer): number {
  let sum = 0;
  for (const [place, level] of one.entries()) sum += Math.abs(level - (other[place] ?? 0));
  return sum / one.length / 255;
}

/** A box is what the page draws of a character that no font has. */
async function expectDrawn(page: Page, place: string, text = COMMON + RARE.join("")) {
  const pictures = await picturesOf(page, place, text + MISSING.join(""));
  const [box, otherBox] = MISSING.map((character) => pictures.get(character)!);
  expect(difference(box!, otherBox!), "boxes look alike").toBeLessThan(DIFFERENT);
  for (const character of text) {
    const picture = pictures.get(character);
    expect(picture, `${character} is on the page`).toBeDefined();
    expect(difference(picture!, box!), `${character} is a box`).toBeGreaterThan(DIFFERENT);
  }
}

test("on a kiosk and its slip", async () => {
  const half = { width: 540, height: 960 };
  const kiosk = await stage.open("kiosk", `/demo/kiosk/${HALL.id}`, { viewport: half });
  await touch(kiosk, zh("kiosk.number"));
  await expectDrawn(kiosk, "main button");
  await kiosk.goto(`${stage.city.url}/kiosk/`);
  await takeNumber(kiosk, COMMON);
  await expectDrawn(kiosk, ".paper svg g");
});

test("on a television", async () => {
  await expectDrawn(await stage.open("tv", `/demo/tv/${HALL.id}`), ".name span");
});

test("on the console", async () => {
  const manager = await stage.enter("manager-xicheng", `/console/hall/${HALL.id}`);
  await manager.getByRole("tab", { name: zh("console.hall.arrange") }).click();
  await expectDrawn(manager, "td, li");
});

test("a lost network is told on a kiosk just opened, and after it is started again", async () => {
  const half = { width: 540, height: 960 };
  const kiosk = await stage.open("kiosk", `/demo/kiosk/${HALL.id}`, { viewport: half });
  const kept = `Promise.all(performance.getEntriesByType("resource")
    .filter(({ name }) => name.includes("/kiosk/assets/"))
    .map(({ name }) => caches.match(name))
  ).then((all) => all.length > 0 && all.every(Boolean))`;
  await kiosk.evaluate("navigator.serviceWorker.ready.then(() => true)");
  await expect.poll(() => kiosk.evaluate(kept), { timeout: 20_000 }).toBe(true);

  await kiosk.context().setOffline(true);
  await expectNoticeDrawn(kiosk);
  const devtools = await kiosk.context().newCDPSession(kiosk);
  await devtools.send("Network.clearBrowserCache");
  await kiosk.reload();
  await expectNoticeDrawn(kiosk);
});

async function expectNoticeDrawn(kiosk: Page): Promise<void> {
  const notice = kiosk.locator(".notice.offline strong");
  await notice.waitFor();
  await notice.evaluate((shown, missing) => shown.append(missing), MISSING.join(""));
  const text = zh("kiosk.offline") + zh("kiosk.offline-report");
  await expectDrawn(kiosk, ".notice.offline", text.replace(/[^\p{Script=Han}]/gu, ""));
}
