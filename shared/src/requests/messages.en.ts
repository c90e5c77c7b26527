export const requests = {
  "refusal.approval-needed":
    "Above what one may do alone, or after the day of the books: ask for it, and others have to approve",
  "refusal.request-pending": "The same is asked for already; decline or withdraw that first",
  "refusal.request-settled": "This request was settled meanwhile",
  "refusal.request-expired": "This request is too old to be settled; ask anew",
  "refusal.own-request": "Somebody else has to decide on what you asked for; you may withdraw it",
  "refusal.own-concern": "This request concerns yourself: somebody else has to decide",
  "refusal.not-own-request": "Only the one who asked may withdraw it; you may decline",
  "refusal.decided-already": "You approved an earlier step; another person has to decide this one",
  "refusal.not-your-step": "This step is not for your post or your place to decide",
  "refusal.approver-day-limit":
    "With this one you would be over what you may approve in a day; ask somebody else",
  "refusal.asker-gone":
    "Whoever asked is inactive or may not ask for this any more; decline it, and let somebody else ask",
  "refusal.changed-since-approved":
    "Things have changed since it was asked: it would not do what was shown. It went back; ask anew",
  "requests.state.pending": "Waiting",
  "requests.state.executed": "Carried out",
  "requests.state.declined": "Declined",
  "requests.state.withdrawn": "Withdrawn",
  "requests.state.expired": "Expired",
  "requests.state.changed": "Sent back",
  "console.command.requests.approve": "Approve a request",
  "console.command.requests.send-back": "Send a request back",
  "console.command.requests.decline": "Decline a request",
  "console.command.requests.withdraw": "Withdraw a request",
  "console.command.requests.expire": "Expire a request",
  "console.subject.requests": "Request",
  "job.requests.expire": "Expiry of requests",
  "field.words": "Comment",
} as const;
