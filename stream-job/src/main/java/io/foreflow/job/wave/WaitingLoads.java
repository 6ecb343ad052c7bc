package io.foreflow.job.wave;

import io.foreflow.wire.ModelAnnouncement;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Announcements whose models are loaded only once a checkpoint records it. If the process ends
 * during such a load, the next one knows from the checkpoint that it was begun.
 *
 * <p>That is for models that may have ended a process before. A restored snapshot names them as
 * being loaded, or they come from the topic between a restart and the first barrier after it, and
 * an earlier attempt may have read them already. All tasks of a job see barriers between the same
 * announcements, so all of them decide alike.
 */
final class WaitingLoads {
  private static final long NOT_YET = Long.MAX_VALUE;

  private final Map<String, Waiting> byName = new LinkedHashMap<>();
  private boolean suspicious;

  /** A load with the first checkpoint that records it. */
  private record Waiting(ModelAnnouncement announcement, long checkpoint) {}

  /**
   * No announcement waits yet.
   *
   * @param afterRestart whether an earlier attempt may have read the same announcements
   */
  WaitingLoads(boolean afterRestart) {
    suspicious = afterRestart;
  }

  /** Whether an announcement that comes now may have been read by an earlier attempt. */
  boolean suspectsNewcomers() {
    return suspicious;
  }

  /**
   * Lets an announcement wait for the next checkpoint, in the place of an earlier one of the same
   * name.
   */
  void add(ModelAnnouncement announcement) {
    byName.put(announcement.model(), new Waiting(announcement, NOT_YET));
  }

  /** Removes the announcement of a name. */
  void remove(String model) {
    byName.remove(model);
  }

  /** Notes that a snapshot is being taken, which records all that wait. */
  void barrier(long checkpoint) {
    suspicious = false;
    byName.replaceAll(
        (name, waiting) ->
            waiting.checkpoint == NOT_YET
                ? new Waiting(waiting.announcement, checkpoint)
                : waiting);
  }

  /** Removes and returns what can be loaded now that this checkpoint is complete. */
  List<ModelAnnouncement> complete(long checkpoint) {
    List<ModelAnnouncement> ready = new ArrayList<>();
    for (Iterator<Waiting> all = byName.values().iterator(); all.hasNext(); ) {
      Waiting waiting = all.next();
      if (waiting.checkpoint <= checkpoint) {
        ready.add(waiting.announcement);
        all.remove();
      }
    }
    return ready;
  }
}
