/*
 * Calls that have left, and when they count as accounted for. The ticket is unsettled while a call is neither answered
 * nor accounted for and no valid holder waits for it; nothing else needs to be remembered.
 */

inline send(what) {
    c = (IS_FREE(0) -> 0 : 1);
    call[c] = SENT;
    carries[c] = what;
    isAwaited[c] = true;
    line ! TRADE, c
}

inline account(x) {
    assert(call[x] != SENT && call[x] != STRAY);    /* nothing counts as settled that may still have its effect */
    call[x] = UNUSED;
    carries[x] = 0;
    isAwaited[x] = false
}

/* A result arrives, early or late. All it changes is that the call is accounted for; if its holder still waits, he goes on. */
inline takeResult(x) {
    if
    :: isAwaited[x] ->
        lock[0].inCall = false;
        inAir = 0
    :: else
    fi;
    account(x)
}

/* The holder waits no longer; what has left may still have its effect. */
inline giveUp(l) {
    lock[l].inCall = false;
    inAir = 0;
    isAwaited[0] = false;
    isAwaited[1] = false
}

/*
 * What a reading proves that came back on the same connection. The server answers in order, so each call sent before it
 * has had its effect or never will. It says nothing about calls of a connection that is gone: those may overtake.
 */
#ifdef FAULT_SETTLED_ACROSS_CONNECTIONS
#define PROVES(x) (!IS_FREE(x))
#else
#define PROVES(x) (!IS_FREE(x) && !IS_STRAY(x))
#endif

#ifdef FAULT_STALE_READING
#define MAY_RELY(l, w) true
#else
#define MAY_RELY(l, w) HOLDS(l, w)
#endif

inline takeReading(l, w, shown) {
    if
    :: MAY_RELY(l, w) ->
        if
        :: PROVES(0) -> account(0)
        :: else
        fi;
        if
        :: PROVES(1) -> account(1)
        :: else
        fi;
        book = shown;
#ifdef FAULT_READ_BEFORE_SETTLED
        isFresh = IS_SETTLED
#else
        isFresh = (IS_SETTLED && reading[w] == ASKED)
#endif
    :: else                                         /* begun under a holding that is over: proves nothing for this one */
    fi;
    reading[w] = NOTHING
}
