package twine.poetry.simulator;

import java.util.Iterator;
import java.util.List;
import java.util.Locale;

/** Understands a line: what the callback does, and then what the errback does. */
final class PairReader {
  /** So that a value fits its box. */
  private static final int LONGEST_VALUE = 6;

  private final Iterator<String> words;

  private PairReader(String line) {
    words = List.of(line.strip().split("\\s+")).iterator();
  }

  static Pair read(String line) throws BadPairException {
    var reader = new PairReader(line);
    Step callback = reader.step("callback");
    Step errback = reader.step("errback");
    if (reader.words.hasNext()) {
      throw new BadPairException(
          "'" + reader.words.next() + "' comes after both the callback and the errback");
    }
    return new Pair(callback, errback);
  }

  private Step step(String who) throws BadPairException {
    if (!words.hasNext()) {
      throw new BadPairException("the " + who + " is missing");
    }
    String word = words.next();
    String command = word.toLowerCase(Locale.ROOT);
    if ("return".startsWith(command)) {
      return new Step.Return(value(who + "'s return"));
    } else if ("fail".startsWith(command)) {
      return new Step.Fail(value(who + "'s fail"));
    } else if ("passthru".startsWith(command)) {
      return new Step.Passthru();
    }
    throw new BadPairException(
        "the " + who + " cannot '" + word + "', only return, fail or passthru (r, f, p)");
  }

  private String value(String whose) throws BadPairException {
    if (!words.hasNext()) {
      throw new BadPairException("the value of the " + whose + " is missing");
    }
    String value = words.next();
    if (value.codePointCount(0, value.length()) > LONGEST_VALUE) {
      throw new BadPairException("'" + value + "' has more than " + LONGEST_VALUE + " characters");
    }
    return value;
  }
}
