# Runs Maven on the JDK that find_jdk chose. To be sourced after jdk.sh.

# maven ARGUMENT…: Maven at the root of the project.
maven() {
  if ! type -P mvn >/dev/null; then
    echo "twine: no Maven on the PATH. Install 3.8.7 or newer (for example: apt-get install maven)." >&2
    exit 1
  fi
  # Maven's own libraries make a new JDK print warnings that are none of our user's business.
  export MAVEN_OPTS="--sun-misc-unsafe-memory-access=allow ${MAVEN_OPTS:-}"
  (cd "$root" && exec mvn "$@")
}
