export const voice = {
  "console.voice": "通话内容",
  "console.voice.by.hotline": "热线",
  "console.voice.by.caller": "来电人",
  "console.voice.by.agent": "坐席",
  "console.voice.say": "说话（演示：输入文字代替）",
  "console.voice.send": "说",
  "console.voice.mute": "静音",
  "console.voice.unmute": "取消静音",
  "console.voice.lost": "您的声音不在通话中",
  "console.voice.rejoin": "重新接入",
} as const;
