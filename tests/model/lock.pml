/*
 * The lock itself. Each of these is part of one atomic step: what C# does on the lock's word, or under its gate.
 */

#define HOLDS(l, w) (token[w] != 0 && lock[l].token == token[w])
#define IS_AWAITED(l) (len(normalLane[l]) + len(urgentLane[l]) > 0)

inline grant(l, w) {
    renumber();
    assert(valid == 0);                             /* never two valid holders */
    valid = next;
    token[w] = next;
    wait[w] = GRANTED;
    lock[l].token = next;
    lock[l].inCall = false;
    lock[l].urgent = IS_URGENT(w)
}

/* A waiter whose turn has come may have gone in the same moment: then the turn is the next one's. */
#ifdef FAULT_LOST_WAKEUP
#define PASS_ON break
#else
#define PASS_ON skip
#endif

/* Gives the free lock straight to the waiter whose turn it is, so that nobody who comes just now gets in between. */
inline handOver(l) {
    lock[l].token = 0;
    lock[l].inCall = false;
    lock[l].urgent = false;
    do
    :: !IS_AWAITED(l) -> break
    :: else ->
        if
        :: len(normalLane[l]) > 0 && (lock[l].aged || len(urgentLane[l]) == 0) ->
            normalLane[l] ? chosen;
            lock[l].overtaken = false;
            lock[l].aged = false
        :: else ->
            urgentLane[l] ? chosen;
            lock[l].overtaken = (len(normalLane[l]) > 0)
        fi;
        if
        :: wait[chosen] == WAITING -> grant(l, chosen); break
        :: else -> PASS_ON
        fi
    od;
    chosen = 0
}

/* The release of a holding that is not the present one is a no-op: its bearer has been revoked. */
inline release(l, w) {
    if
    :: HOLDS(l, w) ->
        forget(l);
        handOver(l)
    :: else ->
#ifdef FAULT_REVOKED_RELEASE
        handOver(l)
#endif
        skip
    fi;
    token[w] = 0;
    renumber()
}

inline forget(l) {
    if
    :: valid == lock[l].token -> valid = 0
    :: else
    fi;
    if
    :: lock[l].inCall -> giveUp(l)
    :: else
    fi
}

/* Takes the lock from its holder. A call of his that has left stays in call[]: the ticket is unsettled by that alone. */
inline revoke(l) {
    forget(l);
    handOver(l)
}

/*
 * Emergencies do not wait for a holder who is not inside a call. One who is, or who is an emergency himself, is revoked
 * only past his deadline; whether that has passed is anybody's guess here.
 */
inline ask(l, w) {
    if
    :: lock[l].token == 0 -> grant(l, w)
    :: else ->
        wait[w] = WAITING;
        if
        :: IS_URGENT(w) ->
            urgentLane[l] ! w;
            if
            :: true -> revoke(l)
            :: lock[l].inCall || lock[l].urgent
            fi
        :: else -> normalLane[l] ! w
        fi
    fi
}

inline leaveLane(l, w) {
    if
    :: IS_URGENT(w) && urgentLane[l] ?? [eval(w)] -> urgentLane[l] ?? eval(w)
    :: !IS_URGENT(w) && normalLane[l] ?? [eval(w)] -> normalLane[l] ?? eval(w)
    :: else
    fi;
    if
    :: len(normalLane[l]) == 0 -> lock[l].overtaken = false; lock[l].aged = false
    :: else
    fi
}

/*
 * The door: one step on the lock's word, Held to InFlight. Only the present holder gets through, and only what is true
 * here counts; whatever he looked at before may be over.
 */
#ifdef FAULT_NO_TOKEN_CHECK
#define MAY_PASS(l, w) (!IS_BUSY)
#else
#define MAY_PASS(l, w) (HOLDS(l, w) && !IS_BUSY)
#endif

inline pass(l, w, what) {
    assert(token[w] == valid);                      /* only the one valid writer ... */
    assert(token[w] >= lastSent);                   /* ... never a lower token after a higher one ... */
    assert(inAir == 0);                             /* ... and never two of them at once */
    lastSent = token[w];
    inAir = token[w];
    lock[l].inCall = true;
#ifndef LOCK_ONLY
    isFresh = false;
    send(what)
#endif
}
