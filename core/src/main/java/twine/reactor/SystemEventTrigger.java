package twine.reactor;

/** A trigger that was added to a reactor. */
public interface SystemEventTrigger {

  /** Takes the trigger back. Nothing happens if it has run, or was removed already. */
  void remove();
}
