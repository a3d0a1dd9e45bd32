/*
 * The broker, and the connection to it. Requests are taken in order; each trade has its effect at some later moment or
 * never, and whether it had one or not, its answer may come late or never. The connection may break at any time, and
 * the whole session may end and begin anew while calls are in the air.
 */

inline takeEffect(x) {
    if
    :: !isOpen                                      /* a closed position takes nothing, nor a second close */
    :: isOpen && carries[x] == CLOSE -> isOpen = false
    :: isOpen && carries[x] != CLOSE ->
        assert(carries[x] >= stop);                 /* no effect, however late, loosens the stop */
        stop = carries[x]
    fi
}

/* What was under way on the old connection may still reach the server, in any order with what comes on the new one. */
inline breakConnection() {
    do
    :: len(line) > 0 ->
        line ? kind, x;
        if
        :: kind == TRADE -> call[x] = STRAY
        :: kind == READ -> reading[x] = NOTHING
        fi
    :: len(line) == 0 -> break
    od;
    do
    :: len(answers) > 0 ->
        answers ? kind, x, _;
        if
        :: kind == TRADE
        :: kind == READ -> reading[x] = NOTHING
        fi
    :: len(answers) == 0 -> break
    od;
    x = 0;
    kind = 0;
    if
    :: call[0] == ANSWERING || call[0] == SILENT -> call[0] = STRAY_DONE
    :: else
    fi;
    if
    :: call[1] == ANSWERING || call[1] == SILENT -> call[1] = STRAY_DONE
    :: else
    fi
}

/* All of the session's memory goes; what it has sent it knows from the journal, where intents are written before they are sent. */
inline endSession() {
    breakConnection();
    x = 0;
    do
    :: x < LOCKS ->
        lock[x].token = 0; lock[x].inCall = false;
        lock[x].urgent = false; lock[x].overtaken = false; lock[x].aged = false;
        do
        :: len(normalLane[x]) > 0 -> normalLane[x] ? _
        :: len(normalLane[x]) == 0 -> break
        od;
        do
        :: len(urgentLane[x]) > 0 -> urgentLane[x] ? _
        :: len(urgentLane[x]) == 0 -> break
        od;
        x++
    :: else -> break
    od;
    x = 0;
    do
    :: x < WORKERS -> ended[x] = true; wait[x] = AWAY; token[x] = 0; reading[x] = NOTHING; x++
    :: else -> break
    od;
    x = 0;
    registered = 0;
    valid = 0;
    inAir = 0;
    isAwaited[0] = false;
    isAwaited[1] = false;
    book = 0;
    isFresh = false
}

#define IS_OVER(x) (call[x] == SILENT || call[x] == STRAY_DONE)

proctype Broker() {
    byte x = 0;
    bit kind = 0;
end:
    do
#ifdef LOCK_ONLY
    :: d_step { lock[0].inCall -> giveUp(0) }       /* answered, and the call gives way to Held ... */
    :: lock[0].inCall                               /* ... or not, for ever */
#else
    :: atomic { len(line) > 0 ->
        line ? kind, x;
        if
        :: kind == TRADE ->
            if
            :: takeEffect(x)
            :: skip                                 /* refused, or lost on the way */
            fi;
            if
            :: call[x] = ANSWERING; answers ! TRADE, x, 0
            :: call[x] = SILENT
            fi
        :: kind == READ -> answers ! READ, x, stop
        fi;
        kind = 0;
        x = 0 }

    :: d_step { answers ? [TRADE, _, _] -> answers ? TRADE, x, _; takeResult(x); x = 0 }

    :: atomic { call[0] == STRAY -> takeEffect(0); call[0] = STRAY_DONE }
    :: atomic { call[1] == STRAY -> takeEffect(1); call[1] = STRAY_DONE }
    :: call[0] == STRAY -> call[0] = STRAY_DONE
    :: call[1] == STRAY -> call[1] = STRAY_DONE

    /* Given up after so long that it cannot come any more. That it cannot is an assumption about the broker. */
    :: d_step { IS_OVER(0) && !isAwaited[0] -> account(0) }
    :: d_step { IS_OVER(1) && !isAwaited[1] -> account(1) }

#ifndef STEADY
    :: d_step { len(line) + len(answers) > 0 -> breakConnection() }
    :: d_step { lock[registered].token != 0 -> endSession() }
#endif
#endif
    od
}
