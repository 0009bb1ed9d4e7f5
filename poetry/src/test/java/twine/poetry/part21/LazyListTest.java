package twine.poetry.part21;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lists that are got as far as somebody looks at them. */
final class LazyListTest {
  private final AtomicInteger numbers = new AtomicInteger();

  private static <T> LazyList.Source<T> from(Iterator<T> elements) {
    return () -> elements.hasNext() ? elements.next() : null;
  }

  @Test
  @Tag("P21.2")
  void onlyWhatIsLookedAtIsGot() throws Exception {
    LazyList<Integer> naturals = LazyList.of(numbers::incrementAndGet);
    assertThat(numbers).hasValue(0);
    assertThat(naturals.tail().tail().head()).isEqualTo(3);
    assertThat(numbers).hasValue(3);
  }

  @Test
  void itIsKeptForTheNextWhoLooks() throws Exception {
    LazyList<Integer> naturals = LazyList.of(numbers::incrementAndGet);
    assertThat(naturals.tail().head()).isEqualTo(2);
    assertThat(naturals.tail().head()).isEqualTo(2);
    assertThat(naturals.head()).isEqualTo(1);
    assertThat(numbers).hasValue(2);
  }

  @Test
  void itEndsWithItsSource() throws Exception {
    LazyList<String> one = LazyList.of(from(List.of("only").iterator()));
    assertThat(one.isEmpty()).isFalse();
    LazyList<String> none = one.tail();
    assertThat(none.isEmpty()).isTrue();
    assertThatIllegalStateException().isThrownBy(none::head);
    assertThatIllegalStateException().isThrownBy(none::tail);
  }

  @Test
  void aSourceThatFailsIsAskedAgain() throws Exception {
    LazyList<Integer> list =
        LazyList.of(() -> {
          if (numbers.incrementAndGet() == 1) {
            throw new IOException("not yet");
          }
          return numbers.get();
        });
    assertThatExceptionOfType(IOException.class).isThrownBy(list::head).withMessage("not yet");
    assertThat(list.head()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5, 8, 100})
  void linesAreTheSameHoweverTheyWereCut(int size) throws Exception {
    String text = "one\n\ntwo lines\nno end";
    List<byte[]> portions = new ArrayList<>();
    for (int at = 0; at < text.length(); at += size) {
      portions.add(text.substring(at, Math.min(at + size, text.length())).getBytes(UTF_8));
    }
    List<String> lines = new ArrayList<>();
    for (var rest = Lines.of(from(portions.iterator())); !rest.isEmpty(); rest = rest.tail()) {
      lines.add(new String(rest.head(), UTF_8));
    }
    assertThat(lines).containsExactly("one\n", "\n", "two lines\n", "no end");
  }

  @Test
  void nothingIsNoLine() throws Exception {
    assertThat(Lines.of(from(Stream.<byte[]>empty().iterator())).isEmpty()).isTrue();
  }
}
