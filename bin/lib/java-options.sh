# How the JVM is started, in training and ever after: an AOT cache fits only the options with which
# it was made. To be sourced.
#
# - Serial GC: one thread does the work, and it starts quickest.
# - A cache that is missing or stale is no news for the user, so the JVM says nothing of it.
# - A program that is over in a moment (the launcher says so by $brief) uses the first compiler alone.
#   The second would only take time from it, and a server without the second would be slow.
java_options=(
  -XX:+UseSerialGC
  "-Xlog:aot*=off,cds*=off"
  --add-opens java.base/java.lang=twine.core
  --add-modules jdk.unsupported
)
[[ -z ${brief:-} ]] || java_options+=(-XX:TieredStopAtLevel=1)
