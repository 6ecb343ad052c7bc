package io.foreflow.job.kafka;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.LoggerConfig;
import org.apache.logging.log4j.core.config.Property;

/** Everything that this process logs, from INFO on, with the stack traces. */
final class CapturedLog implements AutoCloseable {
  private final Queue<String> lines = new ConcurrentLinkedQueue<>();
  private final LoggerContext context = LoggerContext.getContext(false);
  private final Map<String, Level> levels = new TreeMap<>();
  private final Lines appender = new Lines(lines);

  CapturedLog() {
    appender.start();
    for (LoggerConfig logger : context.getConfiguration().getLoggers().values()) {
      levels.put(logger.getName(), logger.getLevel());
      logger.setLevel(Level.INFO);
    }
    // Nothing of it belongs on the console of a test.
    context.getConfiguration().getRootLogger().removeAppender("console");
    context.getConfiguration().getRootLogger().addAppender(appender, Level.INFO, null);
    context.updateLoggers();
  }

  String text() {
    return String.join("\n", lines);
  }

  @Override
  public void close() {
    context.getConfiguration().getRootLogger().removeAppender(appender.getName());
    context
        .getConfiguration()
        .getLoggers()
        .values()
        .forEach(logger -> logger.setLevel(levels.get(logger.getName())));
    context
        .getConfiguration()
        .getRootLogger()
        .addAppender(context.getConfiguration().getAppender("console"), null, null);
    context.updateLoggers();
  }

  private static final class Lines extends AbstractAppender {
    private final Queue<String> lines;

    Lines(Queue<String> lines) {
      super("captured", null, null, true, Property.EMPTY_ARRAY);
      this.lines = lines;
    }

    @Override
    public void append(LogEvent event) {
      lines.add(event.getLoggerName() + " " + event.getMessage().getFormattedMessage());
      if (event.getThrown() != null) {
        StringWriter trace = new StringWriter();
        event.getThrown().printStackTrace(new PrintWriter(trace));
        lines.add(trace.toString());
      }
    }
  }
}
