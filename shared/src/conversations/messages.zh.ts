export const conversations = {
  "refusal.conversation-unknown": "没有这个对话",
  "refusal.turn-reused": "同一话轮再次提交，但内容不同",
  "refusal.conversation-over": "对话已结束",
  "conversations.channel.phone": "电话",
  "conversations.channel.wechat": "微信",
  "conversations.callback-fees": "居民要求回电，咨询收费。",
  "conversations.callback-repairs": "居民要求回电。",
  "console.command.conversations.begin": "接起对话",
  "console.command.conversations.take-turn": "对话应答",
  "console.command.conversations.expire": "对话到期清除",
  "console.subject.conversations": "对话",
  "job.conversations.expire": "清除到期对话中的个人信息",
} as const;
