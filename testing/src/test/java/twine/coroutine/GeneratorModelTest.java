package twine.coroutine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Whatever is asked of a generator in whatever order, it does what a list with a cursor would. */
@Tag("P17.1")
final class GeneratorModelTest {

  enum Ask {
    HAS_NEXT,
    NEXT,
    SEND,
    RAISE,
    CLOSE
  }

  private static final class MalfunctionException extends RuntimeException {}

  /** Says of every yield what it did. */
  private static Generator<Integer, String> generator(int elements, List<String> log) {
    return Generator.of(here -> {
      for (int i = 0; i < elements; i++) {
        try {
          log.add("sent " + here.yield(i));
        } catch (MalfunctionException e) {
          log.add("raised");
        }
      }
    });
  }

  /** The same without a generator. */
  private static final class Model {
    private final int elements;
    private final List<String> log;
    private int position = -1;
    private boolean ahead;
    private boolean ended;

    private Model(int elements, List<String> log) {
      this.elements = elements;
      this.log = log;
    }

    private String ask(Ask what, String value) {
      return switch (what) {
        case HAS_NEXT -> hasNext();
        case NEXT -> ahead ? take() : goOn("sent null");
        case SEND -> (position < 0 && !ended) || ahead ? "refused" : goOn("sent " + value);
        case RAISE -> ahead ? "refused" : raise();
        case CLOSE -> close();
      };
    }

    private String hasNext() {
      if (!ahead && !ended) {
        ahead = !goOn("sent null").equals("no more");
      }
      return ahead ? "yes" : "no";
    }

    private String take() {
      ahead = false;
      return String.valueOf(position);
    }

    private String raise() {
      if (position < 0 || ended) {
        ended = true;
        return "malfunction";
      }
      return goOn("raised");
    }

    private String close() {
      ended = true;
      ahead = false;
      return "closed";
    }

    private String goOn(String line) {
      if (ended) {
        return "no more";
      }
      if (position >= 0) {
        log.add(line);
      }
      position++;
      ended = position == elements;
      return ended ? "no more" : String.valueOf(position);
    }
  }

  private static String ask(Generator<Integer, String> generator, Ask what, String value) {
    try {
      return switch (what) {
        case HAS_NEXT -> generator.hasNext() ? "yes" : "no";
        case NEXT -> String.valueOf(generator.next());
        case SEND -> String.valueOf(generator.send(value));
        case RAISE -> String.valueOf(generator.raise(new MalfunctionException()));
        case CLOSE -> {
          generator.close();
          yield "closed";
        }
      };
    } catch (NoSuchElementException e) {
      return "no more";
    } catch (MalfunctionException e) {
      return "malfunction";
    } catch (IllegalStateException e) {
      return "refused";
    }
  }

  @Property(tries = 300)
  void doesWhatTheModelDoes(
      @ForAll @IntRange(max = 6) int elements, @ForAll @Size(max = 15) List<Ask> questions) {
    var log = new ArrayList<String>();
    var expected = new ArrayList<String>();
    var model = new Model(elements, expected);
    Generator<Integer, String> generator = generator(elements, log);
    for (int i = 0; i < questions.size(); i++) {
      String value = "value " + i;
      assertThat(ask(generator, questions.get(i), value))
          .as("%s, question %d", questions, i)
          .isEqualTo(model.ask(questions.get(i), value));
      assertThat(log).isEqualTo(expected);
    }
  }

  @Property(tries = 100)
  void interleavedInAnyOrderEachKeepsItsPlace(
      @ForAll @Size(max = 40) List<@IntRange(max = 3) Integer> turns) {
    List<Generator<Integer, String>> generators = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      generators.add(generator(100, new ArrayList<>()));
    }
    int[] taken = new int[4];
    for (int turn : turns) {
      assertThat(generators.get(turn).next()).isEqualTo(taken[turn]++);
    }
    generators.forEach(Generator::close);
  }
}
