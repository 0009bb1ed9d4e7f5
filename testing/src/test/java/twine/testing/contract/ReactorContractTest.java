package twine.testing.contract;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/** The contract of every reactor, over the one of a subclass. */
abstract class ReactorContractTest {

  abstract ReactorFixture fixture() throws Exception;

  private static Stream<DynamicTest> tests(List<Check> checks) {
    return checks.stream().map(check -> DynamicTest.dynamicTest(check.name(), check::run));
  }

  @TestFactory
  @Tag("P3.1")
  @Tag("P3.3")
  @Tag("P3.4")
  @Tag("P3.6")
  @Tag("P3.7")
  @Tag("P3.9")
  Stream<DynamicTest> lifeCycle() throws Exception {
    return tests(ReactorContract.lifeCycle(fixture()));
  }

  @TestFactory
  @Tag("P9.4")
  Stream<DynamicTest> triggers() throws Exception {
    return tests(ReactorContract.triggers(fixture()));
  }

  @TestFactory
  @Tag("P3.8")
  @Tag("P3.9")
  @Tag("P4.9")
  @Tag("P19.10")
  Stream<DynamicTest> timers() throws Exception {
    return tests(ReactorContract.timers(fixture()));
  }

  @TestFactory
  @Tag("P17.8")
  @Tag("P19.13")
  Stream<DynamicTest> threads() throws Exception {
    return tests(ReactorContract.threads(fixture()));
  }

  @TestFactory
  Stream<DynamicTest> names() throws Exception {
    return tests(ReactorContract.names(fixture()));
  }

  @TestFactory
  @Tag("P2.6")
  @Tag("P4.1")
  @Tag("P4.2")
  @Tag("P4.3")
  @Tag("P4.4")
  Stream<DynamicTest> descriptors() throws Exception {
    return tests(ReactorContract.descriptors(fixture()));
  }

  @TestFactory
  @Tag("P5.3")
  @Tag("P5.6")
  @Tag("P5.7")
  @Tag("P5.8")
  @Tag("P5.9")
  @Tag("P5.10")
  @Tag("P6.6")
  @Tag("P6.7")
  Stream<DynamicTest> connecting() throws Exception {
    return tests(ReactorContract.connecting(fixture()));
  }

  @TestFactory
  @Tag("P5.1")
  @Tag("P5.4")
  @Tag("P5.5")
  Stream<DynamicTest> streams() throws Exception {
    return tests(ReactorContract.streams(fixture()));
  }

  @TestFactory
  @Tag("P5.4")
  @Tag("P5.5")
  Stream<DynamicTest> closing() throws Exception {
    return tests(ReactorContract.closing(fixture()));
  }

  @TestFactory
  Stream<DynamicTest> halfClosing() throws Exception {
    return tests(ReactorContract.halfClosing(fixture()));
  }

  @TestFactory
  @Tag("P5.1")
  Stream<DynamicTest> flow() throws Exception {
    return tests(ReactorContract.flow(fixture()));
  }

  @TestFactory
  @Tag("P11.2")
  @Tag("P11.3")
  @Tag("P11.4")
  Stream<DynamicTest> ports() throws Exception {
    return tests(ReactorContract.ports(fixture()));
  }

  @TestFactory
  @Tag("P16.5")
  Stream<DynamicTest> prefixes() throws Exception {
    return tests(ReactorContract.prefixes(fixture()));
  }

  @TestFactory
  @Tag("P3.3")
  Stream<DynamicTest> stopping() throws Exception {
    return tests(ReactorContract.stopping(fixture()));
  }
}
