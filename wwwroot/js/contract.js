/**
 * What the host tells us, as types only. Money, prices, lots and tickets are strings that hold exact decimals;
 * ages are milliseconds as of the arrival of the message; times are ISO 8601 in UTC; unknown is null.
 *
 * @typedef {string} Money
 * @typedef {'protected'|'guarded'|'ambiguous'|'naked'|'unmanaged'} State
 *
 * @typedef {object} AccountHead
 * @property {string} id
 * @property {string} name
 * @property {'simulator'|'metaTrader5'} broker
 * @property {boolean} isLive
 * @property {string} login
 * @property {string} currency
 * @property {string} server
 *
 * @typedef {AccountHead & {balance: Money|null, equity: Money|null, state: string, openPositions: number|null, notProtected: number|null, unmanaged: number|null, worst: State|null, armed: Arming|null}} AccountSummary
 *
 * @typedef {{kind: 'person'|'key'|'nobody', name: string|null, role: 'viewer'|'operator'|'admin'|null, rights: string[], hasSecondFactor: boolean, antiforgery: string|null}} Session
 *
 * @typedef {{id: string, severity: 'red'|'amber', since: string, text: string}} Alarm
 *
 * @typedef {object} Health
 * @property {Alarm[]} alarms
 * @property {{state: 'running'|'stopped'|'restarting', beatAgeMs: number, evaluationAgeP99Ms: number|null, evaluations: number, restarts: number}} worker
 * @property {{state: string, beatAgeMs: number, lastReadAgeMs: number|null, failedReads: number}} monitor
 * @property {{symbols: number, fresh: number, slowest: string|null, slowestAgeMs: number|null, quotes: number}} feed
 * @property {{connected: boolean, callP50Ms: number|null, callP99Ms: number|null, recentMs: number[]}} broker
 * @property {Terminal|null} terminal  null where the account is not behind one
 * @property {Arming} arming
 * @property {{today: number, limit: number|null, reserve: number, waits: string|null}} messages  reserve: the last ones are kept for protection; waits: why no move in profit is sent
 * @property {{result: Money, floating: Money|null, closed: number, limit: Money|null}} today
 * @property {{state: 'ok'|'behind'|'memoryOnly', waiting: number, reason: string|null}} journal
 * @property {EmergencyShort[]} emergency  the stops in force
 * @property {Money|null} balance
 * @property {Money|null} equity
 * @property {string} version
 * @property {number} settingsVersion
 * @property {string} brokerTime
 * @property {number} brokerOffsetMinutes
 * @property {number} readEveryMs  how often the positions are read at least
 *
 * @typedef {{id: string, action: 'haltEntries'|'freeze'|'tighten'|'flatten', says: string, by: string, at: string, state: 'inForce'|'running'|'left'|'proved', done: number, tickets: number}} EmergencyShort
 *
 * @typedef {object} Terminal
 * @property {string|null} whyNot       why it cannot be used
 * @property {string|null} whyNoTrades  why nothing can be traded through it although it can be used
 * @property {number} experts           with one, a slow trade blocks the quotes
 * @property {number} symbols
 * @property {number} reported          symbols whose ticks come by event; the others are polled
 *
 * @typedef {{all: boolean, symbols: string[], magics: number[], isObserving: boolean}} Arming
 *
 * @typedef {object} Row
 * @property {string} ticket
 * @property {string} symbol
 * @property {'long'|'short'} side
 * @property {string} lots
 * @property {number} digits
 * @property {string} openPrice
 * @property {string} openTime
 * @property {number} magic
 * @property {string|null} comment
 * @property {string|null} bid
 * @property {string|null} ask
 * @property {string|null} price      closing price: bid for a long, ask for a short
 * @property {number|null} quoteAgeMs
 * @property {State} state
 * @property {number} stateAgeMs
 * @property {string|null} stop       confirmed: read back from the broker
 * @property {number|null} stopAgeMs
 * @property {string|null} takeProfit
 * @property {string|null} wanted
 * @property {number|null} distancePoints
 * @property {number|null} distanceRanges  in average true ranges; null until enough bars were seen
 * @property {Money} maxRisk
 * @property {Money|null} profitAtStop
 * @property {Money|null} floating
 * @property {Money|null} atRisk
 * @property {Money|null} locked
 * @property {string|null} rule
 * @property {string|null} ruleText
 * @property {string|null} reason
 * @property {string|null} nextPrice
 * @property {Money|null} nextLocks
 * @property {string|null} nextRule
 * @property {number|null} evaluationAgeMs
 * @property {number} moves
 * @property {Money|null} peakProfit
 * @property {{stop: number|null, wanted: number|null, price: number|null}} rail  in units of max risk from entry, for drawing only
 *
 * @typedef {{account: AccountHead, sequence: number, at: string, health: Health, positions: Row[]}} Snapshot
 * @typedef {{accountId: string, sequence: number, at: string, health: Health, upserts: Row[], removed: string[]}} Changes
 *
 * A small view, whole in each message: "locks" as GET /api/v1/locks shows it, "workers" as GET /api/v1/workers does. Asked for with
 * `WatchView(accountId|null, view)`, ended with `LeaveView(view)`; comes as "view" at most four times a second while it changes and once a
 * second otherwise. The sequence counts the messages of this view: where it jumps the page was too slow, and the newest message makes up for
 * what was left out, so nothing needs to be asked again. While the session does not answer `content` is null and `away` says why.
 * @typedef {{accountId: string, view: 'locks'|'workers', sequence: number, at: string, content: object|null, away: string|null}} ViewMessage
 *
 * @typedef {{price: string|null, at: string, ageMs: number, proof: string}} Step
 * @typedef {{rule: string, ruleText: string, price: string, profitAtStop: Money|null, verdict: string, text: string}} Rung
 * @typedef {object} Move
 * @property {number} number
 * @property {string} at
 * @property {string|null} from
 * @property {string} to
 * @property {string} rule
 * @property {string} ruleText
 * @property {string} reason
 * @property {Money|null} profitAtStop
 * @property {'accepted'|'unchanged'|'denied'|'rejected'|'unknown'} outcome
 * @property {string} [outcomeText]
 * @property {number|null} retcode
 * @property {string|null} retcodeName
 * @property {number|null} readBackMs
 *
 * @typedef {object} TicketExtras
 * @property {{wanted: Step|null, sent: Step|null, acknowledged: Step|null, readBack: Step|null}} certificate
 * @property {Money|null} commission
 * @property {Money|null} swap
 * @property {Money|null} worstResult
 * @property {number} nakedMs
 * @property {Rung[]} ladder
 * @property {{rule: string, ruleText: string, text: string}[]} silent
 * @property {{name: string, text: string}[]} bounds
 * @property {string|null} nextText
 * @property {{bar: string, period: number, bars: number, range: number|null}} range  the average true range that distances are told in; bar as in 00:01:00
 * @property {{name: string, value: string, origin: string}[]} settings  what holds for it, and the layer that says so
 * @property {{at: string, text: string}[]} events
 * @property {{at: string, bid: string, ask: string}[]} trail
 * @property {{from: string, state: State}[]} states
 * @property {boolean} [movesComplete]  false: those of earlier runs could not be read
 * @property {Closed|null} closed
 *
 * @typedef {{at: string|null, price: string|null, reason: string|null, reasonText?: string, profit: Money|null}} Closed
 *
 * In the row `moves` is their number, in the answer for one ticket their list.
 * @typedef {Omit<Row, 'moves'> & TicketExtras & {moves: Move[]}} TicketDetail
 */
export {};
