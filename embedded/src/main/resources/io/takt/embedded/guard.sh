# Runs a command for as long as standard input stays open, and not a moment longer.
#
#   bash guard.sh SIGNAL SECONDS PIDFILE COMMAND [ARGUMENT...]
#
# Standard input is a pipe from the launcher. When the launcher closes it, or ends in whatever way,
# kill -9 included, the command gets SIGNAL, and KILL if it is still there after SECONDS. Ends with
# the command's exit status. Works with bash 3.2, without a terminal.
signal=$1
seconds=$2
pidfile=$3
shift 3

# Each job a process group of its own: Ctrl-C is for the launcher, which ends the command in its turn.
set -m
trap : INT TERM HUP
exec 3<&0 </dev/null

"$@" 3<&- &
command=$!
echo "$command" >"$pidfile"

(
  trap : INT TERM HUP
  # End of file is status 1; a read that a signal broke off is above 128 and is taken up again.
  while :; do
    read -r _ <&3
    [ $? -gt 128 ] || break
  done
  kill -s "$signal" -- "$command" 2>/dev/null
  tenths=$((seconds * 10))
  while [ "$tenths" -gt 0 ] && kill -0 "$command" 2>/dev/null; do
    sleep 0.1
    tenths=$((tenths - 1))
  done
  kill -s KILL -- "-$command" 2>/dev/null
) >/dev/null 2>&1 &
guard=$!
exec 3<&-

while :; do
  wait "$command" 2>/dev/null
  status=$?
  kill -0 "$command" 2>/dev/null || break
done
rm -f "$pidfile"
# The shell may report the guard's end at any of the next commands: not into the command's log.
exec 2>/dev/null
kill -s KILL -- "-$guard"
wait "$guard"
exit "$status"
