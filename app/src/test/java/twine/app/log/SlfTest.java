package twine.app.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Libraries that log through SLF4J are heard, and nothing is printed beside the log. */
final class SlfTest {
  @Test
  void whatALibraryLogsIsToldToObservers() {
    List<LogEvent> events = new ArrayList<>();
    LogObserver observer = events::add;
    Log.addObserver(observer);
    try {
      var logger = LoggerFactory.getLogger("some.library");
      logger.debug("not asked for");
      logger.atInfo().addKeyValue("poems", 3).log("found {}", "some");
      logger.error("broken", new IllegalStateException("cause"));
    } finally {
      Log.removeObserver(observer);
    }
    assertThat(events).extracting(LogEvent::message).containsExactly("found some", "broken");
    assertThat(events.getFirst().values().toString()).isEqualTo("{poems=3}");
    assertThat(events.getFirst().logger()).isEqualTo("some.library");
    assertThat(events.getLast().level()).isEqualTo(Level.ERROR);
    assertThat(events.getLast().failure().value()).hasMessage("cause");
  }
}
