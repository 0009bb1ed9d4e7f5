package twine.testing.contract;

import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import twine.reactor.Reactors;
import twine.testing.SilentPort;

/** The reactors on java.nio. */
final class NioReactorContractTest {
  private static SilentPort silent;

  @BeforeAll
  static void openSilentPort() throws IOException {
    silent = new SilentPort();
  }

  @AfterAll
  static void closeSilentPort() throws IOException {
    silent.close();
  }

  private static ReactorFixture fixture(String name) {
    ReactorFixture fixture = ReactorFixture.of(() -> Reactors.create(name));
    return silent.works() ? fixture.withSilent(silent.address()) : fixture;
  }

  @Nested
  final class Default extends ReactorContractTest {
    @Override
    ReactorFixture fixture() {
      return NioReactorContractTest.fixture("nio");
    }
  }

  @Nested
  @Tag("P3.5")
  final class Poll extends ReactorContractTest {
    @Override
    ReactorFixture fixture() {
      return NioReactorContractTest.fixture("nio-poll");
    }
  }
}
