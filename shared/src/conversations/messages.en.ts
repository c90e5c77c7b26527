export const conversations = {
  "refusal.conversation-unknown": "There is no such conversation",
  "refusal.turn-reused": "The same turn came again with other content",
  "refusal.conversation-over": "The conversation is over",
  "conversations.channel.phone": "Phone",
  "conversations.channel.wechat": "WeChat",
  "conversations.callback-fees": "A resident asks to be called back about fees.",
  "conversations.callback-repairs": "A resident asks to be called back.",
  "console.command.conversations.begin": "Begin a conversation",
  "console.command.conversations.take-turn": "Answer in a conversation",
  "console.command.conversations.expire": "Clear an expired conversation",
  "console.subject.conversations": "Conversation",
  "job.conversations.expire": "Clear personal data of expired conversations",
} as const;
