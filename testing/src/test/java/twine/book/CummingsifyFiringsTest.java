package twine.book;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import twine.defer.Callback;
import twine.defer.Deferred;

/** Part 10, exercise 2: every way in which the chains of clients 5.0 and 5.1 can fire. */
@Tag("P10.3")
class CummingsifyFiringsTest {
  private final List<String> said = new ArrayList<>();
  private final Deferred<String> download = new Deferred<>();

  private static final class GibberishException extends Exception {
    private GibberishException() {
      super("gibberish");
    }
  }

  private static final class CannotCummingsifyException extends Exception {
    private final String poem;

    private CannotCummingsifyException(String poem) {
      this.poem = poem;
    }
  }

  /** Client 5.0: the callback catches what it can deal with. */
  private void chain50(Callback<String, String> cummingsify) {
    download
        .addCallback(poem -> {
          try {
            return cummingsify.call(poem);
          } catch (GibberishException e) {
            throw e;
          } catch (Exception e) {
            said.add("Cummingsify failed!");
            return poem;
          }
        })
        .onResult(said::add)
        .handle(failure -> said.add("The poem download failed."))
        .onBoth(() -> said.add("done"));
  }

  /** Client 5.1: an errback deals with it, and passes the rest on. */
  private void chain51(Callback<String, String> cummingsify) {
    download
        .addCallback(cummingsify)
        .addErrback(failure -> {
          String original = failure.trap(CannotCummingsifyException.class).poem;
          said.add("Cummingsify failed!");
          return original;
        })
        .onResult(said::add)
        .handle(failure -> said.add("The poem download failed."))
        .onBoth(() -> said.add("done"));
  }

  private static String gibberish(String poem) throws GibberishException {
    throw new GibberishException();
  }

  @Test
  void client50TransformsThePoem() {
    chain50(String::toLowerCase);
    download.callback("Poem");
    assertThat(said).containsExactly("poem", "done");
  }

  @Test
  void client50KeepsThePoemWhenTheEngineBreaks() {
    chain50(poem -> {
      throw new IllegalArgumentException("corner case");
    });
    download.callback("Poem");
    assertThat(said).containsExactly("Cummingsify failed!", "Poem", "done");
  }

  @Test
  void client50HasNoPoemWhenItIsGibberish() {
    chain50(CummingsifyFiringsTest::gibberish);
    download.callback("Poem");
    assertThat(said).containsExactly("The poem download failed.", "done");
  }

  @Test
  void client50HasNoPoemWhenTheServerIsGone() {
    chain50(String::toLowerCase);
    download.errback(new IOException("refused"));
    assertThat(said).containsExactly("The poem download failed.", "done");
  }

  @Test
  @Tag("P10.2")
  void client51TransformsThePoem() {
    chain51(String::toLowerCase);
    download.callback("Poem");
    assertThat(said).containsExactly("poem", "done");
  }

  @Test
  @Tag("P10.2")
  void client51TakesThePoemFromTheFailure() {
    chain51(poem -> {
      throw new CannotCummingsifyException(poem);
    });
    download.callback("Poem");
    assertThat(said).containsExactly("Cummingsify failed!", "Poem", "done");
  }

  @Test
  @Tag("P10.2")
  void client51PassesGibberishOn() {
    chain51(CummingsifyFiringsTest::gibberish);
    download.callback("Poem");
    assertThat(said).containsExactly("The poem download failed.", "done");
  }

  @Test
  @Tag("P10.2")
  void client51PassesARefusedConnectionOn() {
    chain51(String::toLowerCase);
    download.errback(new IOException("refused"));
    assertThat(said).containsExactly("The poem download failed.", "done");
  }
}
