# What every launcher does: find a JDK, build if the sources are newer than the build, run. To be
# sourced; Bash 3.2 and later.

set -euo pipefail
shopt -s extglob

lib=$(cd "${BASH_SOURCE[0]%/*}" && pwd -P)
root=${lib%/bin/lib}
. "$lib/jdk.sh"
. "$lib/maven.sh"
. "$lib/lock.sh"

# prepare MODULES: finds the JDK and builds the last of MODULES, the directories whose sources it is
# made from. Sets $image to where it lies then, and exports JAVA_HOME.
prepare() {
  modules=$1
  image=$root/${modules##* }/target/image
  find_jdk
  ensure_built
}

# launch MODULES MAIN ARGUMENT…: prepares MODULES and becomes the program MAIN (module/class), or the
# script of that class.
launch() {
  prepare "$1"
  shift
  compose "$@"
  exec ${heeding[@]+"${heeding[@]}"} "${command[@]}"
}

# compose MAIN ARGUMENT…: sets command to what runs MAIN of the image that was prepared.
compose() {
  local main=$1
  shift
  . "$lib/java-options.sh"
  find_main "$main"
  command=(
    "$JAVA_HOME/bin/java" "${java_options[@]}" -XX:AOTCache="$image/$cache.aot"
    ${more_options[@]+"${more_options[@]}"} "${main_options[@]}" "$@"
  )
}

# A script's background job is started with INT ignored, neither bash nor the JVM can undo that, and
# "kill -INT" would not end a server. Where env can, it is put in front.
heeding=()
heed() {
  if [[ -n $(trap -p "$1") ]] && env --default-signal="$1" true 2>/dev/null; then
    heeding=(${heeding[@]-env} --default-signal="$1")
  fi
}
heed INT

ensure_built() {
  if [[ -n ${TWINE_NO_BUILD:-} ]]; then
    if [[ ! -e $image/stamp ]]; then
      echo "twine: ${modules##* } is not built, and TWINE_NO_BUILD forbids to build it now." >&2
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
    echo "twine: building ${modules##* }; the first time takes a minute or two ..." >&2
    local log=$root/target/build.log
    if ! maven -q -B -ntp -Dquick -pl "${modules##* }" -am package >"$log" 2>&1 </dev/null; then
      cat "$log" >&2
      echo "twine: the build failed; what it said is above." >&2
      exit 1
    fi
  fi
  give_build_lock
}
