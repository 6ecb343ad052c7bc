# How the command `foreflow` builds the classes and libraries that it starts. The script `foreflow` reads this file; it
# does not run by itself. Variables from there: home, top, modules, built, java. Functions from there: say, advise_jdk.
#
# All that a build leaves is in $built:
#
#   stamp       made when the last build began: what is newer than it has changed since
#   libraries   Maven's class path of the libraries
#   java.args   the JVM's arguments, in a file
#   build.log   Maven's output

log=$built/build.log

build_if_needed() {
  up_to_date && return
  mkdir -p "$built"
  lock
  # The command that held the lock may have built it all.
  up_to_date || build
  rm -rf "$built/lock"
  trap - EXIT INT TERM HUP
}

up_to_date() {
  changed=
  complete || return 1
  changed=$(newer_source)
  [ -z "$changed" ]
}

complete() {
  [ -f "$built/stamp" ] && [ -f "$built/java.args" ] && [ -f "$built/libraries" ] || return 1
  for module in $modules; do
    [ -d "$home/$module/target/classes" ] || [ ! -d "$home/$module/src/main" ] || return 1
  done
  # A library removed from Maven's repository would show as a missing class, far from its cause.
  saved=$IFS
  IFS=:
  for library in $(cat "$built/libraries"); do
    [ -f "$library" ] || { IFS=$saved; return 1; }
  done
  IFS=$saved
}

newer_source() {
  cd "$home"
  sources=pom.xml
  for module in $modules; do
    sources="$sources $module/pom.xml"
    [ ! -d "$module/src/main" ] || sources="$sources $module/src/main"
  done
  # Folders count too: their time changes when a file goes.
  # shellcheck disable=SC2086 # the list is ours and has no spaces
  find $sources -newer "$built/stamp" -print 2>/dev/null | head -n 1
}

# Two commands started at once must not compile into the same folder.
lock() {
  waiting=
  until mkdir "$built/lock" 2>/dev/null; do
    owner=$(cat "$built/lock/pid" 2>/dev/null || :)
    if [ -n "$owner" ] && ! kill -0 "$owner" 2>/dev/null; then
      rm -rf "$built/lock"
      continue
    fi
    [ -n "$waiting" ] || say "waiting for the build of another foreflow command (process ${owner:-unknown})"
    waiting=yes
    sleep 1
  done
  echo $$ >"$built/lock/pid"
  trap 'rm -rf "$built/lock"' EXIT
  trap 'exit 130' INT
  trap 'exit 143' TERM HUP
}

# Maven's output in a few lines: the modules as they come, and the downloads by every 50 MB.
progress() {
  awk '
    /Building Foreflow: / { sub(/.*Building Foreflow: /, ""); sub(/ [0-9][^ ]*-SNAPSHOT/, ""); sub(/ +\[/, " ["); print "  " $0; fflush() }
    /Downloaded from / {
      if (match($0, /\([0-9.]+ [kMG]?B/)) {
        split(substr($0, RSTART + 1, RLENGTH - 1), size, " ")
        factor = size[2] == "GB" ? 1e3 : size[2] == "MB" ? 1 : size[2] == "kB" ? 1e-3 : 1e-6
        total += size[1] * factor
        if (total - shown >= 50) { shown = total; printf "  %d MB of libraries downloaded so far\n", total; fflush() }
      }
    }' >&2
}

build() {
  if ! "$java" --list-modules 2>/dev/null | grep -q '^jdk.compiler'; then
    say "$java is a Java runtime without the compiler, which the build needs."
    advise_jdk
    exit 1
  fi
  began=$(date +%s)
  first=
  [ -f "$built/stamp" ] || first=yes
  : >"$built/stamp.next"
  if [ -n "$first" ]; then
    say "building for the first time: libraries not yet in Maven's repository are downloaded"
    say "(about 400 MB), then about half a minute of compiling. Later starts skip this. Log: $log"
  else
    say "sources have changed (${changed:-a part is missing}): rebuilding, about 20 seconds. Log: $log"
  fi
  {
    status=0
    (cd "$home" && ./mvnw --batch-mode -pl "$top" -am -DskipTests -Dwarnings.refused=false -Dlauncher.build compile) || status=$?
    echo "$status" >"$built/status"
  } 2>&1 </dev/null | tee "$log" | progress
  if [ "$(cat "$built/status")" != 0 ]; then
    say "the build failed. Its last errors:"
    # Maven's advice for people who know Maven helps nobody here.
    sed -n '/^\[INFO\] BUILD/,$d; /^\[ERROR\]/p; /^\[WARNING\] .*\.java/p' "$log" | head -n 20 >&2
    grep -q '^\[ERROR\]' "$log" || tail -n 20 "$log" >&2
    say "The whole log: $log"
    exit 1
  fi
  write_arguments
  printf '%s' "$java" >"$built/java"
  mv "$built/stamp.next" "$built/stamp"
  say "built in $(($(date +%s) - began)) seconds."
}

# A JVM with a long command line crashes in some versions of ONNX Runtime: all goes through a file.
write_arguments() {
  classpath=
  for module in $modules; do
    classpath=$classpath$home/$module/target/classes:
  done
  # In an argument file, quotes and backslashes inside quotes are escaped.
  classpath=$(printf '%s' "$classpath$(cat "$built/libraries")" | sed 's/\\/\\\\/g; s/"/\\"/g')
  {
    printf -- '-cp "%s"\n' "$classpath"
    # Flink's serializers and ONNX Runtime's buffers reach into these.
    for package in java.lang java.lang.reflect java.net java.nio java.text java.time java.util \
      java.util.concurrent java.util.concurrent.atomic java.util.concurrent.locks sun.nio.ch; do
      printf -- '--add-opens java.base/%s=ALL-UNNAMED\n' "$package"
    done
    # Nothing is fetched at run time: PyTorch's natives are among the libraries.
    echo '-Dai.djl.offline=true'
    echo '-Xms64m'
    echo '-XX:+UseG1GC'
    echo '-Xshare:auto'
  } >"$built/java.args"
}
