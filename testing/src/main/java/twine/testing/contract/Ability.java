package twine.testing.contract;

/** What not every reactor can do, and some checks need. */
public enum Ability {
  /** It watches a program's own channels. */
  CHANNELS,
  /** Work off the reactor runs beside it, on threads of its own. */
  WORKERS,
  /** There is an address at which nobody ever answers. */
  SILENT_ADDRESS,
  /** There is an address to which no route leads. */
  UNREACHABLE_ADDRESS
}
