package twine.poetry.part12;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import twine.defer.Deferred;
import twine.poetry.part10.Cummingsifier;
import twine.poetry.part10.GibberishException;

/**
 * Part 12: what a transform server does, apart from all protocols.
 *
 * <p>Watch the table. A client may send any name it likes, and it gets what is written there or
 * nothing: no name ever reaches a method by itself, as {@code getClass} would.
 */
public final class TransformService implements Transforms {
  private static final Map<String, Transform> TRANSFORMS =
      new TreeMap<>(
          Map.of(
              "cummingsify", TransformService::cummingsify,
              "dickinsonify", TransformService::dickinsonify,
              "reverse", TransformService::reverse));

  private static final Pattern PAUSE = Pattern.compile("[,;:.](?=\\s|\\z)");
  private static final Pattern CHARACTER = Pattern.compile("\\X");

  /** Something that can be done to a poem. */
  private interface Transform {
    byte[] apply(byte[] poem) throws GibberishException;
  }

  /** The names of all transforms, in alphabetical order. */
  public static Set<String> names() {
    return TRANSFORMS.keySet();
  }

  @Override
  public Deferred<byte[]> transform(String name, byte[] poem) {
    Transform transform = TRANSFORMS.get(name);
    return transform == null
        ? Deferred.fail(new UnknownTransformException(name))
        : Deferred.maybeDeferred(() -> transform.apply(poem));
  }

  /** In the style of e.e. cummings, who had no use for capitals. */
  private static byte[] cummingsify(byte[] poem) {
    return Cummingsifier.toLowerCase(poem);
  }

  /** In the style of Emily Dickinson – who had no use for other marks – (exercise 2). */
  private static byte[] dickinsonify(byte[] poem) throws GibberishException {
    return PAUSE.matcher(text(poem)).replaceAll(" –").getBytes(UTF_8);
  }

  /** Every line backwards (exercise 2); accents stay with their letters. */
  private static byte[] reverse(byte[] poem) throws GibberishException {
    String text = text(poem);
    char[] reversed = text.toCharArray();
    Matcher characters = CHARACTER.matcher(text);
    int start = 0;
    while (start < reversed.length) {
      int next = nextLine(text, start);
      int at = lineEnd(text, next);
      characters.region(start, at);
      while (characters.find()) {
        at -= characters.end() - characters.start();
        text.getChars(characters.start(), characters.end(), reversed, at);
      }
      start = next;
    }
    return new String(reversed).getBytes(UTF_8);
  }

  private static int nextLine(String text, int from) {
    int end = text.indexOf('\n', from);
    return end < 0 ? text.length() : end + 1;
  }

  /** Where a line ends that is followed by what begins at {@code next}: before its LF or CR LF. */
  private static int lineEnd(String text, int next) {
    if (!text.startsWith("\n", next - 1)) {
      return next;
    }
    return text.startsWith("\r\n", next - 2) ? next - 2 : next - 1;
  }

  private static String text(byte[] poem) throws GibberishException {
    try {
      return UTF_8.newDecoder().decode(ByteBuffer.wrap(poem)).toString();
    } catch (CharacterCodingException _) {
      throw new GibberishException();
    }
  }
}
