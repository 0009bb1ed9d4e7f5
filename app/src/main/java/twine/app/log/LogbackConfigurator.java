package twine.app.log;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ConfiguratorRank;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxy;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import ch.qos.logback.core.spi.ContextAwareBase;
import java.lang.System.Logger.Level;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.KeyValuePair;
import twine.defer.Failure;

/**
 * Has libraries that log through SLF4J heard by the observers of {@link Log}, from {@code INFO} on.
 * Only Logback has a use for it, which finds it as a service when a library logs for the first
 * time; a program's own {@code logback.xml} comes first.
 */
@ConfiguratorRank(ConfiguratorRank.NOMINAL)
@SuppressWarnings("exports") // who calls this has Logback
public final class LogbackConfigurator extends ContextAwareBase implements Configurator {

  /** For Logback. */
  public LogbackConfigurator() {}

  @Override
  public ExecutionStatus configure(LoggerContext context) {
    var appender = new ToObservers();
    appender.setContext(context);
    appender.start();
    Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    root.setLevel(ch.qos.logback.classic.Level.INFO);
    root.addAppender(appender);
    return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
  }

  private static final class ToObservers extends UnsynchronizedAppenderBase<ILoggingEvent> {
    @Override
    protected void append(ILoggingEvent event) {
      Level level = level(event);
      Failure failure =
          event.getThrowableProxy() instanceof ThrowableProxy proxy
              ? Failure.caught(proxy.getThrowable())
              : null;
      String message = String.valueOf(event.getFormattedMessage());
      if (Observers.any()) {
        Observers.tell(level, event.getLoggerName(), message, failure, values(event));
      } else if (level == Level.ERROR) {
        PlatformLogs.tell(level, message, failure);
      }
    }
  }

  private static Level level(ILoggingEvent event) {
    return switch (event.getLevel().toInt()) {
      case ch.qos.logback.classic.Level.ERROR_INT -> Level.ERROR;
      case ch.qos.logback.classic.Level.WARN_INT -> Level.WARNING;
      case ch.qos.logback.classic.Level.INFO_INT -> Level.INFO;
      case ch.qos.logback.classic.Level.DEBUG_INT -> Level.DEBUG;
      default -> Level.TRACE;
    };
  }

  private static Map<String, @Nullable Object> values(ILoggingEvent event) {
    if (event.getKeyValuePairs() == null) {
      return Map.of();
    }
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    for (KeyValuePair pair : event.getKeyValuePairs()) {
      values.put(pair.key, pair.value);
    }
    return values;
  }
}
