package twine.linux.reactor;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import twine.reactor.Reactors;
import twine.testing.contract.ReactorContract;
import twine.testing.contract.ReactorFixture;

/** The contract of every reactor, over those of this module. */
@EnabledOnOs(OS.LINUX)
final class LinuxReactorContractTest {

  @TestFactory
  Stream<DynamicTest> epoll() {
    return contract("epoll");
  }

  private static Stream<DynamicTest> contract(String name) {
    ReactorFixture fixture = ReactorFixture.of(() -> Reactors.create(name));
    return ReactorContract.all(fixture).stream()
        .map(check -> DynamicTest.dynamicTest(check.name(), check::run));
  }
}
