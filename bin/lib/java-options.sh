# How the JVM is started, in training and ever after: an AOT cache fits only the options with which
# it was made. To be sourced.
#
# - Serial GC: one thread does the work, and it starts quickest.
# - A cache that is missing or stale is no news for the user, so the JVM says nothing of it.
# - Coroutines take the fast way where java.lang is open to them.
# - A script is in no module, so nobody asks for the module of the engine on its behalf.
# - A program that is over in a moment (the launcher says so by $brief) uses the first compiler alone.
#   The second would only take time from it, and a server without the second would be slow.
java_options=(
  -XX:+UseSerialGC
  "-Xlog:aot*=off,cds*=off"
  --add-opens java.base/java.lang=twine.core
  --add-modules jdk.unsupported,twine.core
)
[[ -z ${brief:-} ]] || java_options+=(-XX:TieredStopAtLevel=1)

# Sets main_options to what makes the JVM run $1 of $image, a MODULE/CLASS, or the CLASS of a script;
# and cache to the name of the AOT cache for that, since a cache fits only the module it was made for.
# Where twine.linux is, it may make calls of the system, and ask the JDK for the descriptors of channels.
# Tests may use whatever trial has with it.
find_main() {
  local linux=("$image"/lib/twine-linux-*.jar)
  cache=app
  case $1 in
    twine.app/*)
      cache=twined
      [[ $1 != */twine.app.command.FileTraining && -z ${compiles:-} ]] || cache=twined-java
      main_options=(-p "$image/lib" -m "$1")
      ;;
    twine.trial/*) main_options=(-p "$image/lib" --add-modules ALL-MODULE-PATH -m "$1") ;;
    */*) main_options=(-p "$image/lib" -m "$1") ;;
    *) main_options=(-p "$image/lib" -cp "$image/scripts/*" "$1") ;;
  esac
  if [[ -e ${linux[0]:-} ]]; then
    main_options=(
      --enable-native-access=twine.linux
      --add-exports java.base/sun.nio.ch=twine.linux
      "${main_options[@]}"
    )
  fi
}
