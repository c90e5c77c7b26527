export const callstats = {
  "console.callstats": "Telephone statistics",
  "console.callstats.about":
    "By half-hour, day, queue or agent. Open a figure to see how it is reckoned",
  "console.callstats.from": "From",
  "console.callstats.to": "To",
  "console.callstats.today": "Today",
  "console.callstats.by": "By",
  "console.callstats.by.half-hour": "Half-hour",
  "console.callstats.by.day": "Day",
  "console.callstats.by.queue": "Queue",
  "console.callstats.by.agent": "Agent",
  "console.callstats.queue": "Queue",
  "console.callstats.queue.all": "All",
  "console.callstats.total": "Total",
  "console.callstats.own": "My telephone today",
  "console.callstats.at": "As of {time}",
  "console.callstats.anew": "Being reckoned anew: some is missing yet",
  "console.callstats.none": "No calls in these days",
  "console.callstats.pauses": "Pauses",
  "console.callstats.chart": "How calls fared",
  "console.callstats.chart.in-time": "Answered within 15 s",
  "console.callstats.chart.later": "Answered later",
  "console.callstats.chart.lost": "Not answered (abandoned, unserved, not reached, withdrawn)",
  "console.callstats.chart.keys": "Left and right go through the half-hours",
  "console.callstats.figure.offered": "Offered",
  "console.callstats.formula.offered":
    "Queued calls of which it is known how they fared: answered, abandoned, unserved, not reached and withdrawn together; who still waits is not in it. Counted in the half-hour in which they came into the queue.",
  "console.callstats.figure.answered": "Answered",
  "console.callstats.formula.answered":
    "Calls that an agent answered; once each, however often handed on.",
  "console.callstats.figure.abandoned": "Abandoned",
  "console.callstats.formula.abandoned":
    "The caller hung up before an agent answered; short ones are in it.",
  "console.callstats.figure.shortAbandoned": "Abandoned shortly",
  "console.callstats.formula.shortAbandoned":
    "The caller hung up within 5 seconds in the queue; in the abandoned, too, and shown apart.",
  "console.callstats.figure.rungBack": "Rung back",
  "console.callstats.formula.rungBack":
    "Callers who kept a place, hung up and were reached in their turn; in the answered, too. Their wait counts until they hung up, and they are never answered within 15 seconds.",
  "console.callstats.figure.unreached": "Not reached",
  "console.callstats.formula.unreached":
    "Rung back three times without an answer, or at a number that cannot be rung: left to a person.",
  "console.callstats.figure.withdrawn": "Withdrawn",
  "console.callstats.formula.withdrawn": "A call-back that a person withdrew.",
  "console.callstats.figure.unserved": "Unserved",
  "console.callstats.formula.unserved":
    "The last agent signed off while the call waited: it is to be rung back. Ringing back does not count as answering.",
  "console.callstats.figure.serviceLevel": "Service level",
  "console.callstats.formula.serviceLevel":
    "Answered within 15 s ÷ offered. Short abandons are offered; calls to be rung back are offered and not answered.",
  "console.callstats.figure.inTimeRate": "Within 15 s",
  "console.callstats.formula.inTimeRate":
    "Answered within 15 s ÷ answered (GB/T 33358-2016: 15 s). From coming into the queue, ringing included.",
  "console.callstats.figure.connectRate": "Connect rate",
  "console.callstats.formula.connectRate":
    "Answered ÷ offered. Calls to be rung back are offered and not answered.",
  "console.callstats.figure.abandonRate": "Abandonment",
  "console.callstats.formula.abandonRate":
    "(Abandoned − short ones) ÷ (offered − short ones); short is less than 5 s.",
  "console.callstats.figure.speedOfAnswer": "Speed of answer",
  "console.callstats.formula.speedOfAnswer":
    "Waits of the answered ÷ answered. From coming into the queue, ringing included.",
  "console.callstats.figure.waitMax": "Longest wait",
  "console.callstats.formula.waitMax": "Of any call, however it fared.",
  "console.callstats.figure.handlingTime": "Handling time",
  "console.callstats.formula.handlingTime":
    "(Talk + hold + wrap-up) ÷ answered; of a call that was handed on the time of each agent.",
  "console.callstats.figure.taken": "Taken",
  "console.callstats.formula.taken":
    "How often agents answered; a call that was handed on counts at each of them.",
  "console.callstats.figure.missed": "Missed",
  "console.callstats.formula.missed": "Rang for 20 s without an answer.",
  "console.callstats.figure.ownHandlingTime": "Handling time",
  "console.callstats.formula.ownHandlingTime": "(Talk + hold + wrap-up) ÷ taken.",
  "console.callstats.figure.meanTalk": "Mean talk",
  "console.callstats.formula.meanTalk": "(Talk + hold) ÷ taken.",
  "console.callstats.figure.meanWrapUp": "Mean wrap-up",
  "console.callstats.formula.meanWrapUp": "Wrap-up ÷ taken.",
  "console.callstats.figure.talk": "Talk",
  "console.callstats.formula.talk": "Talking with callers, without hold.",
  "console.callstats.figure.hold": "Hold",
  "console.callstats.formula.hold": "While callers heard music.",
  "console.callstats.figure.wrapUp": "Wrap-up",
  "console.callstats.formula.wrapUp": "From the end of the call until it was done with.",
  "console.callstats.figure.ready": "Ready",
  "console.callstats.formula.ready": "Waiting for calls.",
  "console.callstats.figure.paused": "Paused",
  "console.callstats.formula.paused": "Pauses for every reason together.",
  "console.callstats.figure.signedOn": "Signed on",
  "console.callstats.formula.signedOn":
    "Ready, ringing, talk, hold, wrap-up, chats and paused together.",
  "console.callstats.figure.occupancy": "Occupancy",
  "console.callstats.formula.occupancy": "(Talk + hold + wrap-up) ÷ (signed on − paused − chats).",
  "console.callstats.of": "Channel",
  "console.callstats.of.calls": "Telephone",
  "console.callstats.of.chats": "Chats",
  "console.callstats.figure.chatting": "Chats",
  "console.callstats.formula.chatting":
    "Time ready with chats in hand, which is not “ready”: no call rings then.",
  "console.callstats.figure.chatOffered": "Asked for a person",
  "console.callstats.formula.chatOffered":
    "Chats that came into the queue; one that asks again after its end counts again, a transfer does not. In the half-hour in which it came.",
  "console.callstats.figure.chatAnswered": "Served",
  "console.callstats.formula.chatAnswered":
    "Chats that an agent took; taken again after a transfer they count once.",
  "console.callstats.figure.chatAbandoned": "Abandoned",
  "console.callstats.formula.chatAbandoned":
    "Before anybody took it they left the queue or the account, or said nothing for a day.",
  "console.callstats.figure.chatUnserved": "Nobody there",
  "console.callstats.formula.chatUnserved":
    "The last agent left while it waited: they are called back.",
  "console.callstats.figure.chatConnectRate": "Share served",
  "console.callstats.formula.chatConnectRate": "Served ÷ asked for a person.",
  "console.callstats.figure.chatWait": "Average wait",
  "console.callstats.formula.chatWait":
    "Of those served, time from coming into the queue until taken ÷ served.",
  "console.callstats.figure.chatWaitMax": "Longest wait",
  "console.callstats.formula.chatWaitMax": "The longest of any chat, whatever came of it.",
  "console.callstats.figure.firstReply": "First answer",
  "console.callstats.formula.firstReply":
    "Time from coming into the queue until an agent’s first words ÷ chats that an agent wrote to; counted once the chat ends or is handed on.",
  "console.callstats.figure.chatHandling": "Average handling time",
  "console.callstats.formula.chatHandling":
    "Time served ÷ served; of several at once each counts by itself.",
  "console.callstats.figure.chatTaken": "Taken",
  "console.callstats.formula.chatTaken":
    "How often an agent took a chat; one that is handed on counts with each of them.",
  "console.callstats.figure.chatMissed": "Not taken",
  "console.callstats.formula.chatMissed":
    "Offered for 30 s and not taken; declined ones do not count.",
  "console.callstats.figure.ownFirstReply": "First answer",
  "console.callstats.formula.ownFirstReply":
    "Time from taking it until their first words ÷ chats in which they were the first to write.",
  "console.callstats.figure.ownChatHandling": "Average handling time",
  "console.callstats.formula.ownChatHandling":
    "Time served ÷ taken; of several at once each counts by itself.",
} as const;
