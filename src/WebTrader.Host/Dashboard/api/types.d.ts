// Made by make.mjs from the description of the REST surface; not written by hand.
export interface paths {
    "/api/v1/accounts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * All accounts of this host
         * @description Also those whose session does not run: their state says so, and what is unknown is null.
         */
        get: operations["ListAccounts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/accounts/{account}/arming": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What is armed, and what arming more would do
         * @description Each stop that would be set and each position that would be closed at once, in money, for the scope asked about: everything, or the named symbols and magic numbers.
         */
        get: operations["GetArming"];
        /**
         * Arms an account, a part of it, or nothing
         * @description Takes effect only with the confirmation that the preview of the same scope gave; where the preview has changed since, the new one is answered with 409. Nothing armed needs no confirmation: stops at the broker stay where they are. If-Match, where it is given, is the ETag of what was armed before.
         */
        put: operations["PutArming"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/alerts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What holds, worst first, and what has ended
         * @description A condition is there from when it began; of those that have ended the newest 500 are kept, and the journal has all. Alerts, acknowledgements and silences outlive a restart.
         */
        get: operations["ListAlerts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/alerts/{number}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One of them, with its ETag */
        get: operations["FindAlert"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/alerts/{number}/acknowledge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Says that somebody has taken note
         * @description It is not told again while it holds, unless it becomes worse. If-Match, where it is given, is the ETag of the alert: what has become worse since is not acknowledged with it.
         */
        post: operations["AcknowledgeAlert"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/alerts/{number}/silence": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Tells nobody of it for a while
         * @description If-Match, where it is given, is the ETag of the alert.
         */
        post: operations["SilenceAlert"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/diagnostics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One archive for a problem report, without any secret
         * @description Versions, settings, health, figures, alerts, jobs, locks, workers, positions, the last 1000 facts and the last lines of the log. It holds trades and account names: give it to whom you trust with them.
         */
        get: operations["GetDiagnostics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/emergency-stops": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The emergency stops in force, and the newest that were released
         * @description In the order in which they were pressed, each with its progress on every account.
         */
        get: operations["ListEmergencyStops"];
        put?: never;
        /**
         * Presses an emergency stop
         * @description Needs the nonce of a preview; a key with the scope emergency may say immediate instead. It is written down, handed to every session that it concerns, and holds until a person releases it. The same action and scope while it is in force, or the same Idempotency-Key, gives the stop that is there with 200. The answer says what has changed since the preview.
         */
        post: operations["PressEmergencyStop"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/emergency-stops/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One emergency stop, and how far it is with every ticket
         * @description queued, sent, answered, refused (and tried again) or confirmed by a reading of the broker's own. It is proved when two readings in a row show nothing left; otherwise what is left stands there with its reason.
         */
        get: operations["GetEmergencyStop"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/emergency-stops/{id}/release": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Releases an emergency stop
         * @description By a signed-in person, with a reason, and not before it has held for Emergency:MinimumHold. What was closed stays closed.
         */
        post: operations["ReleaseEmergencyStop"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/emergency-stops/drill": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Rehearses a flatten of an account
         * @description The open positions as they stand, in front of a simulated broker, in virtual time: nothing reaches the real one. Answers the time to a proved flat, and what would remain and why. Kept in the journal.
         */
        post: operations["DrillEmergencyStop"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/emergency-stops/drills": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What the drills have shown, newest first */
        get: operations["ListEmergencyDrills"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/emergency-stops/heartbeat": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Says that somebody is there
         * @description Where Emergency:DeadMan is set, its action is pressed when this was not called for a while.
         */
        post: operations["SendEmergencyHeartbeat"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/emergency-stops/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * What an emergency stop would do, in money, and what stands against it
         * @description Sends nothing. The nonce is good for pressing just this, once, by the same caller, within 60 s.
         */
        post: operations["PreviewEmergencyStop"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/evaluate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * What the engine would do about a position at a quote, and why
         * @description Takes one object or a list of at most 1000, and answers in the same form and order. Numbers are JSON numbers or strings and are exact. Nothing is sent, kept or changed.
         */
        post: operations["Evaluate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/jobs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What runs by the clock, and what came of it last
         * @description Schedules are minute, hour, day of the month, month, day of the week. Whatever becomes of a job, protection goes on without it.
         */
        get: operations["ListJobs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/jobs/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One of them, with its ETag */
        get: operations["FindJob"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/jobs/{name}/paused": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Keeps a job from running by its schedule, or lets it
         * @description If-Match, where it is given, is the ETag of the job, which changes with every pause.
         */
        put: operations["PauseJob"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/jobs/{name}/run": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Runs a job now, also while it is paused
         * @description 200 with what came of it, or 202 while it is under way. One that is under way is not begun again: the answer is about that one.
         */
        post: operations["RunJob"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/jobs/{name}/runs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The runs of a job, newest first
         * @description The last 500 are kept.
         */
        get: operations["ListJobRuns"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/journal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Facts, newest first
         * @description Each with a sentence for people and the whole fact as data.
         */
        get: operations["ListJournal"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/journal.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Facts, each with its sentence, oldest first
         * @description For people. What verify takes is the database, or an export of it.
         */
        get: operations["ExportJournal"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * All keys, revoked ones too, the oldest first
         * @description What they are is not kept, only who made them and when they were last used, to the minute.
         */
        get: operations["ListKeys"];
        put?: never;
        /**
         * Makes a key
         * @description The first answer shows it once; a repetition with the same Idempotency-Key tells which one it was, and not the key. A script sends it as Authorization: Bearer wt_... Scopes: read, trade, settings, emergency, admin; none includes another.
         */
        post: operations["CreateKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/keys/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One of them, with its ETag */
        get: operations["FindKey"];
        put?: never;
        post?: never;
        /**
         * Makes a key useless, at once
         * @description If-Match, where it is given, is the ETag of the key.
         */
        delete: operations["RevokeKey"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/limits": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The limits of an account, and how it stands to them
         * @description What is not known is null; then nothing is opened through us by a limit that goes by it. No limit holds back what lessens a risk.
         */
        get: operations["GetLimits"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/locks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The ticket locks of an account
         * @description Counted since the session started; durations are milliseconds.
         */
        get: operations["ShowLocks"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/locks/{ticket}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The lock of one position, open or closed within ten minutes: its figures and what happened to it lately
         * @description The last 64 events, oldest first; durations are milliseconds.
         */
        get: operations["ShowTicketLock"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/locks/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What happened at all ticket locks lately, ticket by ticket
         * @description Of positions that are open or were closed within ten minutes; of each the last 64 events, oldest first. Durations are milliseconds.
         */
        get: operations["ListLockEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/notifiers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The ways to tell somebody, and how each is doing */
        get: operations["ListNotifiers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/notifiers/{name}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Tells something of no importance, to see whether it arrives */
        post: operations["TestNotifier"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/orders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Opens a position at the market, with its stop inside the order
         * @description The volume is given in lots, or follows from what may be lost at the stop, rounded down. Without a stop the hard stop of the settings goes along. Where no stop can be placed nothing is sent. Answers 201 when worker and monitor have the position. The header Idempotency-Key names the order: the same key opens it once; after an answer 202 the same request looks at the broker before anything is sent again.
         */
        post: operations["PlaceOrder"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/positions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The open positions of an account
         * @description In the order of the tickets. Ages are milliseconds as of the answer.
         */
        get: operations["ListPositions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/positions/{ticket}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Everything known of one position
         * @description A position that has closed is still answered for ten minutes, and says how it ended.
         */
        get: operations["FindPosition"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/positions/{ticket}/break-even": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sets the stop where the position ends without a loss
         * @description Commission and swap so far are costs. Where the stop stands better already, nothing is sent. Answers 200 when it is done or there was nothing to do, 202 while nobody knows, 409 when it was refused and nothing was sent, 422 when the broker refused.
         */
        post: operations["BreakEven"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/positions/{ticket}/close": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Closes a position at the market, or a part of it
         * @description Without lots all of it. A part is not closed again while nobody knows what became of an earlier close. Answers 200 when it is done or there was nothing to do, 202 while nobody knows, 409 when it was refused and nothing was sent, 422 when the broker refused.
         */
        post: operations["ClosePosition"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/positions/{ticket}/management": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Leaves a position to others, or takes it back
         * @description One that is left to others is watched and recorded, and no stop of its is set or moved by the rules; the stop that stands at the broker stays. It is kept as a version of the settings: If-Match, where it is given, is the ETag of the settings that it was decided from.
         */
        put: operations["ManagePosition"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/positions/{ticket}/past": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Price, stop, certificate and lock of a position in a past second
         * @description As known at the end of that second, from the journal: open positions and closed ones, as far back as it is kept. Ages are milliseconds as of then. Quotes are kept one a second.
         */
        get: operations["ShowPast"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/positions/{ticket}/stop": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Sets a tighter stop
         * @description A stop that is looser than the one that stands, or than max risk, is refused: protection is never taken away. The answer carries the certificate of the position. Answers 200 when it is done or there was nothing to do, 202 while nobody knows, 409 when it was refused and nothing was sent, 422 when the broker refused.
         */
        put: operations["SetStop"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/positions/{ticket}/take-profit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Sets or removes the take-profit
         * @description Null removes it. The stop that stands goes along unchanged, because MetaTrader 5 sends both together. Answers 200 when it is done or there was nothing to do, 202 while nobody knows, 409 when it was refused and nothing was sent, 422 when the broker refused.
         */
        put: operations["SetTakeProfit"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/reports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The reports that are there, by account, the newest day first */
        get: operations["ListReports"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/reports/{account}/{day}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One day of an account, as a page or as a table
         * @description The day has the date on which it began by the firm's clocks.
         */
        get: operations["DownloadReport"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who one is, and what one may do
         * @description antiforgery goes into the header X-WebTrader-Antiforgery of whatever changes something. Keys need none.
         */
        get: operations["GetSession"];
        put?: never;
        /**
         * Signs a person in, with a cookie
         * @description With another key, or later, it begins another session; a code is good once. Where a second factor is set up, the answer without code is 401 with needsCode: a code of the authenticator, or one of the recovery codes.
         */
        post: operations["SignIn"];
        /** Signs out: the cookie and copies of it are of no use from then on */
        delete: operations["SignOut"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Changes one's own password
         * @description Every other session of the same person ends, and this one goes on with another cookie. Where the answer is lost, sign in with the new password. If-Match, where it is given, is the ETag of the session.
         */
        put: operations["ChangePassword"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session/second-factor": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Takes a code of the authenticator, and needs one with every sign-in from then on
         * @description The answer shows the recovery codes once. Every other session of the same person ends, and this one goes on with another cookie. Where the answer is lost, sign in with a code, remove the second factor and set it up again: that makes other recovery codes.
         */
        put: operations["ConfirmSecondFactor"];
        /**
         * Makes the key of an authenticator
         * @description Takes effect when a code of it has come back. Asked again with another key, or later, it makes another one in its place.
         */
        post: operations["BeginSecondFactor"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session/second-factor/removal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Does without the second factor again
         * @description Every other session of the same person ends, and this one goes on with another cookie. Where there is none it stays so.
         */
        post: operations["RemoveSecondFactor"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/settings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The settings that hold, with their ETag
         * @description The keys and units are those of appsettings.json; accounts are named by their id.
         */
        get: operations["GetSettings"];
        /**
         * Has other settings hold, in one step and without losing protection
         * @description A whole document: what is missing is refused, and never a default. Needs If-Match with the ETag of what was changed.
         */
        put: operations["PutSettings"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/settings/diff": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What two versions differ in, place by place */
        get: operations["DiffSettings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/settings/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every version there was, newest first */
        get: operations["ListSettingsVersions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/settings/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * What other settings would do about each open position, the stop before and after
         * @description By the prices of this instant. Nothing is kept or changed.
         */
        post: operations["PreviewSettings"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/settings/rollback": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Has an earlier version hold again, as a new one
         * @description Version 0 takes over what the settings files say. Needs If-Match with the ETag of what holds.
         */
        post: operations["RollbackSettings"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/settings/versions/{version}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One version in full */
        get: operations["FindSettingsVersion"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/setup": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether there is no administrator yet */
        get: operations["GetSetup"];
        put?: never;
        /**
         * Makes the first administrator, and signs it in
         * @description With the token of the link that the host prints while there is no administrator: it is good for one hour, and once. Where the answer is lost, sign in with the name and password that were sent.
         */
        post: operations["SetUp"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/trades": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Closed positions, the one that ended last first
         * @description Each position once per account, also when it ended while the host was not running.
         */
        get: operations["ListTrades"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/trades.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Closed positions, the one that ended last first
         * @description All that fit what is asked for; the file is named by account and day.
         */
        get: operations["ExportTrades"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/trades/give-back": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What closed positions gave back of their best profit, by the rule in charge at the exit
         * @description In charge is the rule whose stop the broker showed last; of those that ended by a stop that others had set, nobody of ours. Over all trades that fit, however many.
         */
        get: operations["ShowGiveBack"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Everybody who may sign in, by name */
        get: operations["ListUsers"];
        put?: never;
        /**
         * Adds a user
         * @description With a first password of 12 characters or more, which the user should change.
         */
        post: operations["CreateUser"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One of them, with its ETag */
        get: operations["FindUser"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users/{id}/disabled": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Keeps a user from signing in, or lets it again
         * @description Its sessions end. If-Match, where it is given, is the ETag of the user.
         */
        put: operations["DisableUser"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users/{id}/reset": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Gives a user a new password, ends its lock-out and removes its second factor
         * @description Its sessions end. If-Match, where it is given, is the ETag of the user.
         */
        post: operations["ResetUser"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users/{id}/role": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Gives a user another role
         * @description Its sessions end. If-Match, where it is given, is the ETag of the user. There is always one administrator who may sign in.
         */
        put: operations["ChangeRole"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/workers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The stop-loss worker and the position monitor of an account
         * @description Ages are milliseconds as of the answer; counts since the session started.
         */
        get: operations["ShowWorkers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health/live": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The process answers */
        get: operations["IsAlive"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health/ready": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Every account's session runs and has read its positions
         * @description Otherwise 503 with the reasons.
         */
        get: operations["IsReady"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The figures of all accounts in the Prometheus text format
         * @description An account whose session does not answer has webtrader_session_up 0 and nothing else.
         */
        get: operations["ShowMetrics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** @description Our own short name of a trading account, as in the configuration: letters, digits, dot, dash and underscore. */
        AccountId: string;
        /** @description One account and its session. */
        AccountItem: {
            armed: null | components["schemas"]["Arming"];
            balance: null | components["schemas"]["Money"];
            broker: string;
            currency: string;
            equity: null | components["schemas"]["Money"];
            id: components["schemas"]["AccountId"];
            isLive: boolean;
            login: string;
            name: string;
            /**
             * Format: int32
             * @description Managed positions that are not Protected, as the one figure of the dashboard counts them.
             */
            notProtected: null | number;
            /**
             * Format: int32
             * @description Null where the session does not run, the broker is not connected, or the positions cannot be read; so are the three below.
             */
            openPositions: null | number;
            /** @description Why its session does not run; null while it does. */
            reason: null | string;
            server: string;
            state: components["schemas"]["AccountRunState"];
            terminal: null | components["schemas"]["TerminalState"];
            /**
             * Format: int32
             * @description Positions that are not ours to protect.
             */
            unmanaged: null | number;
            worst: null | components["schemas"]["ProtectionState"];
        };
        /** @enum {unknown} */
        AccountRunState: "starting" | "running" | "failed" | "stopped";
        /** @description What became of what somebody asked for, and how the position stands since. */
        ActionView: {
            certificate: null | components["schemas"]["CertificateView"];
            /** @description Nothing was sent; the rest tells what would be. */
            dryRun: boolean;
            lots: null | components["schemas"]["Lots"];
            outcome: components["schemas"]["WriteOutcome"];
            position: null | components["schemas"]["PositionView"];
            profit: null | components["schemas"]["Money"];
            reason: string;
            /** Format: int32 */
            retcode: null | number;
            /** @description What the broker answered; null without an answer. */
            retcodeName: null | string;
            stop: null | components["schemas"]["Price"];
            takeProfit: null | components["schemas"]["Price"];
            ticket: null | components["schemas"]["Ticket"];
        };
        /**
         * @description How soon a person must look.
         * @enum {unknown}
         */
        AlarmSeverity: "amber" | "red";
        AlarmView: {
            id: string;
            severity: components["schemas"]["AlarmSeverity"];
            /**
             * Format: date-time
             * @description As in "2026-11-20T14:05:31.250Z"
             */
            since: string;
            text: string;
        };
        /** @description A condition that somebody was, or is to be, told of. */
        Alert: {
            /** @description Empty for the host itself. */
            account: string;
            /**
             * Format: date-time
             * @description As in "2026-11-20T14:05:31.250Z"
             */
            acknowledgedAt?: null | string;
            acknowledgedBy?: null | string;
            condition: string;
            /**
             * Format: date-time
             * @description Null while it holds.
             */
            endedAt?: null | string;
            /**
             * Format: int32
             * @description How often it was told again because nobody acknowledged it.
             */
            escalations?: number;
            /** @description The highest it has been at. */
            level: components["schemas"]["AlertLevel"];
            /**
             * Format: int64
             * @description Grows, also over restarts.
             */
            number: number;
            /**
             * Format: date-time
             * @description Nobody is told of it before; null where it is not silenced.
             */
            silencedUntil?: null | string;
            /**
             * Format: date-time
             * @description As in "2026-11-20T14:05:31.250Z"
             */
            since: string;
            text: string;
            /**
             * Format: date-time
             * @description When somebody was last told of it.
             */
            toldAt?: null | string;
        };
        /**
         * @description How much a condition matters.
         * @enum {unknown}
         */
        AlertLevel: "info" | "amber" | "red";
        /** @description Which positions of an account may be written to by the rules. What is not armed is observed: shown and recorded, and no stop of it is ever set or moved. Immutable. */
        Arming: {
            /** @description Every position; then the lists say nothing. */
            all: boolean;
            isObserving?: boolean;
            /** @description Positions of these magic numbers. */
            magics: number[];
            /** @description Positions of these symbols, by their names at the broker. */
            symbols: string[];
        };
        /** @description What would be done about one position. */
        ArmingLine: {
            lots: components["schemas"]["Lots"];
            money: null | components["schemas"]["Money"];
            reason: string;
            side: components["schemas"]["Side"];
            step: components["schemas"]["FirstStep"];
            stop: null | components["schemas"]["Price"];
            stopNow: null | components["schemas"]["Price"];
            symbol: string;
            ticket: components["schemas"]["Ticket"];
        };
        /** @description What to arm: all, or the positions of some symbols and magic numbers; none of them: only observe. */
        ArmingRequest: {
            /** @default false */
            all: boolean;
            /** @description From the preview of the same scope. */
            confirm?: null | string;
            magics?: null | number[];
            symbols?: null | string[];
            /** @description The reason, for the journal; 1 to 200 characters. */
            why: string;
        };
        /** @description What is armed, and what arming a scope would do. */
        ArmingView: {
            /** @description What the rules may write to now. */
            armed: components["schemas"]["Arming"];
            /** @description What these closes would bring together at the present prices; account money, negative for a loss. */
            closesBring: components["schemas"]["Money"];
            /** @description To be sent along to agree to it; null where nothing needs to be agreed to. */
            confirm: null | string;
            /** @description Each position of the scope. */
            lines: components["schemas"]["ArmingLine"][];
            /**
             * Format: int32
             * @description How many would be closed at once, all or in part.
             */
            positionsToClose: number;
            /** @description Why it cannot be armed; empty when it can. A scope within what is armed already can be all the same. */
            refused: string[];
            /** @description What was asked about. */
            scope: components["schemas"]["Arming"];
            /**
             * Format: int32
             * @description How many get or move a stop.
             */
            stopsToSet: number;
        };
        AuthenticatorKey: {
            /** @description To be typed into the authenticator; shown now and never again. */
            key: string;
            /** @description The same for a picture that an authenticator reads. */
            uri: string;
        };
        BoundView: {
            name: string;
            text: string;
        };
        BrokerView: {
            /** Format: double */
            callP50Ms: null | number;
            /** Format: double */
            callP99Ms: null | number;
            connected: boolean;
            recentMs: number[];
        };
        CertificateView: {
            acknowledged: null | components["schemas"]["StepView"];
            readBack: null | components["schemas"]["StepView"];
            sent: null | components["schemas"]["StepView"];
            wanted: null | components["schemas"]["StepView"];
        };
        /** @description How a way to tell somebody is doing. */
        ChannelView: {
            /**
             * Format: int64
             * @description Notices that were given up: too many waited, or the last attempt failed.
             */
            dropped: number;
            /**
             * Format: date-time
             * @description As in "2026-11-20T14:05:31.250Z"
             */
            failingSince: null | string;
            /** @description Why the last attempt failed; null when it did not. */
            failure: null | string;
            /**
             * Format: date-time
             * @description As in "2026-11-20T14:05:31.250Z"
             */
            lastToldAt: null | string;
            name: string;
            target: string;
            /** Format: int64 */
            told: number;
            /**
             * Format: int32
             * @description Notices that were not told yet.
             */
            waiting: number;
        };
        ClosedView: {
            /**
             * Format: date-time
             * @description As in "2026-11-20T14:05:31.250Z"
             */
            at: null | string;
            price: null | components["schemas"]["Price"];
            profit: null | components["schemas"]["Money"];
            reason: null | components["schemas"]["CloseReason"];
            reasonText: string;
        };
        /** @enum {unknown} */
        CloseReason: "lossStop" | "lockedStop" | "trailingStop" | "foreignStop" | "takeProfit" | "maxRisk" | "manualDesktop" | "manualMobile" | "manualWeb" | "otherProgram" | "stopOut" | "rollover" | "variationMargin" | "split" | "corporateAction" | "unknown" | "operator" | "operatorStop" | "holdingTime" | "profitLevel" | "emergencyStop" | null;
        CloseRequest: {
            /** @description What to close; null for all. */
            lots?: string;
        };
        CodeProof: {
            code: string;
        };
        DisabledChange: {
            isDisabled: boolean;
        };
        /** @description What a route would do that otherwise answers with something it has made or taken away. */
        DryRunView: {
            /** @description Always true: nothing has changed. */
            dryRun: boolean;
            /** @description In words. */
            would: string;
        };
        /** @description How far an emergency stop is on one account; for one that was released, how far it was. */
        EmergencyAccountView: {
            account: components["schemas"]["AccountId"];
            /** @description Why its session cannot be asked; it has the stop all the same, or takes it up when it answers. Null when it can. */
            away: null | string;
            /**
             * Format: date-time
             * @description When its session took the stop up, in this run of the host: what is told in milliseconds counts from here. Null where it is not known.
             */
            beganAt: null | string;
            /**
             * Format: int32
             * @description How many of the lines are confirmed.
             */
            done: number;
            /** @description What is left and why, in words. */
            left: string[];
            lines: components["schemas"]["EmergencyTicketView"][];
            /** @description Why nothing can be proved just now; null where there is no such reason. */
            note: null | string;
            /**
             * Format: date-time
             * @description As in "2026-11-20T14:05:31.250Z"
             */
            provedAt: null | string;
            /** @description The first, and one more each time something had to be done again; the present one last. Of many the first and the latest. */
            rounds: components["schemas"]["EmergencyRoundItem"][];
            state: null | components["schemas"]["EmergencyState"];
            /**
             * Format: int64
             * @description From the order, or from where something had to be done again, to the proof; null before.
             */
            tookMs: null | number;
        };
        /**
         * @description What an emergency stop does, the mildest first. Each also halts entries in its scope; none takes a stop away.
         * @enum {unknown}
         */
        EmergencyAction: "haltEntries" | "freeze" | "tighten" | "flatten";
        /** @description One try at one position or pending order, in milliseconds from where the account took the stop up. */
        EmergencyAttemptItem: {
            /**
             * Format: int64
             * @description When the broker had answered, or nobody waited for an answer any more; null before.
             */
            answeredMs: null | number;
            /**
             * Format: int64
             * @description When its turn came; from then on it waited for its ticket and a call.
             */
            askedMs: number;
            outcome: null | components["schemas"]["WriteOutcome"];
            /**
             * Format: int32
             * @description What the broker answered; null without an answer.
             */
            retcode: null | number;
            retcodeName: null | string;
            /**
             * Format: int64
             * @description Null where it has not left.
             */
            sentMs: null | number;
            /**
             * Format: int32
             * @description Which of the calls that this stop had at the broker at once, from 1; null where it has not left.
             */
            slot: null | number;
        };
        EmergencyDrillRequest: {
            account: string;
            /**
             * Format: int32
             * @description How many trades may be under way at once, 1 to 64; as it is when left out.
             */
            inFlight?: null | number;
            /** @description Round trip of a call, as in 80ms, 0 to 10 s; as it was lately when left out. */
            latency?: null | string;
        };
        /** @description What a drill has shown. */
        EmergencyDrillView: {
            account: components["schemas"]["AccountId"];
            /**
             * Format: date-time
             * @description As in "2026-11-20T14:05:31.250Z"
             */
            at: string;
            /** Format: int32 */
            inFlight: number;
            /** Format: double */
            latencyMs: number;
            /** @description What would remain and why. */
            left: string[];
            /** Format: int32 */
            positions: number;
            /**
             * Format: double
             * @description Until it was proved flat; null where it was not within a minute.
             */
            tookMs: null | number;
        };
        /**
         * @description How far an emergency stop is with one position or pending order.
         * @enum {unknown}
         */
        EmergencyLineState: "queued" | "sent" | "answered" | "refused" | "confirmed";
        /** @description What came of pressing. */
        EmergencyPressView: {
            /** @description What has changed since the preview, in words. */
            changed: string[];
            /** @description False when it was there already. */
            isNew: boolean;
            stop: components["schemas"]["EmergencyStopView"];
        };
        /** @description What an emergency stop would do on one account, in its order. */
        EmergencyPreview: {
            account: components["schemas"]["AccountId"];
            badCase: null | components["schemas"]["Money"];
            /**
             * Format: int32
             * @description How many of both something is known against just now.
             */
            blocked: number;
            currency: string;
            expected: null | components["schemas"]["Money"];
            floating: null | components["schemas"]["Money"];
            lines: components["schemas"]["EmergencyPreviewLine"][];
            /**
             * Format: int32
             * @description How many pending orders.
             */
            orders: number;
            /**
             * Format: int32
             * @description How many open positions it is about.
             */
            positions: number;
            /** @description Why this may not be all; null where it is. */
            problem: null | string;
        };
        /** @description What an emergency stop would do to one position or pending order. */
        EmergencyPreviewLine: {
            atStop: null | components["schemas"]["Money"];
            expected: null | components["schemas"]["Money"];
            floating: null | components["schemas"]["Money"];
            isOrder: boolean;
            lots: components["schemas"]["Lots"];
            /** @description Why it cannot be done just now; null where nothing is known against it. */
            obstacle: null | string;
            side: components["schemas"]["Side"];
            stop: null | components["schemas"]["Price"];
            symbol: string;
            ticket: components["schemas"]["Ticket"];
            to: null | components["schemas"]["Price"];
        };
        EmergencyPreviewRequest: {
            action: components["schemas"]["EmergencyAction"];
            /** @description What it is about; {} is everything. */
            scope: components["schemas"]["EmergencyScopeRequest"];
        };
        /** @description What an emergency stop would do. */
        EmergencyPreviewView: {
            /** @description Each with its money, which is in its own currency. */
            accounts: components["schemas"]["EmergencyPreview"][];
            action: components["schemas"]["EmergencyAction"];
            /**
             * Format: int32
             * @description How many of them something is known against just now.
             */
            blocked: number;
            /** @description As in "2026-11-20T14:05:31.250Z" */
            goodUntil?: null | string;
            /**
             * Format: int64
             * @description How long it cannot be released once it is pressed.
             */
            holdsForMs: number;
            /** @description For pressing it; null for a dry run. */
            nonce?: null | string;
            /**
             * Format: int32
             * @description Of all accounts.
             */
            orders: number;
            /**
             * Format: int32
             * @description Of all accounts.
             */
            positions: number;
            /** @description As in "Flatten account demo". */
            says: string;
            scope: components["schemas"]["EmergencyScope"];
        };
        /** @description A reading of everything that showed nothing open, in milliseconds from where the account took the stop up. */
        EmergencyReadingItem: {
            /** Format: int64 */
            beganMs: number;
            /** Format: int64 */
            endedMs: number;
        };
        EmergencyReleaseRequest: {
            /** @description The reason, for the journal; 1 to 200 characters. */
            why: string;
        };
        /** @description What was to be done from the order on, or from where something was open again, in milliseconds from where the account took the stop up. */
        EmergencyRoundItem: {
            /** @description Those in a row that show nothing open: two are the proof. */
            readings: components["schemas"]["EmergencyReadingItem"][];
            /** Format: int64 */
            sinceMs: number;
            /**
             * Format: int64
             * @description From there to the proof; null before.
             */
            tookMs: null | number;
        };
        /** @description What an emergency stop is about. Each part that is null means all. Immutable. */
        EmergencyScope: {
            /** @description As in "demo" */
            account?: string;
            /** @description Whether it is about a part of an account only. */
            isNarrow?: boolean;
            /**
             * Format: int64
             * @description 0 is what was opened by hand.
             */
            magic?: null | number;
            /** @description By its name at the broker; small and capital letters are alike, because whoever is in a hurry mixes them. */
            symbol?: null | string;
            /** @description As in "100001" */
            ticket?: string;
        };
        /** @description Each part that is left out means all. */
        EmergencyScopeRequest: {
            account?: null | string;
            /**
             * Format: int64
             * @description 0 is what was opened by hand.
             */
            magic?: null | number;
            symbol?: null | string;
            /**
             * Format: int64
             * @description Of a position or a pending order.
             */
            ticket?: null | number;
        };
        /** @enum {unknown} */
        EmergencyState: "inForce" | "running" | "left" | "proved" | null;
        EmergencyStopRequest: {
            action: components["schemas"]["EmergencyAction"];
            /**
             * @description Without a preview; for keys only.
             * @default false
             */
            immediate: boolean;
            /** @description From the preview of the same action and scope, at most a minute old. */
            nonce?: null | string;
            /** @description What it is about; {} is everything. */
            scope: components["schemas"]["EmergencyScopeRequest"];
            /** @description The reason, for the journal; 1 to 200 characters. */
            why: string;
        };
        /** @description An emergency stop, as REST shows it. */
        EmergencyStopView: {
            /** @description Every account that it concerns. */
            accounts: components["schemas"]["EmergencyAccountView"][];
            action: components["schemas"]["EmergencyAction"];
            /**
             * Format: date-time
             * @description When it was pressed.
             */
            at: string;
            by: string;
            /**
             * Format: date-time
             * @description It cannot be released before.
             */
            holdsUntil: string;
            id: string;
            isInForce: boolean;
            /** @description Why it is not on the disk; null when it is. */
            notWritten: null | string;
            /**
             * Format: date-time
             * @description As in "2026-11-20T14:05:31.250Z"
             */
            releasedAt: null | string;
            releasedBy: null | string;
            releasedWhy: null | string;
            /** @description As in "Flatten account demo". */
            says: string;
            scope: components["schemas"]["EmergencyScope"];
            state: null | components["schemas"]["EmergencyState"];
            why: string;
        };
        /** @description One position or pending order under an emergency stop. */
        EmergencyTicketView: {
            /** @description The latest, the oldest first; fewer than were made where earlier ones are not kept. */
            attempts: components["schemas"]["EmergencyAttemptItem"][];
            isOrder: boolean;
            lots: components["schemas"]["Lots"];
            /** @description What came of the last attempt; empty before. */
            reason: string;
            /**
             * Format: int32
             * @description What the broker last answered; null without an answer.
             */
            retcode: null | number;
            retcodeName: null | string;
            /**
             * Format: int64
             * @description When a reading had shown it gone, or its stop where it should be, in milliseconds from where the account took the stop up; null before.
             */
            seenDoneMs: null | number;
            state: components["schemas"]["EmergencyLineState"];
            stop: null | components["schemas"]["Price"];
            symbol: string;
            ticket: components["schemas"]["Ticket"];
            /** Format: int32 */
            tries: number;
        };
        /** @description In account money. */
        EvaluateBreakEven: {
            from: components["schemas"]["Money"];
            plus: components["schemas"]["Money"];
        };
        /**
         * @description What a decision comes to.
         * @enum {unknown}
         */
        EvaluatedAction: "move" | "hold" | "closeNow" | "closePart";
        /** @description In points. */
        EvaluateDistance: {
            distance: string;
            from: string;
            step?: null | string;
        };
        /** @description What one rule wanted. */
        EvaluatedRule: {
            profitAtStop: null | components["schemas"]["Money"];
            reason: string;
            rule: components["schemas"]["RuleName"];
            wants: null | components["schemas"]["Price"];
        };
        /** @description The form of a question to the rules, for the description of the surface; every number may also be a JSON number. */
        EvaluateItem: {
            /** @description Of the account, for a max risk in percent; null or left out: not known. */
            balance?: string;
            before?: null | components["schemas"]["EvaluateQuote"];
            position: components["schemas"]["EvaluatePosition"];
            progress?: null | components["schemas"]["EvaluateProgress"];
            quote: components["schemas"]["EvaluateQuote"];
            settings?: null | components["schemas"]["EvaluateSettings"];
            symbol: components["schemas"]["EvaluateSymbol"];
        };
        /** @description In account money. */
        EvaluateLadder: {
            arm: components["schemas"]["Money"];
            floor: components["schemas"]["Money"];
            step: components["schemas"]["Money"];
        };
        EvaluateLevel: {
            /** @description In points. */
            at: string;
            /** @description A part of the largest volume, above 0, at most 1. */
            close: string;
        };
        EvaluateLevels: {
            levels: components["schemas"]["EvaluateLevel"][];
            /** @description Points beyond the entry, once the first part is closed. */
            stopAfterFirst?: null | string;
        };
        /** @description The position. */
        EvaluatePosition: {
            /** @description How long it has been open, for the longest time; 0 where it is left out. */
            heldSeconds?: null | string;
            lots: components["schemas"]["Lots"];
            openPrice: components["schemas"]["Price"];
            side: components["schemas"]["Side"];
            /** @description Null or left out: none. */
            stopLoss?: string;
            /** @description Null or left out: none. */
            takeProfit?: string;
        };
        /** @description What is remembered of the position. */
        EvaluateProgress: {
            /** @description The largest volume that it has had; its present one where it is left out. */
            mostLots?: string;
            /** @description The highest gross profit seen, in account money. */
            peakProfit?: string;
        };
        /** @description The prices. */
        EvaluateQuote: {
            ask: components["schemas"]["Price"];
            bid: components["schemas"]["Price"];
        };
        EvaluateRange: {
            /** @description The profit from which it holds, in account money. */
            from: components["schemas"]["Money"];
            /** @description How many ranges the stop stays behind. */
            multiple: string;
            /** @description The average true range, in price. */
            range: components["schemas"]["Price"];
        };
        /** @description The settings of the rules, as under Stops in appsettings.json. */
        EvaluateSettings: {
            atrTrailing?: null | components["schemas"]["EvaluateRange"];
            breakEven?: null | components["schemas"]["EvaluateBreakEven"];
            distanceTrailing?: null | components["schemas"]["EvaluateDistance"];
            ladder?: null | components["schemas"]["EvaluateLadder"];
            /** @description The longest time a position is held. */
            maxHoldingSeconds?: null | string;
            /** @description An amount of account money, or as in 1% of the balance, or 200 points. */
            maxRisk?: null | string;
            /** @description The amount that holds where a percentage cannot be reckoned; needed with one. */
            maxRiskOtherwise?: string;
            /** @description As in "-2.00" */
            minimumMove?: string;
            profitLevels?: null | components["schemas"]["EvaluateLevels"];
            /** @description As in "-2.00" */
            sweetSpotFrom?: string;
            /** @description As in "-2.00" */
            sweetSpotTo?: string;
            /** @description A fraction, 0 to 0.5. */
            tickValueDrift?: null | string;
            /** @description As in "-2.00" */
            trailingStep?: string;
            /** @description closing, or double: the worse of the last two quotes. */
            trigger?: null | string;
        };
        /** @description What the broker says of the symbol. */
        EvaluateSymbol: {
            contractSize: components["schemas"]["Lots"];
            /**
             * Format: int32
             * @description Decimals of a price, 0 to 8.
             */
            digits: number;
            /**
             * Format: int32
             * @description In points.
             */
            freezeLevel: number;
            name?: null | string;
            /** @description The unit of both levels, in price. */
            point: components["schemas"]["Price"];
            /**
             * Format: int32
             * @description In points.
             */
            stopsLevel: number;
            /** @description The smallest change of a price. */
            tickSize: components["schemas"]["Price"];
            /** @description Account money per tick and lot in loss. */
            tickValueLoss: components["schemas"]["Money"];
            /** @description Account money per tick and lot in profit. */
            tickValueProfit: components["schemas"]["Money"];
            /** @description The smallest volume; 0.01 where it is left out. */
            volumeMin?: string;
            /** @description The step of volumes; 0.01 where it is left out. */
            volumeStep?: string;
        };
        /** @description What the engine would do about one position at one quote. */
        Evaluation: {
            /** @description Move: set the stop. Hold: leave it. CloseNow: close at the market. ClosePart: close a part of it at the market. */
            action: components["schemas"]["EvaluatedAction"];
            /**
             * Format: int32
             * @description Where the question stood, counted from 1; null where only one was asked or the order tells.
             */
            line: null | number;
            lots: null | components["schemas"]["Lots"];
            profitAtStop: null | components["schemas"]["Money"];
            /** @description In words a trader understands. */
            reason: string;
            rule: null | components["schemas"]["RuleName"];
            /** @description What every rule wanted, before the constraints, in the order of the pipeline. */
            rules: components["schemas"]["EvaluatedRule"][];
            stop: null | components["schemas"]["Price"];
            wanted: null | components["schemas"]["Price"];
        };
        EventView: {
            /**
             * Format: date-time
             * @description As in "2026-11-20T14:05:31.250Z"
             */
            at: string;
            text: string;
        };
        /** @description One fact. */
        FactItem: {
            account: components["schemas"]["AccountId"];
            /**
             * Format: date-time
             * @description As in "2026-11-20T14:05:31.250Z"
             */
            at: string;
            /** @description The whole fact; decimals and tickets are strings. */
            data: components["schemas"]["JsonElement"];
            /** @description As in stopSettled. */
            kind: string;
            /**
             * Format: int64
             * @description Grows with every fact of the host.
             */
            sequence: number;
            text: string;
            ticket: null | components["schemas"]["Ticket"];
        };
        /**
         * @description What the rules would do about one position as soon as they may.
         * @enum {unknown}
         */
        FirstStep: "none" | "setStop" | "close" | "unknown";
        /** @description Closed positions of one rule, or all. */
        GiveBackItem: {
            /** @description What of that was not kept; of each at most all of it. */
            givenBack: components["schemas"]["Money"];
            /** @description Sum of their highest gross profits. */
            peak: components["schemas"]["Money"];
            /** @description Gross, of all of them. */
            profit: components["schemas"]["Money"];
            rule: null | components["schemas"]["RuleName"];
            ruleText: string;
            /**
             * Format: double
             * @description Of the peak, 0 to 1, to three decimals; null where nothing was watched.
             */
            share: null | number;
            /** Format: int32 */
            trades: number;
            /**
             * Format: int32
             * @description How many were in profit while the host watched; the figures that follow are of these.
             */
            watched: number;
        };
        /** @description What closed positions gave back, by rule, what gave back most first, and all together. */
        GiveBackView: {
            items: components["schemas"]["GiveBackItem"][];
            total: components["schemas"]["GiveBackItem"];
        };
        /** @description A ticket that is held. */
        HeldView: {
            atBroker: boolean;
            /** Format: int64 */
            heldMs: number;
            holder: string;
            /**
             * Format: int64
             * @description How long its call has been at the broker; null outside a call.
             */
            inCallMs: null | number;
            kind: components["schemas"]["LockCallerKind"];
            /** @description Whether it is past its deadline and can be revoked. */
            overdue: boolean;
            priority: components["schemas"]["LockPriority"];
            purpose: string;
            stale: boolean;
            ticket: components["schemas"]["Ticket"];
            token: string;
            /** Format: int32 */
            waiting: number;
        };
        HttpValidationProblemDetails: {
            detail?: null | string;
            errors?: {
                [key: string]: string[];
            };
            instance?: null | string;
            /** Format: int32 */
            status?: null | number;
            title?: null | string;
            type?: null | string;
        };
        /** @description A job. */
        JobItem: {
            about: string;
            /** @description What it is doing at this moment; null while it does not run. */
            doing: null | string;
            lastRun: null | components["schemas"]["JobRunItem"];
            name: string;
            /**
             * Format: date-time
             * @description When its time comes next; null for never, or while it is paused.
             */
            nextRun: null | string;
            /** @description Null while the database does not say. */
            paused: null | boolean;
            /**
             * Format: date-time
             * @description As in "2026-11-20T14:05:31.250Z"
             */
            pausedAt: null | string;
            pausedBy: null | string;
            pausedWhy: null | string;
            /** @description Minute, hour, day of the month, month, day of the week; null where it runs by hand alone. */
            schedule: null | string;
            /** @description Whose clocks the schedule goes by. */
            timeZone: string;
            /** @description Why no job runs by its schedule just now; null while they do. */
            waitsFor: null | string;
        };
        /**
         * @description What came of a run of a job.
         * @enum {unknown}
         */
        JobOutcome: "running" | "done" | "nothing" | "failed" | "interrupted";
        JobPauseRequest: {
            /** @description Whether it is kept from running by its schedule. */
            paused: boolean;
            /** @description The reason, 1 to 200 characters. */
            why: string;
        };
        /** @description A run of a job. */
        JobRunItem: {
            /** @description Who asked for it; "schedule" where its time had come. */
            by: string;
            /**
             * Format: date-time
             * @description As in "2026-11-20T14:05:31.250Z"
             */
            endedAt: null | string;
            id: string;
            job: string;
            outcome: components["schemas"]["JobOutcome"];
            /**
             * Format: date-time
             * @description As in "2026-11-20T14:05:31.250Z"
             */
            startedAt: string;
            /** @description What was done, or why not. */
            text: string;
            /**
             * Format: int64
             * @description Null while it is under way, and where the host ended meanwhile.
             */
            tookMs: null | number;
        };
        /**
         * @description Whether what is appended reaches the store.
         * @enum {unknown}
         */
        JournalState: "ok" | "behind" | "memoryOnly";
        JournalView: {
            /** Format: int64 */
            dropped: number;
            /**
             * Format: int64
             * @default 0
             */
            droppedQuotes: number;
            reason: null | string;
            state: components["schemas"]["JournalState"];
            /** Format: int32 */
            waiting: number;
        };
        JsonElement: unknown;
        /** @description A key, but for what it is. */
        KeyItem: {
            /**
             * Format: date-time
             * @description As in "2026-11-20T14:05:31.250Z"
             */
            createdAt: string;
            createdBy: string;
            /**
             * Format: date-time
             * @description As in "2026-11-20T14:05:31.250Z"
             */
            expiresAt: null | string;
            id: string;
            /**
             * Format: date-time
             * @description To the minute; null when it was never used.
             */
            lastUsedAt: null | string;
            name: string;
            /**
             * Format: date-time
             * @description As in "2026-11-20T14:05:31.250Z"
             */
            revokedAt: null | string;
            scopes: string[];
        };
        /** @enum {unknown} */
        LadderVerdict: "inCharge" | "looser" | "waits";
        LadderView: {
            price: components["schemas"]["Price"];
            profitAtStop: components["schemas"]["Money"];
            rule: components["schemas"]["RuleName"];
            ruleText: string;
            text: string;
            verdict: components["schemas"]["LadderVerdict"];
        };
        /** @description Milliseconds, exact to the width of a bucket (a quarter); null while nothing was measured. */
        LatencyView: {
            /** Format: int64 */
            count: number;
            /** Format: double */
            maxMs: null | number;
            /** Format: double */
            p50Ms: null | number;
            /** Format: double */
            p95Ms: null | number;
            /** Format: double */
            p99Ms: null | number;
        };
        /**
         * @description What a limit does when it is reached. Nothing that lessens a risk is ever held back by one.
         * @enum {unknown}
         */
        LimitAction: "warn" | "haltEntries" | "flatten";
        /** @description One limit. */
        LimitItem: {
            /**
             * Format: double
             * @description Where it is reached.
             */
            at: number;
            does: components["schemas"]["LimitAction"];
            name: string;
            state: components["schemas"]["LimitState"];
            text: string;
            /**
             * Format: double
             * @description In the unit of the limit; null where it is not known.
             */
            used: null | number;
        };
        /**
         * @description How near an account is to a limit.
         * @enum {unknown}
         */
        LimitState: "free" | "near" | "reached" | "unknown";
        /** @description The limits of an account. */
        LimitsView: {
            atRisk: null | components["schemas"]["Money"];
            /**
             * Format: date-time
             * @description As in "2026-11-20T14:05:31.250Z"
             */
            dayBegan: string;
            dayResult: null | components["schemas"]["Money"];
            drawdown: null | components["schemas"]["Money"];
            /** @description Why nothing is opened at this time of day; null when something may be. */
            entriesClosed: null | string;
            /** @description Those that are set. */
            items: components["schemas"]["LimitItem"][];
            /** Format: int32 */
            lossesInARow: null | number;
            lots: components["schemas"]["Lots"];
            /**
             * Format: double
             * @description The part of a limit from which it counts as near.
             */
            nearFrom: number;
            /**
             * Format: date-time
             * @description As in "2026-11-20T14:05:31.250Z"
             */
            nextDay: string;
            peakEquity: null | components["schemas"]["Money"];
            /** Format: int32 */
            positions: number;
            /** @description Whose clocks the day goes by. */
            zone: string;
        };
        /** @description A list in an object, so that something can stand beside it one day. */
        ListingOfAccountItem: {
            items: components["schemas"]["AccountItem"][];
        };
        /** @description A list in an object, so that something can stand beside it one day. */
        ListingOfChannelView: {
            items: components["schemas"]["ChannelView"][];
        };
        /** @description A list in an object, so that something can stand beside it one day. */
        ListingOfEmergencyStopView: {
            items: components["schemas"]["EmergencyStopView"][];
        };
        /** @description A list in an object, so that something can stand beside it one day. */
        ListingOfPositionView: {
            items: components["schemas"]["PositionView"][];
        };
        /** @description That the host is there. */
        LiveItem: {
            /**
             * Format: int32
             * @description How many are in force.
             */
            emergencyStops: number;
            /** @description How far the journal goes, as sequence:hash; null before it was opened. What is taken from its end later shows by it. */
            journalHead: null | string;
            /** @description "alive" or "ready". */
            status: string;
            version: string;
        };
        /**
         * @description Which part of the product wants a ticket.
         * @enum {unknown}
         */
        LockCallerKind: "stopWriter" | "manualStop" | "takeProfit" | "close" | "open" | "emergencyStop" | "reconciliation";
        /**
         * @description What can happen at a ticket lock.
         * @enum {unknown}
         */
        LockEventKind: "waiting" | "acquired" | "departed" | "returned" | "released" | "stale" | "revoked" | "refused" | "notObtained" | "cancelled";
        /** @description What happened at the locks of an account lately. */
        LockEventsView: {
            /**
             * Format: date-time
             * @description When it was asked for, by the clock of the events.
             */
            at: string;
            tickets: components["schemas"]["TicketLockEventsView"][];
        };
        LockEventView: {
            /**
             * Format: date-time
             * @description As in "2026-11-20T14:05:31.250Z"
             */
            at: string;
            kind: components["schemas"]["LockEventKind"];
            token: string;
            /**
             * Format: double
             * @description The wait of an acquisition, the duration of a holding that ended; null otherwise.
             */
            tookMs: null | number;
            what: string;
            who: string;
        };
        /**
         * @description Who goes before whom at one ticket; the earlier names first. Among equals, first come, first served.
         * @enum {unknown}
         */
        LockPriority: "emergency" | "protection" | "profit" | "reading";
        /** @description The ticket locks of one account, counted since the session started. */
        LocksView: {
            /** Format: int64 */
            acquisitions: number;
            /**
             * Format: int64
             * @description Acquisitions that had to wait.
             */
            contended: number;
            /**
             * Format: int32
             * @description Tickets that the registry knows of.
             */
            entries: number;
            held: components["schemas"]["HeldView"][];
            hold: components["schemas"]["LatencyView"];
            /**
             * Format: int64
             * @description Wishes that ended without the ticket.
             */
            notObtained: number;
            /** @description The same by who had the ticket. */
            notObtainedByHolder: {
                [key: string]: number;
            };
            /**
             * Format: int64
             * @description Writes refused at the last door because their holding was over.
             */
            refusedWrites: number;
            /** Format: int64 */
            revocations: number;
            /**
             * Format: int64
             * @description Revocations of a holder whose call was at the broker.
             */
            revokedInFlight: number;
            /**
             * Format: int64
             * @description Holdings that became stale.
             */
            stale: number;
            tickets: components["schemas"]["TicketLockView"][];
            /** @description Calls that left and are not accounted for. */
            unsettled: components["schemas"]["UnsettledView"][];
            wait: components["schemas"]["LatencyView"];
            /** Format: int32 */
            waiting: number;
        };
        /** @description A volume in lots; one lot is decimal SymbolSpec.ContractSize units of the symbol. */
        Lots: string;
        ManagementRequest: {
            /** @description Whether the rules look after it. */
            managed: boolean;
            /** @description The reason, for the journal; 1 to 200 characters. */
            why: string;
        };
        /** @description As in "-2.00" */
        Money: string;
        MonitorView: {
            /** Format: int64 */
            beatAgeMs: number;
            /** Format: int64 */
            failedReads: number;
            /** Format: int64 */
            lastReadAgeMs: null | number;
            /** Format: int32 */
            restarts: number;
            state: components["schemas"]["RoleState"];
        };
        MoveView: {
            /**
             * Format: date-time
             * @description As in "2026-11-20T14:05:31.250Z"
             */
            at: string;
            from: null | components["schemas"]["Price"];
            /** Format: int32 */
            number: number;
            outcome: components["schemas"]["WriteOutcome"];
            outcomeText: string;
            profitAtStop: components["schemas"]["Money"];
            /** Format: int64 */
            readBackMs: null | number;
            reason: string;
            /** Format: int32 */
            retcode: null | number;
            retcodeName: null | string;
            rule: components["schemas"]["RuleName"];
            ruleText: string;
            to: components["schemas"]["Price"];
        };
        NewKey: {
            /**
             * Format: int32
             * @description 1 to 3650; null for never.
             */
            expiresInDays?: null | number;
            name: string;
            scopes: string[];
        };
        NewKeyView: {
            item: components["schemas"]["KeyItem"];
            /** @description Shown now and never again; null in a repeated answer. */
            key: null | string;
            /** @description Why there is no key; null where there is one. */
            note?: null | string;
        };
        NewUser: {
            name: string;
            password: string;
            /** @description "viewer" looks, "operator" trades and stops too, "admin" changes settings, users and keys too. */
            role: components["schemas"]["Role"];
        };
        /** @description A market order; exactly one of lots, risk and riskPercent. */
        OrderRequest: {
            /** @description In steps of the broker. */
            lots?: string;
            /**
             * Format: int64
             * @description Of the program that asks, 0 for a person.
             * @default 0
             */
            magic: number;
            /** @description Account money that may be lost at the stop. */
            risk?: string;
            /**
             * Format: double
             * @description The same as a percentage of the balance.
             */
            riskPercent?: null | number;
            side: components["schemas"]["Side"];
            /** @description Null for the hard stop of the settings; needed with a risk. */
            stop?: string;
            /** @description Name at the broker. */
            symbol: string;
            /** @description Null for none. */
            takeProfit?: string;
        };
        /** @description A part of a list. */
        PartOfAlert: {
            items: components["schemas"]["Alert"][];
            /**
             * Format: int32
             * @description Counts from 1.
             */
            page: number;
            /** Format: int32 */
            pageSize: number;
            /**
             * Format: int64
             * @description Entries on all pages together.
             */
            total: number;
        };
        /** @description A part of a list. */
        PartOfFactItem: {
            items: components["schemas"]["FactItem"][];
            /**
             * Format: int32
             * @description Counts from 1.
             */
            page: number;
            /** Format: int32 */
            pageSize: number;
            /**
             * Format: int64
             * @description Entries on all pages together.
             */
            total: number;
        };
        /** @description A part of a list. */
        PartOfJobRunItem: {
            items: components["schemas"]["JobRunItem"][];
            /**
             * Format: int32
             * @description Counts from 1.
             */
            page: number;
            /** Format: int32 */
            pageSize: number;
            /**
             * Format: int64
             * @description Entries on all pages together.
             */
            total: number;
        };
        /** @description A part of a list. */
        PartOfKeyItem: {
            items: components["schemas"]["KeyItem"][];
            /**
             * Format: int32
             * @description Counts from 1.
             */
            page: number;
            /** Format: int32 */
            pageSize: number;
            /**
             * Format: int64
             * @description Entries on all pages together.
             */
            total: number;
        };
        /** @description A part of a list. */
        PartOfReportItem: {
            items: components["schemas"]["ReportItem"][];
            /**
             * Format: int32
             * @description Counts from 1.
             */
            page: number;
            /** Format: int32 */
            pageSize: number;
            /**
             * Format: int64
             * @description Entries on all pages together.
             */
            total: number;
        };
        /** @description A part of a list. */
        PartOfSettingsVersionItem: {
            items: components["schemas"]["SettingsVersionItem"][];
            /**
             * Format: int32
             * @description Counts from 1.
             */
            page: number;
            /** Format: int32 */
            pageSize: number;
            /**
             * Format: int64
             * @description Entries on all pages together.
             */
            total: number;
        };
        /** @description A part of a list. */
        PartOfTradeItem: {
            items: components["schemas"]["TradeItem"][];
            /**
             * Format: int32
             * @description Counts from 1.
             */
            page: number;
            /** Format: int32 */
            pageSize: number;
            /**
             * Format: int64
             * @description Entries on all pages together.
             */
            total: number;
        };
        /** @description A part of a list. */
        PartOfUserItem: {
            items: components["schemas"]["UserItem"][];
            /**
             * Format: int32
             * @description Counts from 1.
             */
            page: number;
            /** Format: int32 */
            pageSize: number;
            /**
             * Format: int64
             * @description Entries on all pages together.
             */
            total: number;
        };
        PasswordChange: {
            current: string;
            new: string;
        };
        PasswordProof: {
            password: string;
        };
        /** @description Somebody had the lock of a ticket, or waited for it in vain. */
        PastHoldingView: {
            /**
             * Format: date-time
             * @description When it was obtained, UTC; null where it was not.
             */
            from: null | string;
            /** @description As in `holdingReleased`, `holdingRevoked` or `lockDenied`. */
            kind: string;
            /** @description What for; or why it was taken away or not obtained. */
            says: string;
            /** @description The fencing token of the holding. */
            token: null | string;
            /**
             * Format: date-time
             * @description When it was given back, taken away or given up, UTC.
             */
            until: string;
            /**
             * Format: date-time
             * @description As in "2026-11-20T14:05:31.250Z"
             */
            waitedFrom: string;
            who: null | string;
        };
        /** @description What every rule wanted at a past decision, and why it won or lost. Nobody wrote that down: it is derived again, by the rules of this build, from what they were given then, which the journal holds. */
        PastRulesView: {
            ask: components["schemas"]["Price"];
            /**
             * Format: date-time
             * @description When it was decided, UTC.
             */
            at: string;
            /** @description What they went by, as Ask. */
            bid: components["schemas"]["Price"];
            /** @description Why the rules of this build do not come to what is recorded; null where they do. */
            doubt: null | string;
            /** @description The rules that wanted a stop, tightest first. */
            ladder: components["schemas"]["PastRungView"][];
            /** @description What was decided, and why, as the journal has it. */
            says: string;
            /** @description The rules that wanted none, and why. */
            silent: components["schemas"]["SilentView"][];
        };
        /** @description What one rule wanted at a past decision. */
        PastRungView: {
            /** @description Why it could not be set, or was set elsewhere; null where nothing was against it. */
            against: null | string;
            price: components["schemas"]["Price"];
            /** @description Gross, in account money, with the volume of then. */
            profitAtStop: components["schemas"]["Money"];
            rule: components["schemas"]["RuleName"];
            ruleText: string;
            /** @description In short, as in "118 looser". */
            text: string;
            /** @description In charge: it won. Looser: a tighter one won, or stood. Waits: it was tighter, and something kept it from being set. */
            verdict: components["schemas"]["LadderVerdict"];
            /** @description Why the rule wanted that. */
            why: string;
        };
        /** @description A position at the end of a past second. */
        PastView: {
            ask: null | components["schemas"]["Price"];
            /**
             * Format: date-time
             * @description The end of that second, UTC.
             */
            at: string;
            bid: null | components["schemas"]["Price"];
            certificate: components["schemas"]["CertificateView"];
            /** @description False while it was open and the host had not seen it yet: nothing is known of its stop. */
            isSeen: boolean;
            /** @description Who had the lock of the ticket in that second, or waited for it. */
            lock: components["schemas"]["PastHoldingView"][];
            profitAtStop: null | components["schemas"]["Money"];
            /**
             * Format: date-time
             * @description As in "2026-11-20T14:05:31.250Z"
             */
            quoteAt: null | string;
            reason: null | string;
            rule: null | components["schemas"]["RuleName"];
            rules: null | components["schemas"]["PastRulesView"];
            ruleText: null | string;
            stop: null | components["schemas"]["Price"];
            takeProfit: null | components["schemas"]["Price"];
            ticket: components["schemas"]["Ticket"];
        };
        /** @description The identifier that never changes in the life of a position; joins its deals to it (MT5 POSITION_IDENTIFIER). */
        PositionId: string;
        /** @description One open position, as a row on a screen. Ages are whole milliseconds; null is "unknown" or "does not apply". */
        PositionView: {
            ask: null | components["schemas"]["Price"];
            atRisk: null | components["schemas"]["Money"];
            bid: null | components["schemas"]["Price"];
            comment: string;
            /** Format: int32 */
            digits: number;
            /** Format: double */
            distancePoints: null | number;
            /**
             * Format: double
             * @description The same distance in average true ranges, to two decimals: of the bars that its range rule goes by, otherwise of 14 bars of a minute. Null without a stop or a price, and until so many bars have been seen.
             */
            distanceRanges: null | number;
            /**
             * Format: int64
             * @description How long ago the position was last held against everything that was known.
             */
            evaluationAgeMs: number;
            floating: null | components["schemas"]["Money"];
            locked: null | components["schemas"]["Money"];
            lots: components["schemas"]["Lots"];
            /** Format: int64 */
            magic: number;
            maxRisk: components["schemas"]["Money"];
            /**
             * Format: int32
             * @description Grows with every attempt to move the stop.
             */
            moves: number;
            nextLocks: null | components["schemas"]["Money"];
            nextPrice: null | components["schemas"]["Price"];
            nextRule: null | components["schemas"]["RuleName"];
            openPrice: components["schemas"]["Price"];
            /**
             * Format: date-time
             * @description As in "2026-11-20T14:05:31.250Z"
             */
            openTime: string;
            peakProfit: null | components["schemas"]["Money"];
            price: null | components["schemas"]["Price"];
            profitAtStop: null | components["schemas"]["Money"];
            /** Format: int64 */
            quoteAgeMs: null | number;
            rail: components["schemas"]["RailView"];
            /** @description Why the stop is where it is, or why it is not moved, in one sentence. */
            reason: string;
            rule: null | components["schemas"]["RuleName"];
            ruleText: string;
            side: components["schemas"]["Side"];
            state: components["schemas"]["ProtectionState"];
            /** Format: int64 */
            stateAgeMs: number;
            stop: null | components["schemas"]["Price"];
            /**
             * Format: int64
             * @description How long the broker has shown this stop.
             */
            stopAgeMs: null | number;
            symbol: string;
            takeProfit: null | components["schemas"]["Price"];
            ticket: components["schemas"]["Ticket"];
            wanted: null | components["schemas"]["Price"];
        };
        /** @description One open position by the settings that hold, and by the others. */
        PreviewItem: {
            account: components["schemas"]["AccountId"];
            after: components["schemas"]["PreviewStep"];
            before: components["schemas"]["PreviewStep"];
            /** @description Whether it would be closed, all or in part, by the others. */
            closesAtOnce: boolean;
            lots: components["schemas"]["Lots"];
            side: components["schemas"]["Side"];
            stopNow: null | components["schemas"]["Price"];
            symbol: string;
            ticket: components["schemas"]["Ticket"];
        };
        /** @description What one position comes to by some settings. */
        PreviewStep: {
            isManaged: boolean;
            money: null | components["schemas"]["Money"];
            reason: string;
            rule: null | components["schemas"]["RuleName"];
            /** @description What is done about it now. */
            step: components["schemas"]["FirstStep"];
            stop: null | components["schemas"]["Price"];
        };
        /** @description As in "1.08650" */
        Price: string;
        ProblemDetails: {
            detail?: null | string;
            instance?: null | string;
            /** Format: int32 */
            status?: null | number;
            title?: null | string;
            type?: null | string;
        };
        /** @enum {unknown} */
        ProtectionState: "protected" | "guarded" | "ambiguous" | "naked" | "unmanaged" | null;
        /** @description Where stop, wanted stop and price lie from the entry, in units of max risk; for drawing only. */
        RailView: {
            /** Format: double */
            price: null | number;
            /** Format: double */
            stop: null | number;
            /** Format: double */
            wanted: null | number;
        };
        /** @description The average true range of a symbol, by the broker's quote times. */
        RangeView: {
            /** @description How long a bar is. */
            bar: string;
            /**
             * Format: int32
             * @description Full bars seen so far, at most the period.
             */
            bars: number;
            /**
             * Format: int32
             * @description How many bars are averaged.
             */
            period: number;
            /**
             * Format: double
             * @description In price; null while there are fewer bars than the period has.
             */
            range: null | number;
        };
        RecoveryCodesView: {
            /** @description Each of them once in place of a code; shown now and never again. */
            codes: string[];
            session: components["schemas"]["SessionView"];
        };
        /** @description A report that is there. */
        ReportItem: {
            account: components["schemas"]["AccountId"];
            day: string;
            /**
             * Format: date-time
             * @description When it was last written, UTC.
             */
            madeAt: string;
        };
        ResetRequest: {
            password: string;
        };
        /** @enum {unknown} */
        Role: "viewer" | "operator" | "admin" | null;
        RoleChange: {
            role: components["schemas"]["Role"];
        };
        /** @enum {unknown} */
        RoleState: "stopped" | "running" | "restarting";
        /** @description Which version shall hold again. */
        RollbackRequest: {
            /**
             * Format: int64
             * @description 0 for what the settings files say.
             */
            version: number;
            /** @description The reason, for the journal; 1 to 200 characters. */
            why: string;
        };
        /** @enum {unknown} */
        RuleName: "hardStop" | "sweetSpotLock" | "stepTrailing" | "broker" | "operator" | "distanceTrailing" | "ladder" | "breakEven" | "atrTrailing" | "profitLevels" | "holdingTime" | null;
        /** @description Who calls, and what it may do. */
        SessionView: {
            /** @description For the header of that name; null for who is no person. */
            antiforgery: null | string;
            /** @description Whether a person has signed in with one. */
            hasSecondFactor: boolean;
            /** @description "person", "key" or "nobody". */
            kind: string;
            /** @description Null for nobody. */
            name: null | string;
            /** @description Of own, read, operate, emergency, settings, admin. */
            rights: string[];
            role: null | components["schemas"]["Role"];
        };
        /** @description One place of the settings with its value before and after. */
        SettingChange: {
            /** @description As above. */
            after: null | string;
            /** @description As it stands in the settings; null where nothing was said. */
            before: null | string;
            /** @description As in `StopsBySymbol:XAUUSD:MaxRisk`. */
            place: string;
        };
        /** @description What two versions differ in. */
        SettingsDiff: {
            changes: components["schemas"]["SettingChange"][];
            /** Format: int64 */
            from: number;
            /** Format: int64 */
            to: number;
        };
        /** @description What would happen to the open positions. */
        SettingsEffect: {
            /** @description What these closes would bring together at the present prices; account money, negative for a loss. */
            closesBring: components["schemas"]["Money"];
            /**
             * Format: int32
             * @description How many would not be managed any more.
             */
            leftAlone: number;
            lines: components["schemas"]["PreviewItem"][];
            /**
             * Format: int32
             * @description How many would be closed at once, all or in part, and would not be by the settings that hold.
             */
            positionsToClose: number;
            /**
             * Format: int32
             * @description How many get another stop than they would have by the settings that hold.
             */
            stopsToMove: number;
            /** @description What deserves a look before it is agreed to, in words. */
            warnings: string[];
        };
        /** @description A version of the settings. */
        SettingsItem: {
            /**
             * Format: date-time
             * @description When it was made; null for the settings files.
             */
            at: null | string;
            by: null | string;
            document: components["schemas"]["JsonElement"];
            /** @description Whether the settings files say something else than when they were last taken over; null where that does not matter. */
            filesHaveChanged: null | boolean;
            /** @description Over all of it; null for the settings files. */
            hash: null | string;
            isInForce: boolean;
            /**
             * Format: int64
             * @description 0 for what the settings files say.
             */
            version: number;
            why: null | string;
        };
        /** @description An account whose session has not taken the settings yet. */
        SettingsLate: {
            account: components["schemas"]["AccountId"];
            reason: string;
        };
        /** @description What a change of the settings has done, or would do. */
        SettingsOutcome: {
            /** @description Every place with another value. */
            changes: components["schemas"]["SettingChange"][];
            /** @description Whether nothing has changed. */
            dryRun: boolean;
            /** @description Accounts where it holds a little later, or that cannot tell what would happen, each with the reason. */
            late: components["schemas"]["SettingsLate"][];
            preview: null | components["schemas"]["SettingsEffect"];
            /**
             * Format: int64
             * @description The version that holds.
             */
            version: number;
        };
        /** @description Other settings. */
        SettingsRequest: {
            /** @description A whole document, as GET gives it. */
            document: components["schemas"]["JsonElement"];
            /** @description The reason, for the journal; 1 to 200 characters. A preview needs none. */
            why: string;
        };
        /** @description A version in a list. */
        SettingsVersionItem: {
            /**
             * Format: date-time
             * @description As in "2026-11-20T14:05:31.250Z"
             */
            at: string;
            by: string;
            hash: string;
            isInForce: boolean;
            /** @description Whether it is to the letter what was kept. */
            isWhole: boolean;
            /** Format: int64 */
            version: number;
            why: string;
        };
        /** @description A setting that holds for a position. */
        SettingView: {
            name: string;
            /** @description The layer it comes from: default, account, a symbol or a magic number. */
            origin: string;
            value: string;
        };
        SetupRequest: {
            name: string;
            password: string;
            token: string;
        };
        SetupView: {
            /** @description False while the host cannot say yet whether there is an administrator. */
            isKnown: boolean;
            /** @description Whether the link on the console is waited for; false too while that is not known. */
            isOpen: boolean;
        };
        /**
         * @description Which way a position earns.
         * @enum {unknown}
         */
        Side: "long" | "short";
        SignInRequest: {
            code?: null | string;
            name: string;
            password: string;
        };
        SilenceRequest: {
            /**
             * Format: int32
             * @description 1 to 1440.
             */
            minutes: number;
        };
        SilentView: {
            rule: components["schemas"]["RuleName"];
            ruleText: string;
            text: string;
        };
        StateView: {
            /**
             * Format: date-time
             * @description As in "2026-11-20T14:05:31.250Z"
             */
            from: string;
            state: components["schemas"]["ProtectionState"];
        };
        StepView: {
            /** Format: int64 */
            ageMs: number;
            /**
             * Format: date-time
             * @description As in "2026-11-20T14:05:31.250Z"
             */
            at: string;
            price: null | components["schemas"]["Price"];
            proof: string;
            /** @description The fencing token of the holding under which it was sent, one for each holding of the ticket; null for what is not sent. */
            token?: null | string;
        };
        StopRequest: {
            /** @description A price on the tick grid of the symbol. */
            stop: components["schemas"]["Price"];
        };
        TakeProfitRequest: {
            takeProfit: null | components["schemas"]["Price"];
        };
        /** @description Something that must be so before anything can be traded. */
        TerminalCheck: {
            isGood: boolean;
            /** @description As in "AutoTrading". */
            name: string;
            text: string;
        };
        /** @description A program of the terminal that carries out what we ask, one thing after another. */
        TerminalExpert: {
            /** @description "trades", "quotes and readings", "everything", or "nothing". */
            does: string;
            /** Format: int64 */
            handle: number;
            /** @description In words; "ready" where calls may go to it. */
            state: string;
        };
        /** @description How the terminal that stands between us and the broker is doing, at one moment. What is not known is null. */
        TerminalState: {
            /** @description What a person should change, one sentence each. */
            advice: string[];
            /** Format: int32 */
            build: null | number;
            checks: components["schemas"]["TerminalCheck"][];
            /**
             * Format: int64
             * @description How old the checks are; milliseconds.
             */
            checksAgeMs: null | number;
            /** @description Where it listens, as host:port. */
            endpoint: string;
            experts: components["schemas"]["TerminalExpert"][];
            /** @description Whether it may be read and traded through. */
            isUsable: boolean;
            /**
             * Format: int64
             * @description The account it is logged in to.
             */
            login: null | number;
            /**
             * Format: int32
             * @description Commands that left for the terminal within the last minute, readings included.
             */
            messagesPerMinute: number;
            /**
             * Format: int32
             * @description From the terminal to the broker's server, as the terminal measured it last; milliseconds.
             */
            pingMs: null | number;
            /**
             * Format: double
             * @description Half of our last readings were answered within this; milliseconds.
             */
            readP50Ms: null | number;
            server: null | string;
            /** @description Those with open positions, and those that are watched in any case. */
            symbols: components["schemas"]["TerminalSymbol"][];
            /** @description How far the broker's clock is ahead of UTC, as in "+03:00". */
            utcOffset: null | string;
            /** @description Why it may not, in words; null when it may. */
            whyNot: null | string;
        };
        /** @description A symbol whose prices are wanted, and how it may be traded. */
        TerminalSymbol: {
            /** @description What becomes of volume that is not there at once: "fill or kill", "immediate or cancel" or "return". */
            filling: null | string;
            /**
             * Format: int32
             * @description Points.
             */
            freezeLevel: null | number;
            /** @description Whether the terminal reports its prices by itself; otherwise it is asked again and again. */
            reportsTicks: boolean;
            /**
             * Format: int32
             * @description Points.
             */
            stopsLevel: null | number;
            symbol: string;
            /** @description As in "full", "closing only", "disabled"; null while it is not known, like the rest. */
            trading: null | string;
        };
        /** @description Addresses a position in a request to the broker. It can change in the life of the position. */
        Ticket: string;
        TicketLockEventsView: {
            /** @description Oldest first. */
            events: components["schemas"]["LockEventView"][];
            lots: components["schemas"]["Lots"];
            side: components["schemas"]["Side"];
            symbol: string;
            ticket: components["schemas"]["Ticket"];
        };
        /** @description What happened at the lock of one open position lately. */
        TicketLockTimelineView: {
            /** @description Oldest first; the oldest leave when there are many. */
            events: components["schemas"]["LockEventView"][];
            figures: components["schemas"]["TicketLockView"];
        };
        /** @description The lock of one open position. */
        TicketLockView: {
            /** Format: int64 */
            acquisitions: number;
            /** Format: int64 */
            contended: number;
            hold: components["schemas"]["LatencyView"];
            /** Format: int64 */
            notObtained: number;
            /** Format: int64 */
            refusedWrites: number;
            /** Format: int64 */
            revocations: number;
            ticket: components["schemas"]["Ticket"];
            wait: components["schemas"]["LatencyView"];
            /** Format: int32 */
            waiting: number;
        };
        /** @description All that is known of one position. */
        TicketView: {
            bounds: components["schemas"]["BoundView"][];
            certificate: components["schemas"]["CertificateView"];
            closed: null | components["schemas"]["ClosedView"];
            commission: components["schemas"]["Money"];
            /** @description Newest first. */
            events: components["schemas"]["EventView"][];
            /** @description The rules that want a stop, tightest first. */
            ladder: components["schemas"]["LadderView"][];
            /** @description Newest first. */
            moves: components["schemas"]["MoveView"][];
            /** @description False when moves of earlier runs could not be read. */
            movesComplete?: boolean;
            /** Format: int64 */
            nakedMs: number;
            nextText: string;
            /** @description What its distances are told in. */
            range: components["schemas"]["RangeView"];
            row: components["schemas"]["PositionView"];
            /** @description The settings that hold for it. */
            settings: components["schemas"]["SettingView"][];
            /** @description The rules that want none just now, and why. */
            silent: components["schemas"]["SilentView"][];
            /** @description Oldest first. */
            states: components["schemas"]["StateView"][];
            swap: components["schemas"]["Money"];
            /** @description Oldest first. */
            trail: components["schemas"]["TrailView"][];
            worstResult: null | components["schemas"]["Money"];
        };
        /** @description A closed position. */
        TradeItem: {
            account: components["schemas"]["AccountId"];
            closePrice: components["schemas"]["Price"];
            closeReason: components["schemas"]["CloseReason"];
            closeReasonText: string;
            /**
             * Format: date-time
             * @description As in "2026-11-20T14:05:31.250Z"
             */
            closeTime: string;
            commission: components["schemas"]["Money"];
            lots: components["schemas"]["Lots"];
            /** Format: int64 */
            magic: number;
            openPrice: components["schemas"]["Price"];
            /**
             * Format: date-time
             * @description As in "2026-11-20T14:05:31.250Z"
             */
            openTime: string;
            peakProfit: null | components["schemas"]["Money"];
            position: components["schemas"]["PositionId"];
            /** @description Gross; commission and swap stand apart. */
            profit: components["schemas"]["Money"];
            /** @description It ended while the host was not running and was found in the broker's history. */
            recovered: boolean;
            side: components["schemas"]["Side"];
            swap: components["schemas"]["Money"];
            symbol: string;
            ticket: components["schemas"]["Ticket"];
        };
        TrailView: {
            ask: components["schemas"]["Price"];
            /**
             * Format: date-time
             * @description As in "2026-11-20T14:05:31.250Z"
             */
            at: string;
            bid: components["schemas"]["Price"];
        };
        /** @description A call that left and is not accounted for. */
        UnsettledView: {
            /** @description Whether the server has answered, and only a reading is missing. */
            answered: boolean;
            /** @description Who held the ticket when it left. */
            holder: string;
            /** Format: int64 */
            sentMs: number;
            stop: null | components["schemas"]["Price"];
            ticket: components["schemas"]["Ticket"];
            token: string;
            underWay: boolean;
        };
        /** @description Somebody who may sign in. */
        UserItem: {
            /**
             * Format: date-time
             * @description As in "2026-11-20T14:05:31.250Z"
             */
            createdAt: string;
            hasSecondFactor: boolean;
            id: string;
            isDisabled: boolean;
            /** @description After failed attempts, for a while. */
            isLockedOut: boolean;
            name: string;
            role: components["schemas"]["Role"];
        };
        /** @description The roles of one session. */
        WorkersItem: {
            account: components["schemas"]["AccountId"];
            broker: components["schemas"]["BrokerView"];
            /**
             * Format: int64
             * @description Which running of the account it is.
             */
            epoch: number;
            journal: components["schemas"]["JournalView"];
            monitor: components["schemas"]["MonitorView"];
            /**
             * Format: date-time
             * @description As in "2026-11-20T14:05:31.250Z"
             */
            startedAt: string;
            worker: components["schemas"]["WorkerView"];
        };
        WorkerView: {
            /** Format: int64 */
            beatAgeMs: number;
            /** Format: int64 */
            cycles: number;
            evaluation: components["schemas"]["LatencyView"];
            /**
             * Format: int64
             * @description The same for what waits just now: the age of the oldest quote or change that a position has not been held against; 0 when there is none.
             */
            evaluationAgeMs: number;
            /**
             * Format: double
             * @description From the arrival of a quote until the positions it mattered to were held against it.
             */
            evaluationAgeP99Ms: null | number;
            /** Format: int64 */
            evaluations: number;
            /** @description What the watchdog has found and what still holds. */
            findings: components["schemas"]["AlarmView"][];
            /** Format: int32 */
            inFlight: number;
            oldest: null | components["schemas"]["Ticket"];
            /** Format: int32 */
            restarts: number;
            state: components["schemas"]["RoleState"];
            /**
             * Format: int32
             * @description Positions that cannot be judged just now, for want of a fresh quote or a specification.
             */
            unseen: number;
            /** Format: int32 */
            waiting: number;
            /** Format: int64 */
            watchdogLooks: number;
        };
        /**
         * @description How one attempt at the broker ended. Denied, rejected and unknown are three different things.
         * @enum {unknown}
         */
        WriteOutcome: "accepted" | "unchanged" | "denied" | "rejected" | "unknown";
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    ListAccounts: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListingOfAccountItem"];
                };
            };
            /** @description Nobody is signed in, and there is no key */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The caller has not the right read */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    GetArming: {
        parameters: {
            query?: {
                /** @description true for everything */
                all?: string;
                /** @description Of this magic number */
                magic?: string[];
                /** @description Of this symbol, by its name at the broker; all when left out */
                symbol?: string[];
            };
            header?: never;
            path: {
                account: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ArmingView"];
                };
            };
            /** @description Nobody is signed in, and there is no key */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The caller has not the right read */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    PutArming: {
        parameters: {
            query?: {
                /** @description Tells what would happen, when true; nothing is changed */
                dryRun?: string;
            };
            header?: {
                /** @description The same key again gets the answer of the first time */
                "Idempotency-Key"?: string;
            };
            path: {
                account: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "why": "only gold for now",
                 *       "all": false,
                 *       "symbols": [
                 *         "XAUUSD"
                 *       ],
                 *       "magics": [],
                 *       "confirm": "-12.40.0123456789abcdef"
                 *     }
                 */
                "application/json": components["schemas"]["ArmingRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ArmingView"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["HttpValidationProblemDetails"];
                };
            };
            /** @description Nobody is signed in, and there is no key */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The caller has not the right operate */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ArmingView"];
                };
            };
            /** @description Precondition Failed */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    ListAlerts: {
        parameters: {
            query?: {
                /** @description The id of the account; all accounts when left out */
                account?: string;
                /** @description true for what holds, false for what has ended */
                holds?: string;
                /** @description Only info, amber or red */
                level?: string;
                /** @description Counts from 1; 1 when left out */
                page?: string;
                /** @description 1 to 500; 100 when left out */
                pageSize?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "number": 1772452800000,
                     *           "account": "demo",
                     *           "condition": "connection",
                     *           "level": "red",
                     *           "text": "No connection to the broker",
                     *           "since": "2026-03-02T12:00:00.000Z",
                     *           "endedAt": null,
                     *           "acknowledgedBy": null,
                     *           "acknowledgedAt": null,
                     *           "silencedUntil": null,
                     *           "escalations": 0,
                     *           "toldAt": "2026-03-02T12:00:00.000Z"
                     *         }
                     *       ],
                     *       "page": 1,
                     *       "pageSize": 100,
                     *       "total": 1
                     *     }
                     */
                    "application/json": components["schemas"]["PartOfAlert"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["HttpValidationProblemDetails"];
                };
            };
            /** @description Nobody is signed in, and there is no key */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The caller has not the right read */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    FindAlert: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Of the alert */
                number: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Alert"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["HttpValidationProblemDetails"];
                };
            };
            /** @description Nobody is signed in, and there is no key */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The caller has not the right read */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    AcknowledgeAlert: {
        parameters: {
            query?: {
                /** @description Tells what would happen, when true; nothing is changed */
                dryRun?: string;
            };
            header?: {
                /** @description The same key again gets the answer of the first time */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description Of the alert */
                number: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Alert"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["HttpValidationProblemDetails"];
                };
            };
            /** @description Nobody is signed in, and there is no key */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The caller has not the right operate */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Precondition Failed */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    SilenceAlert: {
        parameters: {
            query?: {
                /** @description Tells what would happen, when true; nothing is changed */
                dryRun?: string;
            };
            header?: {
                /** @description The same key again gets the answer of the first time */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description Of the alert */
                number: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "minutes": 30
                 *     }
                 */
                "application/json": components["schemas"]["SilenceRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Alert"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["HttpValidationProblemDetails"];
                };
            };
            /** @description Nobody is signed in, and there is no key */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The caller has not the right operate */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Precondition Failed */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    GetDiagnostics: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/zip": string;
                };
            };
            /** @description Nobody is signed in, and there is no key */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The caller has not the right admin */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    ListEmergencyStops: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListingOfEmergencyStopView"];
                };
            };
            /** @description Nobody is signed in, and there is no key */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The caller has not the right read */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    PressEmergencyStop: {
        parameters: {
            query?: {
                dryRun?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "action": "flatten",
                 *       "scope": {
                 *         "account": "demo"
                 *       },
                 *       "why": "news",
                 *       "nonce": "of the preview"
                 *     }
                 */
                "application/json": components["schemas"]["EmergencyStopRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EmergencyPressView"];
                };
            };
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EmergencyPressView"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["HttpValidationProblemDetails"];
                };
            };
            /** @description Nobody is signed in, and there is no key */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The caller has not the right emergency */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Unsupported Media Type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    GetEmergencyStop: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EmergencyStopView"];
                };
            };
            /** @description Nobody is signed in, and there is no key */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The caller has not the right read */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    ReleaseEmergencyStop: {
        parameters: {
            query?: {
                dryRun?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "why": "the news is over"
                 *     }
                 */
                "application/json": components["schemas"]["EmergencyReleaseRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EmergencyStopView"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["HttpValidationProblemDetails"];
                };
            };
            /** @description Nobody is signed in, and there is no key */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The caller has not the right emergency */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Unsupported Media Type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    DrillEmergencyStop: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "account": "demo",
                 *       "latency": "80ms",
                 *       "inFlight": 1
                 *     }
                 */
                "application/json": components["schemas"]["EmergencyDrillRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EmergencyDrillView"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["HttpValidationProblemDetails"];
                };
            };
            /** @description Nobody is signed in, and there is no key */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The caller has not the right emergency */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Unsupported Media Type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    ListEmergencyDrills: {
        parameters: {
            query?: {
                /** @description The id of the account; all accounts when left out */
                account?: string;
                /** @description Of then or later, a date or a time in UTC, as in 2026-11-26 or 2026-11-26T14:30:00Z */
                from?: string;
                /** @description Counts from 1; 1 when left out */
                page?: string;
                /** @description 1 to 500; 100 when left out */
                pageSize?: string;
                /** @description Of before, as from */
                until?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PartOfFactItem"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["HttpValidationProblemDetails"];
                };
            };
            /** @description Nobody is signed in, and there is no key */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The caller has not the right read */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    SendEmergencyHeartbeat: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["HttpValidationProblemDetails"];
                };
            };
            /** @description Nobody is signed in, and there is no key */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The caller has not the right emergency */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Unsupported Media Type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    PreviewEmergencyStop: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "action": "flatten",
                 *       "scope": {
                 *         "account": "demo"
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["EmergencyPreviewRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EmergencyPreviewView"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["HttpValidationProblemDetails"];
                };
            };
            /** @description Nobody is signed in, and there is no key */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The caller has not the right emergency */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Unsupported Media Type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    Evaluate: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "symbol": {
                 *         "digits": 5,
                 *         "point": "0.00001",
                 *         "tickSize": "0.00001",
                 *         "tickValueProfit": "1",
                 *         "tickValueLoss": "1",
                 *         "contractSize": "100000",
                 *         "stopsLevel": 0,
                 *         "freezeLevel": 0
                 *       },
                 *       "position": {
                 *         "side": "long",
                 *         "lots": "0.01",
                 *         "openPrice": "1.10000"
                 *       },
                 *       "quote": {
                 *         "bid": "1.10050",
                 *         "ask": "1.10060"
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["EvaluateItem"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Evaluation"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Nobody is signed in, and there is no key */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The caller has not the right read */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Payload Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Unsupported Media Type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    ListJobs: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Nobody is signed in, and there is no key */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The caller has not the right read */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    FindJob: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description As in report, reconciliation, retention, backup or market-close */
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobItem"];
                };
            };
            /** @description Nobody is signed in, and there is no key */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The caller has not the right read */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    PauseJob: {
        parameters: {
            query?: {
                /** @description Tells what would happen, when true; nothing is changed */
                dryRun?: string;
            };
            header?: {
                /** @description The same key again gets the answer of the first time */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description As in report, reconciliation, retention, backup or market-close */
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "paused": true,
                 *       "why": "a look at the journal first"
                 *     }
                 */
                "application/json": components["schemas"]["JobPauseRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobItem"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["HttpValidationProblemDetails"];
                };
            };
            /** @description Nobody is signed in, and there is no key */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The caller has not the right operate */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Precondition Failed */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    RunJob: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key again gets the answer of the first time */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description As in report, reconciliation, retention, backup or market-close */
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobRunItem"];
                };
            };
            /** @description Accepted */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobRunItem"];
                };
            };
            /** @description Nobody is signed in, and there is no key */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The caller has not the right operate */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    ListJobRuns: {
        parameters: {
            query?: {
                /** @description Counts from 1; 1 when left out */
                page?: string;
                /** @description 1 to 500; 100 when left out */
                pageSize?: string;
            };
            header?: never;
            path: {
                /** @description As in report, reconciliation, retention, backup or market-close */
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PartOfJobRunItem"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["HttpValidationProblemDetails"];
                };
            };
            /** @description Nobody is signed in, and there is no key */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The caller has not the right read */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    ListJournal: {
        parameters: {
            query?: {
                /** @description The id of the account; all accounts when left out */
                account?: string;
                /** @description Of then or later, a date or a time in UTC, as in 2026-11-26 or 2026-11-26T14:30:00Z */
                from?: string;
                /** @description Only facts of this kind, as in positionClosed */
                kind?: string;
                /** @description Counts from 1; 1 when left out */
                page?: string;
                /** @description 1 to 500; 100 when left out */
                pageSize?: string;
                /** @description Only facts about this position */
                ticket?: string;
                /** @description Of before, as from */
                until?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PartOfFactItem"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Nobody is signed in, and there is no key */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The caller has not the right read */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    ExportJournal: {
        parameters: {
            query?: {
                /** @description The id of the account; all accounts when left out */
                account?: string;
                /** @description Only facts of this kind, as in positionClosed */
                kind?: string;
                /** @description Only facts about this position */
                ticket?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["HttpValidationProblemDetails"];
                };
            };
            /** @description Nobody is signed in, and there is no key */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The caller has not the right read */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    ListKeys: {
        parameters: {
            query?: {
                /** @description Counts from 1; 1 when left out */
                page?: string;
                /** @description 1 to 500; 100 when left out */
                pageSize?: string;
                /** @description true for those that were revoked, false for the others */
                revoked?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PartOfKeyItem"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["HttpValidationProblemDetails"];
                };
            };
            /** @description Nobody is signed in, and there is no key */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The caller has not the right admin */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    CreateKey: {
        parameters: {
            query?: {
                /** @description Tells what would happen, when true; nothing is changed */
                dryRun?: string;
            };
            header?: {
                /** @description The same key again gets the answer of the first time */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "nightly report",
                 *       "scopes": [
                 *         "read"
                 *       ],
                 *       "expiresInDays": 90
                 *     }
                 */
                "application/json": components["schemas"]["NewKey"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DryRunView"];
                };
            };
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "key": "wt_...",
                     *       "item": {
                     *         "id": "0f3c5a7b9d1e",
                     *         "name": "nightly report",
                     *         "scopes": [
                     *           "read"
                     *         ],
                     *         "createdBy": "anna",
                     *         "createdAt": "2026-03-02T12:00:00.000Z",
                     *         "expiresAt": "2026-05-31T12:00:00.000Z",
                     *         "revokedAt": null,
                     *         "lastUsedAt": null
                     *       },
                     *       "note": null
                     *     }
                     */
                    "application/json": components["schemas"]["NewKeyView"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["HttpValidationProblemDetails"];
                };
            };
            /** @description Nobody is signed in, and there is no key */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The caller has not the right admin */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    FindKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["KeyItem"];
                };
            };
            /** @description Nobody is signed in, and there is no key */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The caller has not the right admin */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    RevokeKey: {
        parameters: {
            query?: {
                /** @description Tells what would happen, when true; nothing is changed */
                dryRun?: string;
            };
            header?: {
                /** @description The same key again gets the answer of the first time */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DryRunView"];
                };
            };
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Nobody is signed in, and there is no key */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The caller has not the right admin */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Precondition Failed */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    GetLimits: {
        parameters: {
            query?: {
                /** @description The id of the account; the first of the host when left out */
                account?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LimitsView"];
                };
            };
            /** @description Nobody is signed in, and there is no key */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The caller has not the right read */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    ShowLocks: {
        parameters: {
            query?: {
                /** @description The id of the account; the first of the host when left out */
                account?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LocksView"];
                };
            };
            /** @description Nobody is signed in, and there is no key */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The caller has not the right read */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    ShowTicketLock: {
        parameters: {
            query?: {
                /** @description The id of the account; the first of the host when left out */
                account?: string;
            };
            header?: never;
            path: {
                /** @description The number of the position at the broker */
                ticket: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TicketLockTimelineView"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Nobody is signed in, and there is no key */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The caller has not the right read */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    ListLockEvents: {
        parameters: {
            query?: {
                /** @description The id of the account; the first of the host when left out */
                account?: string;
                /** @description How long ago at most: 1 to 3600; 60 when left out */
                seconds?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LockEventsView"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Nobody is signed in, and there is no key */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The caller has not the right read */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    ListNotifiers: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListingOfChannelView"];
                };
            };
            /** @description Nobody is signed in, and there is no key */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The caller has not the right read */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    TestNotifier: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key again gets the answer of the first time */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description As in webhook, telegram or mail */
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChannelView"];
                };
            };
            /** @description Nobody is signed in, and there is no key */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The caller has not the right operate */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Bad Gateway */
            502: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    PlaceOrder: {
        parameters: {
            query?: {
                /** @description The id of the account; the first of the host when left out */
                account?: string;
                /** @description Tells what would happen; nothing is sent */
                dryRun?: string;
            };
            header: {
                /** @description The same key again gets the answer of the first time */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "symbol": "EURUSD",
                 *       "side": "long",
                 *       "lots": "0.01"
                 *     }
                 */
                "application/json": components["schemas"]["OrderRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ActionView"];
                };
            };
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ActionView"];
                };
            };
            /** @description Accepted */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ActionView"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["HttpValidationProblemDetails"];
                };
            };
            /** @description Nobody is signed in, and there is no key */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The caller has not the right operate */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Unsupported Media Type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    ListPositions: {
        parameters: {
            query?: {
                /** @description The id of the account; the first of the host when left out */
                account?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListingOfPositionView"];
                };
            };
            /** @description Nobody is signed in, and there is no key */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The caller has not the right read */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    FindPosition: {
        parameters: {
            query?: {
                /** @description The id of the account; the first of the host when left out */
                account?: string;
            };
            header?: never;
            path: {
                /** @description The number of the position at the broker */
                ticket: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TicketView"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Nobody is signed in, and there is no key */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The caller has not the right read */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    BreakEven: {
        parameters: {
            query?: {
                /** @description The id of the account; the first of the host when left out */
                account?: string;
                /** @description Tells what would happen; nothing is sent */
                dryRun?: string;
            };
            header?: {
                /** @description The same key again gets the answer of the first time */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The number of the position at the broker */
                ticket: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ActionView"];
                };
            };
            /** @description Accepted */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ActionView"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["HttpValidationProblemDetails"];
                };
            };
            /** @description Nobody is signed in, and there is no key */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The caller has not the right operate */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Unsupported Media Type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    ClosePosition: {
        parameters: {
            query?: {
                /** @description The id of the account; the first of the host when left out */
                account?: string;
                /** @description Tells what would happen; nothing is sent */
                dryRun?: string;
            };
            header?: {
                /** @description The same key again gets the answer of the first time */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The number of the position at the broker */
                ticket: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "lots": "0.01"
                 *     }
                 */
                "application/json": components["schemas"]["CloseRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ActionView"];
                };
            };
            /** @description Accepted */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ActionView"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["HttpValidationProblemDetails"];
                };
            };
            /** @description Nobody is signed in, and there is no key */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The caller has not the right operate */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Unsupported Media Type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    ManagePosition: {
        parameters: {
            query?: {
                /** @description The id of the account; the first of the host when left out */
                account?: string;
                /** @description Tells what would happen; nothing is changed */
                dryRun?: string;
            };
            header?: {
                /** @description The same key again gets the answer of the first time */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The number of the position at the broker */
                ticket: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "managed": false,
                 *       "why": "I look after it myself"
                 *     }
                 */
                "application/json": components["schemas"]["ManagementRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PositionView"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["HttpValidationProblemDetails"];
                };
            };
            /** @description Nobody is signed in, and there is no key */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The caller has not the right operate */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Precondition Failed */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    ShowPast: {
        parameters: {
            query?: {
                /** @description The id of the account; the first of the host when left out */
                account?: string;
                /** @description The moment, as in 2026-11-26T14:30:07Z */
                at?: string;
            };
            header?: never;
            path: {
                /** @description The number of the position at the broker */
                ticket: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PastView"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Nobody is signed in, and there is no key */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The caller has not the right read */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    SetStop: {
        parameters: {
            query?: {
                /** @description The id of the account; the first of the host when left out */
                account?: string;
                /** @description Tells what would happen; nothing is sent */
                dryRun?: string;
            };
            header?: {
                /** @description The same key again gets the answer of the first time */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The number of the position at the broker */
                ticket: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "stop": "1.08450"
                 *     }
                 */
                "application/json": components["schemas"]["StopRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ActionView"];
                };
            };
            /** @description Accepted */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ActionView"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["HttpValidationProblemDetails"];
                };
            };
            /** @description Nobody is signed in, and there is no key */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The caller has not the right operate */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Unsupported Media Type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    SetTakeProfit: {
        parameters: {
            query?: {
                /** @description The id of the account; the first of the host when left out */
                account?: string;
                /** @description Tells what would happen; nothing is sent */
                dryRun?: string;
            };
            header?: {
                /** @description The same key again gets the answer of the first time */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The number of the position at the broker */
                ticket: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "takeProfit": "1.09200"
                 *     }
                 */
                "application/json": components["schemas"]["TakeProfitRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ActionView"];
                };
            };
            /** @description Accepted */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ActionView"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["HttpValidationProblemDetails"];
                };
            };
            /** @description Nobody is signed in, and there is no key */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The caller has not the right operate */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Unsupported Media Type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    ListReports: {
        parameters: {
            query?: {
                /** @description The id of the account; all accounts when left out */
                account?: string;
                /** @description The first day, as in 2026-11-26 */
                from?: string;
                /** @description Counts from 1; 1 when left out */
                page?: string;
                /** @description 1 to 500; 100 when left out */
                pageSize?: string;
                /** @description The last day, as from */
                to?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PartOfReportItem"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["HttpValidationProblemDetails"];
                };
            };
            /** @description Nobody is signed in, and there is no key */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The caller has not the right read */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    DownloadReport: {
        parameters: {
            query?: {
                /** @description html or csv; html when left out */
                format?: string;
            };
            header?: never;
            path: {
                /** @description The id of the account */
                account: string;
                /** @description As in 2026-11-26 */
                day: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                    "text/html": string;
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["HttpValidationProblemDetails"];
                };
            };
            /** @description Nobody is signed in, and there is no key */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The caller has not the right read */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    GetSession: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionView"];
                };
            };
        };
    };
    SignIn: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same body gets the answer of the first time, for two minutes and not beyond a restart: it holds a secret, and is written down nowhere */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "anna",
                 *       "password": "correct horse battery"
                 *     }
                 */
                "application/json": components["schemas"]["SignInRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "kind": "person",
                     *       "name": "anna",
                     *       "role": "admin",
                     *       "rights": [
                     *         "read",
                     *         "operate"
                     *       ],
                     *       "hasSecondFactor": false,
                     *       "antiforgery": "q2Jf0c..."
                     *     }
                     */
                    "application/json": components["schemas"]["SessionView"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["HttpValidationProblemDetails"];
                };
            };
        };
    };
    SignOut: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Nobody is signed in, and there is no key */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The caller has not the right own */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    ChangePassword: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same body gets the answer of the first time, for two minutes and not beyond a restart: it holds a secret, and is written down nowhere */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "current": "correct horse battery",
                 *       "new": "another twelve letters"
                 *     }
                 */
                "application/json": components["schemas"]["PasswordChange"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionView"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["HttpValidationProblemDetails"];
                };
            };
            /** @description Nobody is signed in, and there is no key */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The caller has not the right own */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Precondition Failed */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    ConfirmSecondFactor: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same body gets the answer of the first time, for two minutes and not beyond a restart: it holds a secret, and is written down nowhere */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "code": "123456"
                 *     }
                 */
                "application/json": components["schemas"]["CodeProof"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecoveryCodesView"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["HttpValidationProblemDetails"];
                };
            };
            /** @description Nobody is signed in, and there is no key */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The caller has not the right own */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    BeginSecondFactor: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same body gets the answer of the first time, for two minutes and not beyond a restart: it holds a secret, and is written down nowhere */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "password": "correct horse battery"
                 *     }
                 */
                "application/json": components["schemas"]["PasswordProof"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuthenticatorKey"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["HttpValidationProblemDetails"];
                };
            };
            /** @description Nobody is signed in, and there is no key */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The caller has not the right own */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    RemoveSecondFactor: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same body gets the answer of the first time, for two minutes and not beyond a restart: it holds a secret, and is written down nowhere */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "password": "correct horse battery"
                 *     }
                 */
                "application/json": components["schemas"]["PasswordProof"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionView"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["HttpValidationProblemDetails"];
                };
            };
            /** @description Nobody is signed in, and there is no key */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The caller has not the right own */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    GetSettings: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SettingsItem"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Nobody is signed in, and there is no key */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The caller has not the right read */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    PutSettings: {
        parameters: {
            query?: {
                /** @description Only tells what would happen, when true */
                dryRun?: boolean;
            };
            header?: {
                /** @description The same key again gets the answer of the first time */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "document": {
                 *         "Stops": {
                 *           "MaxRisk": 2,
                 *           "MaxRiskOtherwise": null,
                 *           "Trigger": "Closing",
                 *           "HandMoves": "Respect",
                 *           "SweetSpotFrom": 0.03,
                 *           "SweetSpotTo": 0.1,
                 *           "TrailingStep": 0.1,
                 *           "DistanceTrailing": null,
                 *           "Ladder": null,
                 *           "BreakEven": null,
                 *           "AtrTrailing": null,
                 *           "ProfitLevels": null,
                 *           "MaxHolding": null,
                 *           "MinimumMove": null,
                 *           "TickValueDrift": 0.05
                 *         },
                 *         "StopsBySymbol": {},
                 *         "StopsByMagic": {},
                 *         "StopsByComment": {},
                 *         "StopsByTicket": {},
                 *         "Accounts": {
                 *           "demo": {
                 *             "Stops": null,
                 *             "Messages": {
                 *               "PerDay": 2000,
                 *               "PerMinute": 120,
                 *               "Reserve": 200,
                 *               "TimeZone": "Broker",
                 *               "LowestPrice": 1
                 *             },
                 *             "Limits": {
                 *               "MaxPositions": null,
                 *               "MaxLots": null,
                 *               "MaxAtRisk": null,
                 *               "MaxLossesInARow": null,
                 *               "MaxDailyLoss": null,
                 *               "MaxDrawdown": null,
                 *               "TimeZone": "UTC",
                 *               "DayBegins": "00:00",
                 *               "Sessions": [],
                 *               "NoEntries": [],
                 *               "OffHours": "HaltEntries",
                 *               "NearFrom": 0.8
                 *             }
                 *           }
                 *         }
                 *       },
                 *       "why": "less risk before the holidays"
                 *     }
                 */
                "application/json": components["schemas"]["SettingsRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SettingsOutcome"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Nobody is signed in, and there is no key */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The caller has not the right settings */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Precondition Failed */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Precondition Required */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    DiffSettings: {
        parameters: {
            query?: {
                /** @description The number of a version; 0 for what the settings files and the environment said when the host started */
                from?: string;
                /** @description The number of a version; 0 for what the settings files and the environment said when the host started */
                to?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SettingsDiff"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Nobody is signed in, and there is no key */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The caller has not the right read */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    ListSettingsVersions: {
        parameters: {
            query?: {
                /** @description Counts from 1; 1 when left out */
                page?: string;
                /** @description 1 to 500; 100 when left out */
                pageSize?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PartOfSettingsVersionItem"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Nobody is signed in, and there is no key */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The caller has not the right read */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    PreviewSettings: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "document": {
                 *         "Stops": {
                 *           "MaxRisk": 2,
                 *           "MaxRiskOtherwise": null,
                 *           "Trigger": "Closing",
                 *           "HandMoves": "Respect",
                 *           "SweetSpotFrom": 0.03,
                 *           "SweetSpotTo": 0.1,
                 *           "TrailingStep": 0.1,
                 *           "DistanceTrailing": null,
                 *           "Ladder": null,
                 *           "BreakEven": null,
                 *           "AtrTrailing": null,
                 *           "ProfitLevels": null,
                 *           "MaxHolding": null,
                 *           "MinimumMove": null,
                 *           "TickValueDrift": 0.05
                 *         },
                 *         "StopsBySymbol": {},
                 *         "StopsByMagic": {},
                 *         "StopsByComment": {},
                 *         "StopsByTicket": {},
                 *         "Accounts": {
                 *           "demo": {
                 *             "Stops": null,
                 *             "Messages": {
                 *               "PerDay": 2000,
                 *               "PerMinute": 120,
                 *               "Reserve": 200,
                 *               "TimeZone": "Broker",
                 *               "LowestPrice": 1
                 *             },
                 *             "Limits": {
                 *               "MaxPositions": null,
                 *               "MaxLots": null,
                 *               "MaxAtRisk": null,
                 *               "MaxLossesInARow": null,
                 *               "MaxDailyLoss": null,
                 *               "MaxDrawdown": null,
                 *               "TimeZone": "UTC",
                 *               "DayBegins": "00:00",
                 *               "Sessions": [],
                 *               "NoEntries": [],
                 *               "OffHours": "HaltEntries",
                 *               "NearFrom": 0.8
                 *             }
                 *           }
                 *         }
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["SettingsRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SettingsOutcome"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Nobody is signed in, and there is no key */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The caller has not the right read */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    RollbackSettings: {
        parameters: {
            query?: {
                /** @description Only tells what would happen, when true */
                dryRun?: boolean;
            };
            header?: {
                /** @description The same key again gets the answer of the first time */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "version": 1,
                 *       "why": "it was better before"
                 *     }
                 */
                "application/json": components["schemas"]["RollbackRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SettingsOutcome"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Nobody is signed in, and there is no key */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The caller has not the right settings */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Precondition Failed */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Precondition Required */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    FindSettingsVersion: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The number of a version; 0 for what the settings files and the environment said when the host started */
                version: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SettingsItem"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Nobody is signed in, and there is no key */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The caller has not the right read */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    GetSetup: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SetupView"];
                };
            };
        };
    };
    SetUp: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same body gets the answer of the first time, for two minutes and not beyond a restart: it holds a secret, and is written down nowhere */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "token": "from the link that the host has printed",
                 *       "name": "anna",
                 *       "password": "correct horse battery"
                 *     }
                 */
                "application/json": components["schemas"]["SetupRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionView"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["HttpValidationProblemDetails"];
                };
            };
        };
    };
    ListTrades: {
        parameters: {
            query?: {
                /** @description The id of the account; all accounts when left out */
                account?: string;
                /** @description Closed then or later, a date or a time in UTC, as in 2026-11-26 or 2026-11-26T14:30:00Z */
                from?: string;
                /** @description Counts from 1; 1 when left out */
                page?: string;
                /** @description 1 to 500; 100 when left out */
                pageSize?: string;
                /** @description Closed by this, as in trailingStop; by anything when left out */
                reason?: string;
                /** @description Of this side, long or short; both when left out */
                side?: string;
                /** @description Of this symbol, by its name at the broker; all when left out */
                symbol?: string;
                /** @description Closed before, as from */
                until?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PartOfTradeItem"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Nobody is signed in, and there is no key */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The caller has not the right read */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    ExportTrades: {
        parameters: {
            query?: {
                /** @description The id of the account; all accounts when left out */
                account?: string;
                /** @description Words that all stand in symbol, ticket, magic number or reason; up to 200 characters */
                find?: string;
                /** @description Closed then or later, a date or a time in UTC, as in 2026-11-26 or 2026-11-26T14:30:00Z */
                from?: string;
                /** @description Closed by this, as in trailingStop; by anything when left out */
                reason?: string;
                /** @description Of this side, long or short; both when left out */
                side?: string;
                /** @description Of this symbol, by its name at the broker; all when left out */
                symbol?: string;
                /** @description Closed before, as from */
                until?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["HttpValidationProblemDetails"];
                };
            };
            /** @description Nobody is signed in, and there is no key */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The caller has not the right read */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    ShowGiveBack: {
        parameters: {
            query?: {
                /** @description The id of the account; all accounts when left out */
                account?: string;
                /** @description Words that all stand in symbol, ticket, magic number or reason; up to 200 characters */
                find?: string;
                /** @description Closed then or later, a date or a time in UTC, as in 2026-11-26 or 2026-11-26T14:30:00Z */
                from?: string;
                /** @description Closed by this, as in trailingStop; by anything when left out */
                reason?: string;
                /** @description Of this side, long or short; both when left out */
                side?: string;
                /** @description Of this symbol, by its name at the broker; all when left out */
                symbol?: string;
                /** @description Closed before, as from */
                until?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GiveBackView"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Nobody is signed in, and there is no key */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The caller has not the right read */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    ListUsers: {
        parameters: {
            query?: {
                /** @description true for who is kept from signing in, false for who is not */
                disabled?: string;
                /** @description Counts from 1; 1 when left out */
                page?: string;
                /** @description 1 to 500; 100 when left out */
                pageSize?: string;
                /** @description Only viewer, operator or admin */
                role?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PartOfUserItem"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["HttpValidationProblemDetails"];
                };
            };
            /** @description Nobody is signed in, and there is no key */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The caller has not the right admin */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    CreateUser: {
        parameters: {
            query?: {
                /** @description Tells what would happen, when true; nothing is changed */
                dryRun?: string;
            };
            header?: {
                /** @description The same key again gets the answer of the first time */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "vera",
                 *       "role": "viewer",
                 *       "password": "twelve letters at least"
                 *     }
                 */
                "application/json": components["schemas"]["NewUser"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DryRunView"];
                };
            };
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "6d0f0f5e-3a1b-4d7e-9a55-0c7a3f6e2b11",
                     *       "name": "vera",
                     *       "role": "viewer",
                     *       "isDisabled": false,
                     *       "isLockedOut": false,
                     *       "hasSecondFactor": false,
                     *       "createdAt": "2026-03-02T12:00:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["UserItem"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["HttpValidationProblemDetails"];
                };
            };
            /** @description Nobody is signed in, and there is no key */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The caller has not the right admin */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    FindUser: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserItem"];
                };
            };
            /** @description Nobody is signed in, and there is no key */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The caller has not the right admin */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    DisableUser: {
        parameters: {
            query?: {
                /** @description Tells what would happen, when true; nothing is changed */
                dryRun?: string;
            };
            header?: {
                /** @description The same key again gets the answer of the first time */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "isDisabled": true
                 *     }
                 */
                "application/json": components["schemas"]["DisabledChange"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserItem"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["HttpValidationProblemDetails"];
                };
            };
            /** @description Nobody is signed in, and there is no key */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The caller has not the right admin */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Precondition Failed */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    ResetUser: {
        parameters: {
            query?: {
                /** @description Tells what would happen, when true; nothing is changed */
                dryRun?: string;
            };
            header?: {
                /** @description The same key again gets the answer of the first time */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "password": "another twelve letters"
                 *     }
                 */
                "application/json": components["schemas"]["ResetRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserItem"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["HttpValidationProblemDetails"];
                };
            };
            /** @description Nobody is signed in, and there is no key */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The caller has not the right admin */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Precondition Failed */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    ChangeRole: {
        parameters: {
            query?: {
                /** @description Tells what would happen, when true; nothing is changed */
                dryRun?: string;
            };
            header?: {
                /** @description The same key again gets the answer of the first time */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "role": "operator"
                 *     }
                 */
                "application/json": components["schemas"]["RoleChange"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserItem"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["HttpValidationProblemDetails"];
                };
            };
            /** @description Nobody is signed in, and there is no key */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The caller has not the right admin */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Precondition Failed */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    ShowWorkers: {
        parameters: {
            query?: {
                /** @description The id of the account; the first of the host when left out */
                account?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WorkersItem"];
                };
            };
            /** @description Nobody is signed in, and there is no key */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The caller has not the right read */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    IsAlive: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LiveItem"];
                };
            };
        };
    };
    IsReady: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LiveItem"];
                };
            };
            /** @description Nobody is signed in, and there is no key */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The caller has not the right read */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    ShowMetrics: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                };
            };
            /** @description Nobody is signed in, and there is no key */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The caller has not the right read */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
}
