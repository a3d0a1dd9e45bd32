#!/usr/bin/env bash
# Checks the model of the ticket lock with spin: the sound model must hold in every run, each planted fault must be found.
#   check.sh               everything (under two minutes on two cores, under 1.5 GB)
#   check.sh sound         the sound model only
#   check.sh fault NAME    one planted fault
#   check.sh faults        the names of the planted faults
# Prints the states of each run; ends with 0 only if all is as it should be. Every search is a full one: no bitstate hashing.
set -uo pipefail
model=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT TERM
bad=0

for tool in spin gcc; do
  command -v "$tool" >/dev/null || { echo "$tool is not installed"; exit 2; }
done

# The two pictures of the system: the lock with few details of the broker, and the broker with few waiters.
lock="-DLOCK_ONLY -DTIGHTEST=1"
writes="-DNORMAL=1 -DURGENT=1 -DTIGHTEST=2 -DNOBODY_GIVES_UP -DMIDCALL_ONLY"

# run TITLE EXPECTED MODE DEFINES...  (EXPECTED: holds or found; MODE: safety or liveness)
run() {
  local title=$1 expected=$2 mode=$3 directory seconds states errors verdict compile search optimise=2 ended=0
  shift 3
  directory=$(mktemp -d -p "$work")
  if [ "$mode" = safety ]; then compile=-DSAFETY search=; else compile=-DNFAIR=3 search="-a -f"; fi
  if [ "$expected" = found ] || [ "$mode" = liveness ]; then optimise=0; fi   # small searches: compiling is what takes the time
  seconds=$SECONDS
  (
    cd "$directory" &&
      spin "$@" -a "$model/ticket-lock.pml" >made.log 2>&1 &&
      gcc "-O$optimise" "$compile" -DMEMLIM=2500 -o pan pan.c >>made.log 2>&1 &&
      timeout -k 1 150 ./pan -m5000000 -w22 $search >out.log 2>&1
  ) || ended=$?
  states=$(grep -oE '[0-9.e+]+ states, stored' "$directory/out.log" 2>/dev/null | cut -d' ' -f1)
  errors=$(grep -oE 'errors: [0-9]+' "$directory/out.log" 2>/dev/null | cut -d' ' -f2)
  verdict=FAIL
  if [ "$expected" = holds ]; then
    [ "$ended" -eq 0 ] && [ "${errors:-x}" = 0 ] && [ "${states%%.*}" != 0 ] && ! grep -qE 'not completed|too small' "$directory/out.log" && verdict=PASS
  else
    [ "${errors:-0}" != 0 ] && grep -qE '^pan:.*(assertion violated|acceptance cycle|invalid end state)' "$directory/out.log" && verdict=found
  fi
  printf '%-34s %10s states  %3d s  %s\n' "$title" "${states:-no}" $((SECONDS - seconds)) "$verdict"
  if [ "$expected" = found ]; then grep -E '^pan:[0-9]+:' "$directory/out.log" 2>/dev/null | sed 's/^pan:[0-9]*: */    /; s/ (at depth.*//'; fi
  if [ "$verdict" = FAIL ]; then bad=1; cat "$directory"/*.log 2>/dev/null | head -40; fi
  rm -rf "$directory"
}

sound() {
  run "lock, 2 workers, 1 emergency" holds safety $lock -DNORMAL=2 -DURGENT=1 -DSTEADY
  run "lock, 3 workers, 1 emergency" holds safety $lock -DNORMAL=3 -DURGENT=1 -DSTEADY -DMIDCALL_ONLY
  run "lock, 1 worker, 2 emergencies" holds safety $lock -DNORMAL=1 -DURGENT=2 -DSTEADY
  run "lock, nobody gives up" holds safety $lock -DNORMAL=2 -DURGENT=1 -DSTEADY -DNOBODY_GIVES_UP -DFAIR
  run "an emergency gets through" holds liveness $lock -DNORMAL=2 -DURGENT=1 -DSTEADY -DFAIR -DLIVE_EMERGENCY
  run "whoever stays gets the ticket" holds liveness $lock -DNORMAL=2 -DURGENT=1 -DSTEADY -DFAIR -DLIVE_NORMAL
  run "writes, breaks and restarts" holds safety $writes
}

faults="REVOKED_RELEASE NO_TOKEN_CHECK LOCK_REPLACED LOST_WAKEUP SEND_WHILE_UNSETTLED OTHER_STOP_WHILE_UNSETTLED STALE_READING \
SETTLED_ACROSS_CONNECTIONS READ_BEFORE_SETTLED NOBODY_AGES NO_WATCHDOG"

fault() {
  case $1 in
    REVOKED_RELEASE | NO_TOKEN_CHECK | LOCK_REPLACED)
      run "fault $1" found safety $lock -DNORMAL=2 -DURGENT=1 -DSTEADY "-DFAULT_$1" ;;
    LOST_WAKEUP | NOBODY_AGES | NO_WATCHDOG)
      run "fault $1" found liveness $lock -DNORMAL=2 -DURGENT=1 -DSTEADY -DFAIR -DLIVE_NORMAL "-DFAULT_$1" ;;
    SEND_WHILE_UNSETTLED | OTHER_STOP_WHILE_UNSETTLED | STALE_READING | SETTLED_ACROSS_CONNECTIONS | READ_BEFORE_SETTLED)
      run "fault $1" found safety $writes "-DFAULT_$1" ;;
    *) echo "No such fault: $1. There are: $faults"; bad=2 ;;
  esac
}

case ${1:-all} in
  all) sound; for name in $faults; do fault "$name"; done ;;
  sound) sound ;;
  fault) fault "${2:-}" ;;
  faults) printf '%s\n' $faults ;;
  *) echo "Usage: check.sh [sound | fault NAME | faults]"; bad=2 ;;
esac
exit $bad
