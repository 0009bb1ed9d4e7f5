# Finds a JDK that Twine runs on. To be sourced; Bash 3.2 and later.
#
# Nothing here starts a process unless the quick ways have failed: every launcher pays for it.

readonly TWINE_JDK=25

# Sets $feature to the feature release of the JDK at $1, or to 0 where there is no JDK.
jdk_feature() {
  local line
  feature=0
  [[ -x $1/bin/java && -x $1/bin/javac && -r $1/release ]] || return 0
  while read -r line; do
    case $line in
      JAVA_VERSION=*)
        line=${line#JAVA_VERSION=}
        line=${line//\"/}
        feature=${line%%[.+-]*}
        ;;
    esac
  done <"$1/release"
  [[ $feature =~ ^[0-9]+$ ]] || feature=0
}

# The homes in which systems and version managers usually put JDKs.
usual_jdk_homes() {
  homes=(
    /usr/lib/jvm/*
    /usr/lib64/jvm/*
    /usr/java/*
    /usr/local/*jdk*
    /opt/*jdk*
    /opt/*java*
    /opt/*java*/*
    /Library/Java/JavaVirtualMachines/*/Contents/Home
    /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home
    "${HOME:-}"/Library/Java/JavaVirtualMachines/*/Contents/Home
    "${HOME:-}"/.sdkman/candidates/java/*
    "${HOME:-}"/.jdks/*
    "${HOME:-}"/.asdf/installs/java/*
    "${HOME:-}"/.local/share/mise/installs/java/*
    "${HOME:-}"/.gradle/jdks/*
  )
}

# Sets JAVA_HOME to a JDK that is new enough: the one it names already, else the one on the PATH,
# else one from the usual places, where release $TWINE_JDK itself comes before newer ones.
find_jdk() {
  local feature home java newer=
  local -a homes
  if [[ -n ${JAVA_HOME:-} ]]; then
    jdk_feature "$JAVA_HOME"
    if ((feature >= TWINE_JDK)); then
      export JAVA_HOME
      return
    fi
  fi
  if java=$(type -P java); then
    java=$(readlink -f "$java" 2>/dev/null) || java=
    home=${java%/bin/java}
    jdk_feature "$home"
    if ((feature >= TWINE_JDK)); then
      export JAVA_HOME=$home
      return
    fi
  fi
  usual_jdk_homes
  for home in "${homes[@]}"; do
    jdk_feature "$home"
    if ((feature == TWINE_JDK)); then
      export JAVA_HOME=$home
      return
    elif ((feature > TWINE_JDK)); then
      newer=$home
    fi
  done
  if [[ -n $newer ]]; then
    export JAVA_HOME=$newer
    return
  fi
  echo "twine: no JDK $TWINE_JDK found in JAVA_HOME, on the PATH or in the usual places." \
    "Install one (for example: apt-get install openjdk-$TWINE_JDK-jdk, or a build from" \
    "adoptium.net) or set JAVA_HOME to it." >&2
  exit 1
}
