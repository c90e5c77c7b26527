export const chats = {
  "console.command.chats.hear": "收到居民消息",
  "console.command.chats.claim": "消息占发",
  "console.command.chats.settle": "消息发送结果",
  "console.command.chats.expire": "会话窗到期清除",
  "console.command.chats.expire-message": "消息到期清除",
  "console.subject.chats": "会话窗",
  "console.subject.chatMessages": "待发消息",
  "job.chats.send": "发送会话消息",
  "job.chats.expire": "清除到期会话窗与消息中的个人信息",
} as const;
