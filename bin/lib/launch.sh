# What every launcher does: find a JDK, build if the sources are newer than the build, run. To be
# sourced; Bash 3.2 and later.

set -euo pipefail
shopt -s extglob

lib=$(cd "${BASH_SOURCE[0]%/*}" && pwd -P)
root=${lib%/bin/lib}
. "$lib/jdk.sh"
. "$lib/maven.sh"
. "$lib/lock.sh"

# launch MODULES MAIN ARGUMENT…: becomes the program MAIN (module/class) of the last of MODULES. These
# are the directories whose sources it is made from.
launch() {
  local modules=$1 main=$2 app=${1##* }
  local image=$root/$app/target/image
  shift 2
  find_jdk
  ensure_built
  . "$lib/java-options.sh"
  exec "$JAVA_HOME/bin/java" "${java_options[@]}" -XX:AOTCache="$image/app.aot" \
    -p "$image/lib" -m "$main" "$@"
}

# The functions below see the variables of launch.

ensure_built() {
  if [[ -n ${TWINE_NO_BUILD:-} ]]; then
    if [[ ! -e $image/stamp ]]; then
      echo "twine: $app is not built, and TWINE_NO_BUILD forbids to build it now." >&2
      exit 1
    fi
  elif ! fresh; then
    build
  fi
}

# Whether the image is newer than everything that it was made from. Directories count too: theirs is
# the time of what was deleted.
fresh() {
  [[ -e $image/stamp ]] || return 1
  local module newer
  local -a sources=("$root/pom.xml" "$root/.mvn" "$lib")
  for module in $modules; do
    sources+=("$root/$module"/!(target))
  done
  newer=$(find "${sources[@]}" -path '*/src/test' -prune -o -newer "$image/stamp" -print -quit)
  [[ -z $newer ]]
}

# Builds under a lock, since several terminals may start at once. Who had to wait finds it done.
build() {
  take_build_lock
  if ! fresh; then
    echo "twine: building $app; the first time takes a minute or two ..." >&2
    local log=$root/target/build.log
    if ! maven -q -B -ntp -Dquick -pl "$app" -am package >"$log" 2>&1 </dev/null; then
      cat "$log" >&2
      echo "twine: the build failed; what it said is above." >&2
      exit 1
    fi
  fi
  give_build_lock
}
