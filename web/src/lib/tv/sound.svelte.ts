import type { BoardCall } from "./announce.ts";
import { chime } from "./chime.ts";
import { clip } from "./clips.ts";
import { clipsOf, type ClipId } from "./voice.ts";

const BETWEEN_CLIPS_SECONDS = 0.06;
/** A browser that allows sound starts it within this time. */
const STARTS_WITHIN_MS = 1_500;
/** A call does not wait longer than this for its clips: then it has the chime alone. */
const CLIPS_WITHIN_MS = 2_000;

/**
 * What a television is heard with. A browser may keep it silent until somebody touches the page,
 * unless its start command allows sound (docs/runbook.md).
 */
export class Sound {
  blocked = $state(false);
  #context: AudioContext | null = null;
  /** When the last announcement ends on the context's clock, which may lag behind all others. */
  #until = 0;

  /** Opens the loudspeaker; `onallowed` when sound that was blocked is no longer. */
  open(onallowed: () => void): () => void {
    const context = new AudioContext();
    this.#context = context;
    this.#until = 0;
    const look = () => {
      const wasBlocked = this.blocked;
      this.blocked = context.state !== "running";
      if (wasBlocked && !this.blocked) onallowed();
    };
    const timer = setTimeout(() => {
      look();
      context.addEventListener("statechange", look);
    }, STARTS_WITHIN_MS);
    const allow = () => void context.resume();
    for (const touch of ["pointerdown", "keydown"]) document.addEventListener(touch, allow);
    return () => {
      clearTimeout(timer);
      for (const touch of ["pointerdown", "keydown"]) document.removeEventListener(touch, allow);
      context.removeEventListener("statechange", look);
      this.#context = null;
      void context.close();
    };
  }

  /** Fetches clips ahead, so that a call is spoken at once, and without a network too. */
  prepare(ids: Iterable<ClipId>): void {
    if (this.#context === null) return;
    for (const id of ids) void clip(this.#context, id);
  }

  /**
   * Chime, then the call in its language, not before the last one has ended. Answers in how many
   * milliseconds it has.
   */
  async announce(call: BoardCall): Promise<number> {
    const context = this.#context;
    if (context?.state !== "running") return 0;
    const speech = await this.#speech(context, call);
    let at = chime(context, Math.max(context.currentTime, this.#until));
    for (const buffer of speech) {
      const source = context.createBufferSource();
      source.buffer = buffer;
      source.connect(context.destination);
      source.start(at);
      at += buffer.duration + BETWEEN_CLIPS_SECONDS;
    }
    this.#until = at;
    return (at - context.currentTime) * 1_000;
  }

  /** The clips of a call; none unless all of them are there. */
  async #speech(context: AudioContext, call: BoardCall): Promise<readonly AudioBuffer[]> {
    const clips = Promise.all(clipsOf(call).map((id) => clip(context, id)));
    const late = new Promise<null[]>((done) => setTimeout(() => done([null]), CLIPS_WITHIN_MS));
    const found: (AudioBuffer | null)[] = await Promise.race([clips, late]);
    return found.every((buffer) => buffer !== null) ? found : [];
  }
}
