package io.foreflow.cli.flink;

import java.util.regex.Pattern;
import org.apache.flink.util.FlinkException;

/** The reason why a job failed, without the exceptions that Flink wraps around it. */
public final class RootCause {

  private static final Pattern SNAPSHOTS =
      Pattern.compile("Could not (perform checkpoint|complete snapshot) ");

  private RootCause() {}

  /** All messages from the outer failure to its root cause, on one line and without repetitions. */
  public static String of(Throwable failure) {
    StringBuilder text = new StringBuilder();
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      String message = message(cause);
      if (text.indexOf(message) < 0 && !(isWrapper(cause) && cause.getCause() != null)) {
        text.append(text.isEmpty() ? "" : ": ").append(message);
      }
    }
    return text.toString().replaceAll("\\s*\\R\\s*", " ");
  }

  private static String message(Throwable cause) {
    String message = cause.getMessage();
    return message == null || message.isBlank()
        ? cause.getClass().getSimpleName()
        : message.replaceAll("[\\s.:]+$", "");
  }

  /**
   * Whether an exception only says where in Flink the failure was, or repeats the text of its
   * cause.
   */
  private static boolean isWrapper(Throwable failure) {
    Throwable cause = failure.getCause();
    return failure instanceof FlinkException
        || SNAPSHOTS.matcher(message(failure)).lookingAt()
        || (cause != null && cause.toString().equals(failure.getMessage()));
  }
}
