# How the JVM is started, in training and ever after: an AOT cache fits only the options with which
# it was made. To be sourced.
#
# - Serial GC: one thread does the work, and it starts quickest.
# - A cache that is missing or stale is no news for the user, so the JVM says nothing of it.
# - The compilers are left alone: C1 only would start no faster here and would slow servers down.
java_options=(
  -XX:+UseSerialGC
  "-Xlog:aot*=off,cds*=off"
  --add-opens java.base/java.lang=twine.core
  --add-modules jdk.unsupported
)
