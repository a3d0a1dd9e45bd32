/*
 * The lock of one ticket, and what it is there for: one stop at the broker that is only ever written by one writer and
 * only ever gets tighter, although holders hang, vanish and are revoked, and although the broker may do late, twice or
 * never what it was asked to.
 *
 * This file has the sizes, the state and the properties; each part of the system is a file of its own. README.md says
 * which C# each of them stands for. Nothing here knows a clock: whatever time may do ("the deadline has passed", "the
 * wait was cancelled") is a step that may come at any moment or, unless weak fairness is asked for, never.
 *
 * Nothing is counted either, so nothing bounds how long the system runs: workers ask again and again, and tokens are
 * renumbered (tokens.pml). The search is complete for these sizes.
 */

#ifndef NORMAL
#define NORMAL 2            /* workers that wait their turn */
#endif
#ifndef URGENT
#define URGENT 1            /* callers of the emergency lane */
#endif
#ifndef TIGHTEST
#define TIGHTEST 2          /* stops are 1 (loosest) .. TIGHTEST; 0 is no stop */
#endif
#define WORKERS (NORMAL + URGENT)
#define IS_URGENT(w) ((w) >= NORMAL)

#ifdef FAULT_LOCK_REPLACED
#define LOCKS 2             /* a second object for the same ticket: what must never be */
#else
#define LOCKS 1
#endif

/* ---- the lock: Free (token 0), Held (token, not inCall), InFlight (token, inCall); one word, changed in one step ---- */
typedef Lock {
    byte token;
    bool inCall;
    bool urgent;            /* the holder came by the emergency lane */
    bool overtaken;         /* an urgent waiter went ahead of a normal one ... */
    bool aged               /* ... and that was so long ago that the normal one goes next */
}
Lock lock[LOCKS];
chan normalLane[LOCKS] = [NORMAL] of { byte };
chan urgentLane[LOCKS] = [URGENT] of { byte };
byte registered = 0;        /* the lock object that the registry hands out for the ticket */

/* ---- who asks ---- */
#define AWAY 0
#define WAITING 1
#define GRANTED 2
#define GONE 3              /* gave up, but still stands in the lane */
byte wait[WORKERS];
byte token[WORKERS];        /* what the worker believes to hold; 0 is nothing */
bool ended[WORKERS];        /* the session has ended under it: the loop is gone before its next step */

/* ---- calls that have left: at most so many trades at once, then the gateway answers Busy ---- */
#define CALLS 2
#define UNUSED 0
#define SENT 1              /* on the present connection, not yet looked at by the server */
#define ANSWERING 2         /* it had its effect or never will; the answer is on its way */
#define SILENT 3            /* the same, but no answer will come */
#define STRAY 4             /* sent on a connection that is gone: no answer, and nothing is known of its order */
#define STRAY_DONE 5        /* the same, and it had its effect or never will; the session cannot know that */
#define CLOSE 0             /* what a call carries: a stop, or the order to close */
byte call[CALLS];
byte carries[CALLS];
bool isAwaited[CALLS];      /* its holder is still the valid one, and waits for the answer */
#define IS_FREE(c) (call[c] == UNUSED)
#define IS_SETTLED (IS_FREE(0) && IS_FREE(1))
#define IS_STRAY(c) (call[c] >= STRAY)
#define IS_BUSY (!IS_FREE(0) && !IS_FREE(1))

/* ---- the broker and the connection to it ---- */
byte stop = 0;
bool isOpen = true;
#define TRADE 0
#define READ 1
chan line = [CALLS + WORKERS] of { bit, byte };             /* kind, call or reader */
chan answers = [CALLS + WORKERS] of { bit, byte, byte };    /* kind, call or reader, stop as read */
#define NOTHING 0
#define ASKED 1
#define ASKED_TOO_EARLY 2   /* asked while a stray call could still have its effect after it */
byte reading[WORKERS];

/* ---- the book: what was last read, and whether it may be relied upon ---- */
byte book = 0;
bool isFresh = true;

/* ---- what the monitors remember; no step depends on it ---- */
byte valid = 0;             /* the holding that was granted and neither released nor revoked since */
byte inAir = 0;             /* the valid holding whose call is at the broker */
byte lastSent = 0;          /* the newest token that has passed the door */

hidden byte i, k, top, next, chosen, c;         /* scratch of a single atomic step */

/* Who waits until it is his turn; all others may give up at any moment. */
#if defined(NOBODY_GIVES_UP)
#define STAYS(w) true
#elif defined(LIVE_EMERGENCY)
#define STAYS(w) ((w) == NORMAL)
#elif defined(LIVE_NORMAL)
#define STAYS(w) ((w) == 0)
#else
#define STAYS(w) false
#endif

#include "tokens.pml"
#include "lock.pml"
#include "settling.pml"
#include "worker.pml"
#include "broker.pml"
#include "watchdog.pml"

init {
    atomic {
        i = 0;
        do
        :: i < WORKERS -> run Worker(i); i++
        :: else -> break
        od;
        run Broker();
        run Watchdog();
        run Age()
    }
}

#ifdef LIVE_EMERGENCY
ltl emergency { [] ((wait[NORMAL] == WAITING) -> <> (wait[NORMAL] != WAITING)) }
#endif
#ifdef LIVE_NORMAL
ltl normal { [] ((wait[0] == WAITING) -> <> (wait[0] != WAITING)) }
#endif
