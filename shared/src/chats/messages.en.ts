export const chats = {
  "console.command.chats.hear": "A resident wrote",
  "console.command.chats.claim": "Message claimed",
  "console.command.chats.settle": "What came of a message",
  "console.command.chats.expire": "A chat expired",
  "console.command.chats.expire-message": "A message expired",
  "console.subject.chats": "Chat",
  "console.subject.chatMessages": "Message to a chat",
  "job.chats.send": "Send messages to chats",
  "job.chats.expire": "Remove what is personal in chats and messages that expired",
} as const;
