export const voice = {
  "console.voice": "What is said",
  "console.voice.by.hotline": "Hotline",
  "console.voice.by.caller": "Caller",
  "console.voice.by.agent": "Agent",
  "console.voice.say": "Speak (demo: type it instead)",
  "console.voice.send": "Say",
  "console.voice.mute": "Mute",
  "console.voice.unmute": "Unmute",
  "console.voice.lost": "Your voice is not in the call",
  "console.voice.rejoin": "Come back into it",
} as const;
