#!/usr/bin/env bash
# image.sh DIRECTORY JAR DEPENDENCIES TIME [MODULE/CLASS… | CLASS]: the package step of a module that
# has a launcher. Puts the module's JAR and the jars in the directory DEPENDENCIES, which is used up,
# into DIRECTORY/target/image/lib, trains an AOT cache on them by running MODULE/CLASS, if one is given
# (several, with blanks between them, train one each), and stamps the image with the TIME at which the
# build started. A CLASS without a module says that the JAR is one of scripts, in no module and no
# package: that goes into image/scripts.
#
# Programs may be running from the image at this moment, so files are never written in place: a new
# one takes the name, and who has the old one open keeps it.
set -euo pipefail
shopt -s nullglob

image=$1/target/image jar=$2 dependencies=$3 time=$4 training=${5:-}
lib=$(cd "${BASH_SOURCE[0]%/*}" && pwd -P)
root=${lib%/bin/lib}
. "$lib/lock.sh"
. "$lib/java-options.sh"

# Brings the image's jars up to date. A jar that has not changed keeps its date, which the AOT cache
# remembers; where anything has changed no cache is left.
update_jars() {
  local file place=lib
  [[ -z $training || $training == */* ]] || place=scripts
  mkdir -p "$image/lib" "$image/$place" "$image/originals"
  update_jar "$jar" "$place/${jar##*/}"
  for file in "$dependencies"/*.jar; do
    update_jar "$file" "lib/${file##*/}"
  done
  for file in "$image"/lib/*.jar; do
    drop_unless_needed "${file##*/}"
  done
  rm -rf "$dependencies"
}

update_jar() {
  local file=$1 place=$2 name=${1##*/}
  if cmp -s "$file" "$image/originals/$name" && [[ -e $image/$place ]]; then
    return
  fi
  rm -f "$image"/*.aot
  if [[ -z $training || $name == twine-* ]]; then
    cp "$file" "$image/new.jar"
  else
    "$JAVA_HOME/bin/java" "$lib/ModernJar.java" "$file" "$image/new.jar"
  fi
  mv -f "$image/new.jar" "$image/$place"
  cp "$file" "$image/originals/$name"
}

drop_unless_needed() {
  local name=$1
  if [[ $name != "${jar##*/}" && ! -e $dependencies/$name ]]; then
    rm -f "$image"/*.aot "$image/lib/$name" "$image/originals/$name"
  fi
}

train() {
  find_main "$1"
  if has_cache; then
    return
  fi
  if "$JAVA_HOME/bin/java" "${java_options[@]}" -XX:AOTCacheOutput="$image/new.aot" \
    "${main_options[@]}" >"$image/training.log" 2>&1 </dev/null; then
    mv -f "$image/new.aot" "$image/$cache.aot"
    echo "$JAVA_HOME" >"$image/$cache.trained-by"
  else
    echo "twine: could not train an AOT cache; see $image/training.log" >&2
    exit 1
  fi
}

# A cache fits only the JVM that made it, and the options with which it was made.
has_cache() {
  local file=$image/$cache.aot
  [[ -e $file && $file -nt $JAVA_HOME/release && $file -nt $lib/java-options.sh ]] &&
    [[ $(cat "$image/$cache.trained-by") == "$JAVA_HOME" ]]
}

take_build_lock
update_jars
for each in $training; do
  train "$each"
done
touch -d "$time" "$image/stamp"
