#!/usr/bin/env bash
# measure-run.sh RESULT OUTPUT KIND DELAY COMMAND...: runs COMMAND with its standard output in OUTPUT, writes "WALL USER SYSTEM CODE" in
# seconds to RESULT, and the standard error of COMMAND to RESULT.err.
#
# KIND is the kind of standard output: the file OUTPUT (file), or a pipe whose reader starts after DELAY seconds and writes the text (text) or
# the number of lines (lines) to OUTPUT.
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
  # This script opens the pipe, so that the measured time does not include the wait for the reader.
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

# EPOCHREALTIME (since bash 5) has seconds with six decimals; without the decimal separator of the locale it is microseconds.
if [[ -n $began ]]; then
  micros=$((${finished//[!0-9]/} - ${began//[!0-9]/}))
  printf -v wall '%d.%06d' $((micros / 1000000)) $((micros % 1000000))
fi
printf '%s %s %s %s\n' "$wall" "$user" "$system" "$code" >"$result"
