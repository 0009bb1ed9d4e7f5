# One build at a time. To be sourced; needs $root.

# Waits for the lock and takes it. Child processes know by TWINE_BUILD_LOCKED that they have it.
take_build_lock() {
  [[ -z ${TWINE_BUILD_LOCKED:-} ]] || return 0
  mkdir -p "$root/target"
  exec 9>"$root/target/build.lock"
  if type -P flock >/dev/null; then
    flock 9
  else
    # macOS has no flock command; the lock belongs to the open file, so it outlives this perl.
    perl -e 'open(my $f, ">&=", 9) && flock($f, 2) || die "twine: cannot lock the build: $!\n"'
  fi
  export TWINE_BUILD_LOCKED=1
}

give_build_lock() {
  unset TWINE_BUILD_LOCKED
  exec 9>&-
}
