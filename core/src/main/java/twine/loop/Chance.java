package twine.loop;

import java.util.random.RandomGenerator;

/** Where chance comes from, so that a simulation can repeat it from a seed. */
public interface Chance {

  /** The loop's random numbers; to be used on the loop only. */
  RandomGenerator random();
}
