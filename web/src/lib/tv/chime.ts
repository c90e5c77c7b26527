/** Two soft strikes, an interval apart: no file to load, nothing to be missing when offline. */
const STRIKES = [
  { hertz: 784, afterSeconds: 0 },
  { hertz: 587, afterSeconds: 0.28 },
] as const;
const RINGS_SECONDS = 0.9;

/** Sounds from `at` on, on the context's clock; answers when speech may begin. */
export function chime(context: AudioContext, at: number): number {
  for (const { hertz, afterSeconds } of STRIKES) strike(context, hertz, at + afterSeconds);
  return at + RINGS_SECONDS;
}

function strike(context: AudioContext, hertz: number, at: number): void {
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
