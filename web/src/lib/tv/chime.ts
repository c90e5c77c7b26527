/** Two soft strikes, an interval apart: no file to load, nothing to be missing when offline. */
const STRIKES = [
  { hertz: 784, afterSeconds: 0 },
  { hertz: 587, afterSeconds: 0.28 },
] as const;
const RINGS_SECONDS = 0.9;

let audio: AudioContext | null = null;

/**
 * Sounds once. Where sound is not allowed yet (no kiosk flag, no touch) the screen stays silent.
 */
export function chime(): void {
  audio ??= new AudioContext();
  if (audio.state === "suspended") void audio.resume();
  if (audio.state !== "running") return;
  for (const { hertz, afterSeconds } of STRIKES) strike(audio, hertz, afterSeconds);
}

function strike(context: AudioContext, hertz: number, afterSeconds: number): void {
  const at = context.currentTime + afterSeconds;
  const tone = context.createOscillator();
  const loudness = context.createGain();
  tone.frequency.value = hertz;
  loudness.gain.setValueAtTime(0, at);
  loudness.gain.linearRampToValueAtTime(0.35, at + 0.02);
  loudness.gain.exponentialRampToValueAtTime(0.001, at + RINGS_SECONDS);
  tone.connect(loudness).connect(context.destination);
  tone.start(at);
  tone.stop(at + RINGS_SECONDS);
}
