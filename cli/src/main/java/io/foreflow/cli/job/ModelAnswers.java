package io.foreflow.cli.job;

import io.foreflow.cli.process.Version;
import io.foreflow.wire.ModelAnnouncement;
import io.foreflow.wire.ModelEvent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The answers of a job's tasks to one announcement of a model. The last answer of each task counts.
 */
final class ModelAnswers {

  private final SortedMap<Integer, ModelEvent> byTask = new TreeMap<>();

  /** Whether the event is about this announcement. */
  static boolean isAbout(ModelAnnouncement announced, ModelEvent event) {
    return event.model().equals(announced.model())
        && event.version().equals(announced.version())
        && event.uri().equals(announced.uri())
        && event.sha256().equals(announced.sha256());
  }

  void add(ModelEvent event) {
    byTask.put(event.task(), event);
  }

  /** The number of tasks that have answered. */
  int count() {
    return byTask.size();
  }

  /** The number of all tasks; 0 before one has answered. */
  int tasks() {
    return byTask.values().stream().mapToInt(ModelEvent::tasks).max().orElse(0);
  }

  boolean areAll() {
    return count() > 0 && count() >= tasks();
  }

  int swapped() {
    return (int) byTask.values().stream().filter(ModelAnswers::isSwap).count();
  }

  int refused() {
    return count() - swapped();
  }

  /** A line for those that use the model, and one for each reason of those that don't. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    if (swapped() > 0) {
      lines.add(
          "in use by %d of %d tasks%s"
              .formatted(
                  swapped(),
                  tasks(),
                  text(", replacing version ", byTask.values(), ModelEvent::replaced)));
    }
    Map<String, List<ModelEvent>> byReason =
        byTask.values().stream()
            .filter(event -> !isSwap(event))
            .collect(
                Collectors.groupingBy(
                    ModelAnswers::reason, LinkedHashMap::new, Collectors.toList()));
    byReason.forEach(
        (reason, events) ->
            lines.add(
                "refused by %d of %d tasks (%s)%s"
                    .formatted(
                        events.size(),
                        tasks(),
                        reason,
                        text("; still in use: version ", events, ModelEvent::inUse))));
    return lines;
  }

  private static boolean isSwap(ModelEvent event) {
    return event.kind() == ModelEvent.Kind.SWAPPED;
  }

  private static String reason(ModelEvent event) {
    return event.message() == null
        ? String.valueOf(event.reason())
        : event.reason() + ": " + event.message();
  }

  /** The versions that the tasks name, if they name any. */
  private static String text(String before, Collection<ModelEvent> events, Version version) {
    TreeSet<String> versions = new TreeSet<>();
    for (ModelEvent event : events) {
      String named = version.of(event);
      if (named != null) {
        versions.add(named);
      }
    }
    return versions.isEmpty() ? "" : before + String.join(", ", versions);
  }

  private interface Version {
    @Nullable String of(ModelEvent event);
  }
}
