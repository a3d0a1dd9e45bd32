/**
 * What REST tells, by the names of its description; the types are made from that (src/WebTrader.Host/Dashboard/api).
 *
 * @typedef {import('../api/types').components['schemas']} Schemas
 * @typedef {Schemas['Alert']} Alert
 * @typedef {Schemas['ChannelView']} ChannelView
 * @typedef {Schemas['AccountItem']} AccountItem
 * @typedef {Schemas['LimitsView']} LimitsView
 * @typedef {Schemas['LimitItem']} LimitItem
 * @typedef {Schemas['TradeItem']} TradeItem
 * @typedef {Schemas['GiveBackView']} GiveBackView
 * @typedef {Schemas['GiveBackItem']} GiveBackItem
 * @typedef {Schemas['FactItem']} FactItem
 * @typedef {Schemas['UserItem']} UserItem
 * @typedef {Schemas['KeyItem']} KeyItem
 * @typedef {Schemas['LocksView']} LocksView
 * @typedef {Schemas['TicketLockView']} TicketLockView
 * @typedef {Schemas['TicketLockTimelineView']} TicketLockTimelineView
 * @typedef {Schemas['LockEventView']} LockEventView
 * @typedef {Schemas['PastView']} PastView
 * @typedef {Schemas['LockEventsView']} LockEventsView
 * @typedef {Schemas['LatencyView']} LatencyView
 * @typedef {Schemas['WorkersItem']} WorkersItem
 * @typedef {Schemas['SettingsOutcome']} SettingsOutcome
 * @typedef {Schemas['PreviewItem']} PreviewItem
 * @typedef {Schemas['SettingChange']} SettingChange
 * @typedef {Schemas['ActionView']} ActionView
 */
export {};
