package io.foreflow.console.intake;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How far the console is with a topic.
 *
 * @param name null if none is configured
 * @param records read since the start
 * @param unreadable those of them that are not what the topic is for
 * @param behind records that are there and not read yet
 * @param newest timestamp of the newest record, in epoch milliseconds; null before the first one
 */
public record TopicStatus(
    TopicRole role,
    @Nullable String name,
    State state,
    long records,
    long unreadable,
    long behind,
    @Nullable Long newest) {

  /** What the console does with a topic. */
  public enum State {
    /** It reads the topic. */
    READ,
    /** It waits for a broker. */
    WAITING,
    /** There is no such topic. It looks again. */
    MISSING,
    /** No topic is configured. */
    OFF;

    /** The name in JSON. */
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
