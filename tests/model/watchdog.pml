/*
 * The watchdog revokes whoever is past his deadline, in a call or not. Any moment may be past it: what holds here does
 * not lean on how the deadlines are set.
 */
proctype Watchdog() {
end:
    do
#ifdef FAULT_NO_WATCHDOG
    :: false
#else
    :: d_step { lock[0].token != 0 -> revoke(0) }
#endif
#ifdef FAULT_LOCK_REPLACED
    /* An entry is cleared away while somebody can still hold or await it. */
    :: d_step { registered == 0 && lock[0].token != 0 -> registered = 1 }
    :: d_step { lock[1].token != 0 -> revoke(1) }
#endif
    od
}

/* Whoever has been overtaken for long enough goes next, or a stream of emergencies would keep him out for ever. */
proctype Age() {
end:
    do
#ifdef FAULT_NOBODY_AGES
    :: false
#else
    :: d_step { lock[0].overtaken && !lock[0].aged -> lock[0].aged = true }
#endif
    od
}
