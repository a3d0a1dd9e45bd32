/*
 * Whoever wants to change the stop: asks, waits, decides under the lock, passes the door, reads back, releases. It may
 * be paused before any step for any time, may give up at any moment, and may vanish without a word (a crash).
 */

#ifdef FAULT_SEND_WHILE_UNSETTLED
#define MAY_WRITE true
#else
#define MAY_WRITE (IS_SETTLED && isFresh)
#endif

#ifdef FAULT_OTHER_STOP_WHILE_UNSETTLED
#define AGAIN(c) ((carries[c] % TIGHTEST) + 1)
#else
#define AGAIN(c) carries[c]
#endif

/* To vanish is to pause for ever, but for asking again at once; so with a call in the air is where it differs. */
#ifdef MIDCALL_ONLY
#define MAY_VANISH
#else
#define MAY_VANISH :: goto vanish
#endif

#define IS_ASKING(w) (reading[w] == ASKED || reading[w] == ASKED_TOO_EARLY)

/* A reading that nobody waits for any more changes nothing, so it need not be kept under way. */
inline stopAsking(w) {
    if
    :: line ?? [READ, eval(w)] -> line ?? READ, eval(w)
    :: answers ?? [READ, eval(w), _] -> answers ?? READ, eval(w), _
    :: else
    fi;
    reading[w] = NOTHING
}

proctype Worker(byte me) {
    byte l = 0;             /* the lock object it asked at */
    byte v = 0;             /* what it is about to send */
    bool sent = false;      /* one trade a holding */
start:
    {
    skip;
end_away:
    if
    :: atomic { isOpen -> l = registered; ask(l, me) }
#ifdef FAIR
    :: goto end_rest        /* even a fair worker need not want the ticket again */
#endif
    fi;

waiting:
    if
    :: d_step { wait[me] == GRANTED -> wait[me] = AWAY }
    :: d_step { wait[me] == WAITING && !STAYS(me) -> wait[me] = GONE };
        /* What it has decided and what it does about it are two steps; the lock may be released between them. */
        d_step { leaveLane(l, me); wait[me] = AWAY };
        goto end_away
    fi;

decide:
    if
#ifdef LOCK_ONLY
    :: !sent -> v = 1; goto door
#else
    /* Settled, and read since: any stop that is not looser (a take-profit change sends the one it read), or a close. */
    :: atomic { MAY_WRITE && isOpen && !sent ->
        v = (book > 0 -> book : 1);
        do
        :: v < TIGHTEST -> v++
        :: break
        :: v = CLOSE; break
        od };
        goto door

    /* Else nothing is sent before a reading on the same connection; the same reading confirms what was sent. */
    :: d_step { (sent || !(IS_SETTLED && isFresh)) && reading[me] == NOTHING -> 
        line ! READ, me;
        reading[me] = (IS_STRAY(0) || IS_STRAY(1) -> ASKED_TOO_EARLY : ASKED) };
        if
        :: d_step { answers ? [READ, eval(me), _] && IS_ASKING(me) ->
            answers ? READ, eval(me), v;
            takeReading(l, me, v);
            v = 0 };
            goto decide
        :: goto leave
        fi

    /* But a ticket that has no stop is not held back: the very same stop once more, or a close. */
    :: atomic { !sent && !IS_SETTLED && !IS_BUSY && stop == 0 && isOpen ->
        c = (IS_FREE(0) -> 1 : 0);
        if
        :: carries[c] != CLOSE -> v = AGAIN(c)
        :: v = CLOSE
        fi };
        goto door
#endif

    :: goto leave
    MAY_VANISH
    fi;

door:
    if
    :: d_step { MAY_PASS(l, me) -> pass(l, me, v); v = 0; sent = true }
    :: d_step { !MAY_PASS(l, me) -> v = 0 }; goto leave
    MAY_VANISH
    fi;

    /* The call is in the air. */
    if
    :: HOLDS(l, me) && !lock[l].inCall -> goto decide
    :: !HOLDS(l, me) -> goto leave
    :: d_step { HOLDS(l, me) && lock[l].inCall -> giveUp(l) }; goto leave
    :: goto vanish
    fi;

leave:
    atomic { stopAsking(me); release(l, me); sent = false; v = 0; l = 0 };
    goto end_away;

vanish:
    atomic { stopAsking(me); token[me] = 0; renumber(); sent = false; v = 0; l = 0 };
    goto end_away;

end_rest:
    false
    } unless {
        d_step { ended[me] -> ended[me] = false; l = 0; v = 0; sent = false };
        goto start
    }
}
