#!/usr/bin/env bash
# image.sh APP MODULE JARS TIME: the package step of a module that has a launcher. Puts the module's
# jars into APP/target/image, trains the AOT cache on them, and stamps the image with the TIME at
# which the build started.
#
# Programs may be running from the image at this moment, so files are never written in place: a new
# one takes the name, and who has the old one open keeps it.
set -euo pipefail

app=$1 module=$2 jars=$3 time=$4
lib=$(cd "${BASH_SOURCE[0]%/*}" && pwd -P)
root=${lib%/bin/lib}
. "$lib/lock.sh"
. "$lib/java-options.sh"
image=$root/$app/target/image

# Brings the image's jars up to date; a jar that has not changed keeps its date, which the AOT cache
# remembers. Leaves no cache where anything has changed.
update_jars() {
  local jar
  mkdir -p "$image/lib"
  for jar in "$jars"/*.jar; do
    if ! cmp -s "$jar" "$image/lib/${jar##*/}"; then
      rm -f "$image/app.aot"
      cp "$jar" "$image/new.jar"
      mv -f "$image/new.jar" "$image/lib/${jar##*/}"
    fi
  done
  for jar in "$image"/lib/*.jar; do
    if [[ ! -e $jars/${jar##*/} ]]; then
      rm -f "$image/app.aot" "$jar"
    fi
  done
}

train() {
  if "$JAVA_HOME/bin/java" "${java_options[@]}" -XX:AOTCacheOutput="$image/new.aot" \
    -p "$image/lib" -m "$module/$module.Training" >"$image/training.log" 2>&1 </dev/null; then
    mv -f "$image/new.aot" "$image/app.aot"
  else
    echo "twine: could not train the AOT cache of $app; see $image/training.log" >&2
    exit 1
  fi
}

take_build_lock
update_jars
if [[ ! -e $image/app.aot || $JAVA_HOME/release -nt $image/app.aot ]]; then
  train
fi
touch -d "$time" "$image/stamp"
