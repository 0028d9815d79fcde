#!/bin/sh
# Builds sio from this checkout and installs it below a prefix; see `./install.sh --help`.
set -eu
unset CDPATH

usage() {
  cat <<'END'
Usage: ./install.sh [--prefix DIR] [--no-warmup] [--yes]
       ./install.sh --uninstall [--purge] [--prefix DIR]

Builds sio from this checkout and installs it; needs a JDK 17 or newer, but no root access.

  --prefix DIR   install below DIR (default: ~/.local): the command DIR/bin/sio,
                 its jars in DIR/lib/sio, completions and manual pages in DIR/share
  --no-warmup    do not make the archives for a fast start; sio warmup makes them later
  --uninstall    remove the installation below the prefix
  --purge        with --uninstall: remove the history and the profiles of the user too
  --yes          install a JDK with apt-get, dnf or brew if none is found
  --help         show this help

Environment:
  SIO_JDK_DIRS   the only places to look for a JDK, separated by colons: each a JDK
                 or a directory of JDKs (default: JAVA_HOME, PATH and the usual places)

Exit codes: 0 done, 1 a step failed, 2 wrong usage, 3 no JDK found.
END
}

fail() {
  printf 'install.sh: %s\n' "$1" >&2
  exit "${2-1}"
}

# quote TEXT: prints the text quoted as one word for a POSIX shell.
quote() {
  printf "'%s'" "$(printf '%s' "$1" | sed "s/'/'\\\\''/g")"
}

main() {
  prefix=${HOME:+$HOME/.local} action=install yes= warmup=true purge=
  while [ $# -gt 0 ]; do
    case $1 in
      --prefix)
        [ $# -gt 1 ] || fail "--prefix needs a directory; see --help" 2
        prefix=$2
        shift
        ;;
      --prefix=*) prefix=${1#*=} ;;
      --uninstall) action=uninstall ;;
      --no-warmup) warmup= ;;
      --purge) purge=true ;;
      --yes) yes=true ;;
      -h | --help)
        usage
        exit 0
        ;;
      *) fail "unknown argument: $1; see --help" 2 ;;
    esac
    shift
  done

  [ -z "$purge" ] || [ "$action" = uninstall ] || fail "--purge needs --uninstall; see --help" 2
  [ -n "$prefix" ] || fail "the prefix is empty; name a directory with --prefix DIR" 2
  case $prefix in
    *:* | *'
'*) fail "a prefix must not contain a colon or a line break, Java could not find the jars there: $prefix" 2 ;;
    /*) ;;
    *) prefix=$PWD/$prefix ;;
  esac
  if [ -d "$prefix" ]; then
    prefix=$(cd "$prefix" && pwd)
  fi
  prefix=${prefix%/}
  lib=$prefix/lib/sio
  staged=$prefix/lib/.sio.staged
  previous=$prefix/lib/.sio.previous

  "$action"
}

# --- installing ---------------------------------------------------------------

install() {
  find_checkout
  find_jdk
  prepare_prefix
  echo "installing sio below $prefix, with JDK $jdk_version ($jdk)"
  echo "this takes up to two minutes and 250 MB; Maven downloads the libraries that it does not have yet"
  begin_step 1 build
  build
  end_step
  begin_step 2 install
  stage
  swap
  end_step
  begin_step 3 warm-up
  if [ -n "$warmup" ]; then
    warming=true
    archive
    warming=''
    end_step
  else
    end_step "skipped; sio warmup makes the archives for a fast start"
  fi
  report
}

# --- progress -----------------------------------------------------------------

# begin_step NUMBER NAME: announces one of the three steps.
begin_step() {
  step="$1/3 $2" step_began=$(date +%s)
  if [ -t 1 ]; then
    printf '%s' "$step"
  else
    echo "$step ..."
  fi
}

# end_step [TEXT]: prints the time that the step took, or the text.
end_step() {
  outcome=${1-"$(($(date +%s) - step_began)) s"}
  if [ -t 1 ]; then
    printf '\r%s: %s\033[K\n' "$step" "$outcome"
  else
    echo "$step: $outcome"
  fi
}

# run COMMAND...: runs a command; on a terminal, a spinner turns and the seconds pass until it ends.
run() {
  if [ ! -t 1 ]; then
    "$@"
    return
  fi
  spin &
  spinner=$!
  status=0
  "$@" || status=$?
  stop_spinner
  return "$status"
}

spin() {
  trap - EXIT
  while kill -0 $$ 2>/dev/null; do
    for mark in '|' / - '\\'; do
      printf '\r%s %s %s s ' "$step" "$mark" "$(($(date +%s) - step_began))"
      sleep 1
    done
  done
}

stop_spinner() {
  if [ -n "${spinner-}" ]; then
    # A new subshell may lose other signals: it has the traps of its parent at first.
    kill -9 "$spinner" 2>/dev/null || :
    wait "$spinner" 2>/dev/null || :
    spinner=
    printf '\r\033[K'
  fi
}

find_checkout() {
  self=$0
  while [ -L "$self" ]; do
    target=$(readlink "$self")
    case $target in
      /*) self=$target ;;
      *) self=$(dirname "$self")/$target ;;
    esac
  done
  checkout=$(cd "$(dirname "$self")" && pwd)
  [ -f "$checkout/src/main/launcher/find-java" ] || fail "$checkout is not a checkout of sio; clone the repository and run its install.sh"
}

find_jdk() {
  # shellcheck source=/dev/null
  . "$checkout/src/main/launcher/find-java"
  newest_jdk
  if [ -z "$jdk" ]; then
    install_jdk
    newest_jdk
    [ -n "$jdk" ] || fail "still no JDK 17 or newer after the installation; set JAVA_HOME to where it is" 3
  fi
  if [ -n "${JAVA_HOME-}" ] && [ "$jdk" != "${JAVA_HOME%/}" ] && [ -z "${SIO_JDK_DIRS-}" ]; then
    echo "JAVA_HOME ($JAVA_HOME) is not the newest JDK here: using $jdk ($jdk_version)"
  fi
}

# Sets jdk and jdk_version to the newest JDK that starts. One for another processor, or one that is partly removed, does not.
newest_jdk() {
  jdk=
  jdks=$(find_java javac)
  while IFS=' ' read -r jdk_version jdk_home; do
    if [ -n "$jdk_home" ] && "$jdk_home/bin/javac" -version </dev/null >/dev/null 2>&1; then
      jdk=${jdk_home%/}
      return
    fi
  done <<END
$jdks
END
}

# Prints the command that installs a JDK on this system, or runs it if --yes is given.
install_jdk() {
  automatic=true root=
  [ "$(id -u)" = 0 ] || root='sudo '
  if command -v apt-get >/dev/null; then
    package=$(newest_package "apt-cache search --names-only ^openjdk-[0-9]+-jdk-headless\$")
    # A new container has no package lists, without which apt finds no package.
    advice="${root}apt-get update && ${root}apt-get install -y ${package:-default-jdk-headless}"
  elif command -v dnf >/dev/null; then
    package=$(newest_package "dnf -q repoquery --qf %{name}\n java-*-openjdk-devel")
    advice="${root}dnf install -y ${package:-java-latest-openjdk-devel}"
  elif command -v brew >/dev/null; then
    advice="brew install openjdk"
  else
    automatic=
    if command -v apk >/dev/null; then
      advice="${root}apk add openjdk21-jdk"
    elif command -v pacman >/dev/null; then
      advice="${root}pacman -S jdk-openjdk"
    elif command -v zypper >/dev/null; then
      advice="${root}zypper install java-21-openjdk-devel"
    else
      advice="see https://adoptium.net for one"
    fi
  fi

  if [ -z "$yes" ] || [ -z "$automatic" ]; then
    printf 'install.sh: no JDK 17 or newer found%s; install one: %s\n' "${SIO_JDK_DIRS:+ in SIO_JDK_DIRS ($SIO_JDK_DIRS)}" "$advice" >&2
    [ -z "$automatic" ] || echo "or: ./install.sh --yes" >&2
    exit 3
  fi
  echo "no JDK 17 or newer found; running: $advice"
  sh -c "$advice" </dev/null || fail "the JDK could not be installed; the command was: $advice"
}

# newest_package COMMAND: prints the package of the newest Java from 17 on among those that COMMAND lists.
newest_package() {
  set -f
  # shellcheck disable=SC2086
  $1 2>/dev/null | sed -n 's/^\([a-z]*-\([0-9][0-9]*\)-[a-z-]*\).*/\2 \1/p' | sort -n | awk '$1 >= 17 { newest = $2 } END { print newest }'
  set +f
}

# --- the prefix ---------------------------------------------------------------

# lib/sio/installed lists what was installed, as lines "file PATH" or "dir PATH" relative to the prefix. The next run and --uninstall touch
# nothing else.

prepare_prefix() {
  created='' swapping='' finished='' warming=''
  trap clean_up EXIT
  trap 'exit 129' HUP
  trap 'exit 130' INT
  trap 'exit 143' TERM

  make_directory "$prefix/bin"
  make_directory "$prefix/lib"
  # Restores the previous version if an installation was killed between its two renames.
  if [ ! -e "$lib" ] && [ -d "$previous" ]; then
    mv "$previous" "$lib"
  fi
  rm -rf "$staged" "$previous" || fail_to_write "$prefix/lib"
  if [ -e "$lib" ] && [ ! -f "$lib/installed" ]; then
    fail "$lib is not from this installer; move it away or choose another directory with --prefix DIR"
  fi
  claim bin/sio
  mkdir "$staged" 2>/dev/null || fail_to_write "$prefix/lib"
}

# make_directory DIR: creates a directory with its parents, and adds the new ones to the list "created".
make_directory() {
  if [ ! -d "$1" ]; then
    [ -z "${1%/*}" ] || make_directory "${1%/*}"
    mkdir "$1" 2>/dev/null || fail_to_write "$1"
    created="$1
$created"
  fi
}

fail_to_write() {
  fail "cannot write to $1; choose another directory with --prefix DIR"
}

# claim FILE: fails unless FILE can be written and is missing or from an earlier installation, so that it may be replaced.
claim() {
  [ -w "$(dirname "$prefix/$1")" ] || fail_to_write "$(dirname "$prefix/$1")"
  if [ -e "$prefix/$1" ] || [ -L "$prefix/$1" ]; then
    grep -qxF "file $1" "$lib/installed" 2>/dev/null ||
      fail "$prefix/$1 is not from this installer; move it away or choose another directory with --prefix DIR"
  fi
}

# --- building and putting in place --------------------------------------------

build() {
  log=$checkout/target/install.log
  # target/lib is removed because it may hold libraries of an earlier version.
  (mkdir -p "$checkout/target" && rm -rf "$checkout/target/lib" && : >"$log") 2>/dev/null ||
    fail "cannot write to $checkout/target, where sio is built; look who owns it"
  run package || fail "the build failed: $(build_error); all of its output is in $log"
}

# The checks for contributors (format, no compiler warnings) are off, because they may fail with a newer JDK.
package() {
  (cd "$checkout" && JAVA_HOME=$jdk ./mvnw -B -q -Dstyle.color=never -Dmaven.test.skip=true \
    -Dspotless.check.skip=true -Dmaven.compiler.failOnWarning=false package) </dev/null >"$log" 2>&1
}

# Prints the cause of a failed build on one line, from the log. Maven wraps the cause in "Failed to execute goal ...", and does not repeat the
# output of a program that it ran. If the log has no error of Maven, a step before Maven failed: mvnw, a download, or Java itself.
build_error() {
  cause=$(sed "s/$(printf '\033')\[[0-9;]*m//g" "$log" | awk '
    function unwrapped(text) {
      sub(/ *-> \[Help [0-9]+\].*/, "", text)
      sub(/^Failed to execute goal .*on project [^: ]+: */, "", text)
      sub(/^Rule [0-9]+: .* failed with message: */, "", text)
      sub(/^.*: Could not (transfer|find) artifact /, "could not get ", text)
      return text
    }
    # Skips blank lines, warnings and stack traces.
    /^[# ]*$/ || /^(WARNING: |\[(WARNING|INFO|DEBUG)\]|Picked up |.* VM warning: )/ || /^[ \t]+at / { next }
    !/^\[(ERROR|FATAL)\]/ {
      sub(/^# /, "")
      if (program == "" && cause == "") program = $0
      next
    }
    {
      sub(/^(\[(ERROR|FATAL)\] *)+/, "")
      # If the line with the goal has no cause, the next lines have it.
      if (unwrapped(cause) == "" && !/^(COMPILATION ERROR|Some problems were encountered|$)/) cause = cause (cause == "" ? "" : " ") $0
    }
    END {
      cause = unwrapped(cause)
      print program != "" && cause ~ /^($|Command execution failed|An Ant BuildException has occur)/ ? program : cause
    }')
  printf '%s\n' "${cause:-no reason given}"
}

# Prepares all files below the prefix, so that the installation itself consists of renames only.
stage() {
  mkdir "$staged/bin" "$staged/sio" || fail_to_write "$staged"
  cp "$checkout/target/sio.jar" "$checkout"/target/lib/*.jar "$checkout/src/main/launcher/find-java" "$staged/sio/" ||
    fail "the jars could not be copied to $staged"
  { version=$("$jdk/bin/java" -jar "$staged/sio/sio.jar" --version) && "$jdk/bin/java" -jar "$staged/sio/sio.jar" --help >"$staged/sio/help"; } \
    </dev/null 2>/dev/null || fail "what was built does not start; see: $jdk/bin/java -jar $checkout/target/sio.jar --version"
  "$jdk/bin/java" --enable-native-access=ALL-UNNAMED -cp "$staged/sio/sio.jar" io.github.siocli.startup.NativeLibraryUnpacker \
    "$staged/sio" </dev/null >>"$log" 2>&1 ||
    echo "the native library of JLine does not work here: the prompt runs stty, and other commands take the width from COLUMNS, or 80; see $log"

  files=
  stage_completion sio.bash share/bash-completion/completions/sio
  stage_completion _sio share/zsh/site-functions/_sio
  stage_completion sio.fish share/fish/vendor_completions.d/sio.fish
  stage_manual
  # The command is the last file, so that a failed rename of another file leaves the previous command.
  stage_launcher bin/sio
  list_installed >"$staged/sio/installed" || fail_to_write "$staged"
}

# stage_completion SOURCE FILE
stage_completion() {
  [ -f "$checkout/completions/$1" ] || return 0
  make_directory "$(dirname "$prefix/$2")"
  claim "$2"
  { mkdir -p "$(dirname "$staged/$2")" && cp "$checkout/completions/$1" "$staged/$2"; } || fail_to_write "$staged"
  add_file "$2"
}

# Makes the manual pages. They are not needed to run sio.
stage_manual() {
  "$jdk/bin/java" -cp "$staged/sio/sio.jar" io.github.siocli.startup.ManPageWriter "$staged/share/man" "${version#sio }" \
    </dev/null >>"$log" 2>&1 || {
    echo "the manual pages could not be made; see $log"
    return 0
  }
  for page in "$staged"/share/man/man?/sio*; do
    [ -f "$page" ] || continue
    page=${page#"$staged"/}
    make_directory "$(dirname "$prefix/$page")"
    claim "$page"
    add_file "$page"
  done
}

# stage_launcher FILE
stage_launcher() {
  while IFS= read -r line; do
    case $line in
      java=@JAVA@) printf 'java=%s\n' "$(quote "$jdk/bin/java")" ;;
      lib=@LIB@) printf 'lib=%s\n' "$(quote "$lib")" ;;
      version=@VERSION@) printf 'version=%s\n' "$(quote "$version")" ;;
      *) printf '%s\n' "$line" ;;
    esac
  done <"$checkout/src/main/launcher/sio" >"$staged/$1" || fail_to_write "$staged"
  chmod 755 "$staged/$1"
  add_file "$1"
}

add_file() {
  files="$files$1
"
}

list_installed() {
  printf '%s' "$files" | sed 's/^/file /'
  # Subdirectories come before their parents, in the order in which --uninstall removes them.
  printf '%s' "$created" | while IFS= read -r directory; do
    case $directory in
      "$prefix") echo "dir " ;;
      "$prefix"/*) printf 'dir %s\n' "${directory#"$prefix"/}" ;;
    esac
  done
  [ ! -f "$lib/installed" ] || grep '^dir ' "$lib/installed" || :
}

swap() {
  installed=$(cat "$lib/installed" 2>/dev/null) || :
  swapping=true
  [ ! -d "$lib" ] || mv "$lib" "$previous" || fail_to_write "$prefix/lib"
  mv "$staged/sio" "$lib" || fail_to_write "$prefix/lib"
  printf '%s' "$files" | while IFS= read -r file; do
    mv -f "$staged/$file" "$prefix/$file" || fail_to_write "$(dirname "$prefix/$file")"
  done
  finished=true
  remove_files "$(printf '%s\n' "$installed" | grep -vxFf "$lib/installed")"
}

# The archives contain the paths of the jars, so that they are made after the renames. Without them sio works, but starts slower.
archive() {
  run make_archives || echo "sio starts slower: its archive could not be made; see $log"
}

make_archives() {
  "$jdk/bin/java" --enable-native-access=ALL-UNNAMED -cp "$lib/sio.jar" io.github.siocli.startup.ArchiveMaker \
    "$prefix/bin/sio" "$lib" </dev/null >>"$log" 2>&1
}

# Removes temporary files, and restores the previous version after a failure. Runs at every end of the installation.
clean_up() {
  stop_spinner
  if [ -n "$warming" ]; then
    echo >&2
    echo "install.sh: interrupted; sio is installed; sio warmup makes its start faster" >&2
  fi
  if [ -n "$swapping" ] && [ -z "$finished" ]; then
    if [ -d "$previous" ]; then
      rm -rf "$lib"
      mv "$previous" "$lib"
    elif [ -z "$installed" ]; then
      rm -rf "$lib"
      remove_files "$(list_installed)"
    fi
  fi
  # Errors are hidden: if the prefix is not writable, that is reported already and there is nothing to remove.
  rm -rf "$staged" "$previous" 2>/dev/null || :
  if [ -z "$finished" ]; then
    printf '%s' "$created" | while IFS= read -r directory; do
      rmdir "$directory" 2>/dev/null || :
    done
  fi
}

report() {
  echo "installed $prefix/bin/sio ($(du -sk "$lib" | awk '{ printf "%.0f MB", $1 / 1024 }'))"
  echo
  echo "try it:"
  case ":$PATH:" in
    *":$prefix/bin:"*)
      echo "  sio demo"
      first=$(command -v sio) || first=
      [ "$first" = "$prefix/bin/sio" ] || echo "but sio is still $first, which comes first on your PATH"
      ;;
    *) path_lines ;;
  esac
}

# Prints the line that puts sio on the PATH of this shell, and the one for all later shells.
path_lines() {
  bin=$(quote "$prefix/bin")
  line="export PATH=$bin:\"\$PATH\""
  case ${SHELL-} in
    */fish)
      # fish keeps this for all later shells.
      printf '  fish_add_path %s\n  sio demo\n' "$bin"
      return
      ;;
    */zsh) profile='~/.zshrc' ;;
    */bash) profile='~/.bashrc' ;;
    *) profile='~/.profile' ;;
  esac
  printf '  %s\n  sio demo\n' "$line"
  echo "for new shells: echo $(quote "$line") >>$profile"
}

# --- uninstalling -------------------------------------------------------------

uninstall() {
  if [ ! -f "$lib/installed" ]; then
    echo "nothing to remove: sio is not installed below $prefix"
    return
  fi
  installed=$(cat "$lib/installed")
  remove_files "$installed"
  rm -rf "$lib" "$staged" "$previous" || fail "cannot remove $lib"
  printf '%s\n' "$installed" | sed -n 's/^dir //p' | while IFS= read -r directory; do
    # rmdir keeps a directory that holds other files.
    rmdir "${prefix}${directory:+/$directory}" 2>/dev/null || :
  done
  echo "removed sio from $prefix"
  purge_data "${XDG_STATE_HOME:-${HOME-}/.local/state}/sio"
  purge_data "${XDG_CONFIG_HOME:-${HOME-}/.config}/sio"
  purge_data "${HOME-}/Library/Application Support/sio"
}

# purge_data DIR: removes a directory with data of the user if --purge is given, and says otherwise that it stays.
purge_data() {
  [ -d "$1" ] || return 0
  if [ -n "$purge" ]; then
    rm -rf "$1" || fail "cannot remove $1"
    echo "removed $1"
  else
    echo "your data stays in $1; --uninstall --purge removes it"
  fi
}

# remove_files LIST: removes the files, but not the directories, of a list in the format of lib/sio/installed.
remove_files() {
  printf '%s\n' "$1" | sed -n 's/^file //p' | while IFS= read -r file; do
    rm -f "$prefix/$file" || fail "cannot remove $prefix/$file"
  done
}

main "$@"
