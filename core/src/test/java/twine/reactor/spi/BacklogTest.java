package twine.reactor.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Tag;

@Tag("P5.1")
class BacklogTest {

  @Property(tries = 200)
  void givesBackWhatWasAddedInAnyPortions(@ForAll long seed) {
    Random random = new Random(seed);
    Backlog backlog = new Backlog();
    ByteArrayOutputStream added = new ByteArrayOutputStream();
    ByteArrayOutputStream taken = new ByteArrayOutputStream();
    ByteBuffer window = ByteBuffer.allocate(1 + random.nextInt(100_000));
    for (int i = 0; i < 50; i++) {
      if (random.nextBoolean()) {
        byte[] data = new byte[random.nextInt(random.nextInt(200_000) + 1)];
        random.nextBytes(data);
        int from = data.length == 0 ? 0 : random.nextInt(data.length);
        ByteBuffer buffer = ByteBuffer.wrap(data);
        backlog.add(buffer, from);
        assertThat(buffer.position()).isZero();
        added.write(data, from, data.length - from);
      } else {
        take(backlog, window, random, taken);
      }
      assertThat(backlog.size()).isEqualTo(added.size() - taken.size());
    }
    while (!backlog.isEmpty()) {
      take(backlog, window, random, taken);
    }
    assertThat(taken.toByteArray()).isEqualTo(added.toByteArray());
  }

  /** Sees as much as fits the window, as a system call would, and takes part of it. */
  private static void take(
      Backlog backlog, ByteBuffer window, Random random, ByteArrayOutputStream taken) {
    window.clear();
    backlog.copyTo(window);
    window.flip();
    assertThat((long) window.remaining()).isEqualTo(Math.min(window.capacity(), backlog.size()));
    int count = window.hasRemaining() ? 1 + random.nextInt(window.remaining()) : 0;
    byte[] portion = new byte[count];
    window.get(portion);
    taken.writeBytes(portion);
    backlog.consume(count);
  }
}
