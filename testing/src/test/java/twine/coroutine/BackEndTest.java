package twine.coroutine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/**
 * The tests of this package are run twice, by the build, once on each back end. This one sees to it
 * that they really are: {@code java.lang} is open in both runs, so the fast one is what is chosen
 * unless the other is demanded.
 */
class BackEndTest {

  @Test
  void theBackEndIsTheOneThatThisRunIsAbout() {
    boolean demanded = System.getProperty("twine.coroutine", "").equals("handed-over");
    assertThat(Coroutine.backEnd()).isEqualTo(demanded ? BackEnd.HANDED_OVER : BackEnd.CARRIED);
  }
}
