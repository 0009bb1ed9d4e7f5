package twine.app.command;

import twine.app.service.Service;

/** Where the application comes from. */
interface Source {

  /** What it is called. */
  String name();

  /**
   * Makes it, without starting anything.
   *
   * @throws FailedException if it cannot be made
   * @throws UsageException if what it was told is wrong
   */
  Service make() throws FailedException;
}
