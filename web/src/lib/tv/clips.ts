import type { ClipId } from "./voice.ts";

const files = import.meta.glob<string>("./voice/*/*.ogg", {
  query: "?url",
  import: "default",
  eager: true,
});

const decoded = new Map<ClipId, Promise<AudioBuffer | null>>();

/** A clip, fetched and decoded once; null when it cannot be had, and asked for anew next time. */
export function clip(context: AudioContext, id: ClipId): Promise<AudioBuffer | null> {
  const held = decoded.get(id);
  if (held !== undefined) return held;
  const fetched = fetchClip(context, id).catch(() => {
    decoded.delete(id);
    return null;
  });
  decoded.set(id, fetched);
  return fetched;
}

async function fetchClip(context: AudioContext, id: ClipId): Promise<AudioBuffer | null> {
  const url = files[`./voice/${id}.ogg`];
  if (url === undefined) return null;
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  return context.decodeAudioData(await response.arrayBuffer());
}
