/** For tests: how an endpoint takes somebody of one branch or one hall. */
export const REACHES = ["own", "any", "city", "body", "seen", "-"] as const;
export type Reach = (typeof REACHES)[number];

export interface EndpointRow {
  readonly name: string;
  readonly permission: string;
  readonly branch: Reach;
  readonly hall: Reach;
}

/**
 * Every endpoint with its permission and its scopes, written a second time and by hand: whoever
 * changes a declaration changes this, too, and shows thereby that the change was meant. Which roles
 * hold a permission stands in tests/permissions.test.ts.
 *
 * `own`: of what the path names, one's own alone; `any`: everybody's; `city`: refused whatever is
 * named; `body`: what the body names must be one's own; `seen`: what is another's is left out of
 * the answer; `-`: not for staff by scope.
 */
const TABLE = `
endpoint                    permission              branch hall
staff.change-own-password   self.read               any    any
staff.change                staff.write             city   city
staff.create                staff.write             city   city
staff.deactivate            staff.write             city   city
staff.end-sessions          sessions.end            city   city
staff.list-sessions         sessions.end            city   city
staff.list                  staff.read              seen   seen
staff.reactivate            staff.write             city   city
staff.reset-password        staff.write             city   city
staff.sign-in               public                  -      -
staff.sign-out              public                  -      -
staff.unlock                staff.write             city   city
staff.who-am-i              self.read               any    any
devices.approve             devices.pair            body   body
devices.ask-pairing         public                  -      -
devices.self                public                  -      -
devices.list                devices.read            seen   seen
devices.revoke              devices.pair            own    own
audit.page                  audit.read              city   city
org.children                org.read                any    any
org.tree                    org.read                any    any
households.add-person       households.write        own    any
households.change-person    households.write        own    any
households.correct-address  households.write        own    any
contracts.end               households.write        own    any
households.get              households.read         own    any
households.by-number        households.read         own    any
households.by-phone         households.read         seen   seen
contracts.list              households.read         own    any
households.register         households.write        body   any
households.remove-person    households.write        own    any
households.rename           households.write        own    any
households.restore-person   households.write        own    any
households.search           households.read         seen   seen
contracts.sign              households.write        own    any
seasons.correct             tariffs.write           city   city
tariffs.correct             tariffs.write           city   city
seasons.list                org.read                any    any
tariffs.list                tariffs.read            any    any
seasons.open                tariffs.write           city   city
tariffs.set                 tariffs.write           city   city
tariffs.withdraw            tariffs.write           city   city
account-by-number           ledger.read             own    any
ledger.apply-prepaid        ledger.pay              own    any
ledger.charge               ledger.charge           own    any
check-openings              ledger.open             body   any
household-entries           ledger.read             own    any
ledger.open                 ledger.open             own    any
ledger.open-many            ledger.open             body   any
ledger.pay                  ledger.pay              own    any
preview-payment             ledger.read             own    any
debt                        ledger.read             own    any
receipt                     ledger.read             own    any
ledger.reverse              ledger.reverse-payment  own    any
ledger.void                 ledger.void             own    any
ledger.cancel-verification  ledger.verify           city   city
verify-journal              ledger.verify           city   city
ledger.start-verification   ledger.verify           city   city
verify-household            ledger.verify           body   any
cases.assignees             cases.assign            own    any
cases.reports               cases.read              own    any
cases.earlier               cases.read              seen   seen
cases.file                  cases.file              body   any
cases.of-household          cases.read              seen   seen
cases.list                  cases.read              seen   seen
cases.read                  cases.read              own    any
files.read                  cases.read              seen   seen
cases.read-calendar         cases.read              any    any
cases.set-calendar          cases.calendar          city   city
files.upload                cases.note              any    any
cases.assign                cases.assign            own    any
cases.unassign              cases.assign            own    any
cases.accept                cases.work              own    any
cases.return                cases.work              own    any
cases.arrive                cases.work              own    any
cases.resolve               cases.work              own    any
cases.answer                cases.follow-up         own    any
cases.call-back             cases.follow-up         own    any
cases.close                 cases.follow-up         own    any
cases.withdraw              cases.follow-up         own    any
cases.reopen                cases.follow-up         own    any
cases.urge                  cases.note              own    any
cases.ask-extension         cases.work              own    any
cases.withdraw-extension    cases.work              own    any
cases.approve-extension     cases.extend            own    any
cases.refuse-extension      cases.extend            own    any
cases.revoke-extension      cases.extend            own    any
cases.classify              cases.classify          own    any
cases.set-household         cases.classify          own    any
cases.clear-household       cases.classify          own    any
cases.note                  cases.note              own    any
cases.add-pictures          cases.note              own    any
cases.hide-picture          cases.note              own    any
cases.show-picture          cases.note              own    any
cases.merge                 cases.assign            own    any
cases.unmerge               cases.assign            own    any
cases.detach-report         cases.assign            own    any
hall.create-counter         hall.arrange            own    own
hall.create-service         hall.arrange            own    own
hall.calls                  hall.read               own    own
hall.counters               hall.read               own    own
hall.services               hall.board              own    own
hall.tickets                hall.read               own    own
hall.statistics             hall.read               own    own
hall.re-insert              hall.serve              own    own
hall.rename-service         hall.arrange            own    own
hall.set-counter-active     hall.arrange            own    own
hall.set-service-active     hall.arrange            own    own
hall.take                   hall.take               own    own
hall.next                   hall.serve              own    own
hall.close                  hall.serve              own    own
hall.finish                 hall.serve              own    own
hall.no-show                hall.serve              own    own
hall.open                   hall.serve              own    own
hall.pause                  hall.serve              own    own
hall.recall                 hall.serve              own    own
hall.serve                  hall.serve              own    own
hall.set-services           hall.serve              own    own
hall.transfer               hall.serve              own    own
hall.undo-finish            hall.serve              own    own
hall.undo-transfer          hall.serve              own    own
hall.undo-void              hall.serve              own    own
hall.void                   hall.serve              own    own
kiosk.home                  kiosk.lookup            -      -
kiosk.lookup                kiosk.lookup            -      -
kiosk.hand-over             cases.file              -      -
kiosk.number                hall.take               -      -
kiosk.report                cases.file              -      -
jobs.discard                jobs.decide             city   city
jobs.list                   jobs.read               city   city
jobs.retry                  jobs.decide             city   city
security.events             security.read           city   city
security.acknowledge        security.acknowledge    city   city
security.reopen             security.acknowledge    city   city
demo.read                   public                  -      -
demo.switch-simulator       demo.switch             city   city
demo.enter-kiosk            public                  -      -
demo.enter-tv               public                  -      -
health.read                 public                  -      -
`;

export const ENDPOINT_ROWS: readonly EndpointRow[] = TABLE.trim()
  .split("\n")
  .slice(1)
  .map((row) => {
    const [name = "", permission = "", branch = "", hall = ""] = row.split(/\s+/);
    return { name, permission, branch: branch as Reach, hall: hall as Reach };
  });
