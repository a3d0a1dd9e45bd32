/*
 * Tokens come from one counter that only grows. Of a token nothing matters but how it compares with the others that are
 * still in use, so those in use are renumbered 1, 2, 3 ... in their order, whenever one is issued or done with. That keeps
 * the state space finite without a limit on how often the ticket is taken.
 */

hidden int inUse;           /* one bit for each number */

inline lower(x) {
    if
    :: x > k -> x--
    :: else
    fi
}

/* next = a token larger than all in use */
inline renumber() {
    inUse = (1 << lastSent) | (1 << valid) | (1 << inAir) | (1 << lock[0].token) | (1 << lock[LOCKS - 1].token);
    i = 0;
    do
    :: i < WORKERS -> inUse = inUse | (1 << token[i]); i++
    :: else -> break
    od;
    k = 1;
    do
    :: (inUse >> k) == 0 -> break
    :: (inUse >> k) != 0 && (inUse >> k) % 2 == 1 -> k++
    :: else ->
        /* Number k is unused: all above it come down by one. */
        lower(lastSent); lower(valid); lower(inAir); lower(lock[0].token);
#ifdef FAULT_LOCK_REPLACED
        lower(lock[1].token);
#endif
        i = 0;
        do
        :: i < WORKERS -> lower(token[i]); i++
        :: else -> break
        od;
        inUse = (inUse & ((1 << k) - 1)) | ((inUse >> (k + 1)) << k)
    od;
    next = k
}
