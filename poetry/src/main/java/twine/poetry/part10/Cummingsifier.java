package twine.poetry.part10;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.random.RandomGenerator;

/**
 * Turns a poem into one in the style of e.e. cummings, by means of an engine that is not quite
 * finished: at random, each as likely as the others, it works, takes the poem for gibberish, or
 * stumbles over a mistake of its own.
 */
public final class Cummingsifier {
  private static final int OUTCOMES = 3;

  private final RandomGenerator chance;

  /** An engine whose moods come from {@code chance}. */
  Cummingsifier(RandomGenerator chance) {
    this.chance = chance;
  }

  /**
   * Cummingsifies a poem, if all goes well.
   *
   * @throws GibberishException if this is no poem, says the engine
   * @throws IllegalArgumentException if the engine has stumbled; it is not the poem's fault
   */
  byte[] cummingsify(byte[] poem) throws GibberishException {
    return switch (chance.nextInt(OUTCOMES)) {
      case 0 -> toLowerCase(poem);
      case 1 -> throw new GibberishException();
      default -> throw new IllegalArgumentException("The engine has stumbled.");
    };
  }

  /** Lower case, of all letters in a UTF-8 text, and of a to z in bytes that are anything else. */
  public static byte[] toLowerCase(byte[] poem) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(poem)).toString();
      return text.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8);
    } catch (CharacterCodingException _) {
      byte[] lower = poem.clone();
      for (int i = 0; i < lower.length; i++) {
        if (lower[i] >= 'A' && lower[i] <= 'Z') {
          lower[i] = (byte) Character.toLowerCase(lower[i]);
        }
      }
      return lower;
    }
  }
}
