export const staff = {
  "console.staff.new": "New staff",
  "console.staff.find": "Name, log-in, role",
  "console.staff.choose": "Choose somebody",
  "console.staff.name": "Name",
  "console.staff.roles": "Roles",
  "console.staff.scope": "Scope",
  "console.staff.login.hint": "Begins with a small letter; digits, dots and dashes may follow",
  "console.staff.active": "Active",
  "console.staff.inactive": "Inactive",
  "console.staff.account": "Account",
  "console.staff.last": "Last sign-in",
  "console.staff.never": "Never",
  "console.staff.one-time": "One-time password until",
  "console.staff.locked": "Locked until",
  "console.staff.unlock": "Unlock",
  "console.staff.reset": "Reset password",
  "console.staff.deactivate": "Deactivate",
  "console.staff.reactivate": "Reactivate",
  "console.staff.sessions": "Sessions",
  "console.staff.no-sessions": "None",
  "console.staff.this": "This one",
  "console.staff.end": "End all sessions",
  "console.staff.end-one": "End session",
  "console.staff.password-once": "One-time password",
  "console.staff.password-once.about":
    "Shown this once. Tell the person; at first sign-in it must be replaced.",
  "console.staff.password-once.noted": "Noted",
  "console.staff.two":
    "Rights over money, prices or staff take two administrators: another one has to approve",
  "console.staff.split":
    "A new one-time password, half from whoever asks and half from whoever approves",
  "console.staff.first": "First half of the one-time password",
  "console.staff.first.about":
    "Shown this once. Tell the person: the second half comes from whoever approved. Typed as first half, dash, second half.",
  "console.staff.second": "Second half of the one-time password",
  "console.staff.second.about":
    "Shown this once. Tell the person: the first half comes from whoever asked. Typed as first half, dash, second half.",
  "console.staff.handover": "A new password to be handed over",
  "console.staff.handover.about":
    "Whoever asked draws the first half, whoever approved the second, and each tells the person theirs; until {until}. The person cannot sign in before both are drawn.",
  "console.staff.half.first": "First half (who asked)",
  "console.staff.half.second": "Second half (who approved)",
  "console.staff.half.drawn": "Drawn",
  "console.staff.half.waiting": "To be drawn",
  "console.staff.draw.first": "Draw the first half",
  "console.staff.draw.second": "Draw the second half",
  "console.staff.draw.again.first": "Draw the first half anew",
  "console.staff.draw.again.second": "Draw the second half anew",
  "console.staff.draw.again.about":
    "Only where it was not noted: both halves are void then, and both of you have to draw anew and tell the person.",
  "console.staff.voids-other":
    "The half that the other administrator drew is void: ask them to draw it anew and tell the person.",
  "console.staff.to-draw": "Passwords that you have to draw half of",
  "console.staff.to-draw-count":
    "{count, plural, one {# password} other {# passwords}} for you to draw half of",
  "console.staff.open": "Open the person",
} as const;
