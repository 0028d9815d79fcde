#!/usr/bin/env bash
# measured.sh RESULT OUTPUT KIND DELAY COMMAND...: runs COMMAND with its output going to OUTPUT, and writes "WALL USER SYSTEM CODE" to
# RESULT, in seconds, and its standard error to RESULT.err.
#
# KIND says what its standard output is: a file, which is OUTPUT (file), or a pipe, whose reader begins to read after DELAY seconds and
# writes to OUTPUT what came (text) or how many lines came (lines).
set -u
result=$1 output=$2 kind=$3 delay=$4
shift 4

if [[ $kind == file ]]; then
  exec 4>"$output"
else
  pipe=$output.pipe
  mkfifo "$pipe" || exit 1
  reader=(cat)
  [[ $kind != lines ]] || reader=(wc -l)
  { [[ $delay == 0 ]] || sleep "$delay"; exec "${reader[@]}"; } <"$pipe" >"$output" &
  # The pipe is opened here and not by the command, so that what is timed does not wait for its reader.
  exec 4>"$pipe"
  rm -f "$pipe"
fi

TIMEFORMAT='%3R %3U %3S'
began=${EPOCHREALTIME-}
{ time "$@" >&4 2>"$result.err" 4>&-; } 2>"$result.time"
code=$?
finished=${EPOCHREALTIME-}
exec 4>&-
wait
read -r wall user system <"$result.time"
rm -f "$result.time"

# Seconds with six digits, in a locale's own notation: without it they are microseconds. bash has it since version 5.
if [[ -n $began ]]; then
  micros=$((${finished//[!0-9]/} - ${began//[!0-9]/}))
  printf -v wall '%d.%06d' $((micros / 1000000)) $((micros % 1000000))
fi
printf '%s %s %s %s\n' "$wall" "$user" "$system" "$code" >"$result"
