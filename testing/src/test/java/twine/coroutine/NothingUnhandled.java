package twine.coroutine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import twine.defer.UnhandledFailures;

/** Fails the test that leaves an unhandled failure behind. */
final class NothingUnhandled implements BeforeEachCallback, AfterEachCallback {

  @Override
  public void beforeEach(ExtensionContext context) {
    UnhandledFailures.take();
  }

  @Override
  public void afterEach(ExtensionContext context) {
    assertThat(UnhandledFailures.take()).isEmpty();
  }
}
