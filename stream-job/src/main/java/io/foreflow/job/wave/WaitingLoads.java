package io.foreflow.job.wave;

import io.foreflow.wire.ModelAnnouncement;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Announcements whose models are loaded only when a checkpoint tells of it. Should the process end
 * over such a load, the next one knows from the checkpoint that it was begun.
 *
 * <p>That is for models that may have ended a process before: those that a restored snapshot names
 * as being loaded, and those that come out of the topic between a restart and the first barrier
 * after it, which an earlier attempt may have read already. Barriers are what all tasks of a job
 * see between the same announcements, so all of them judge alike.
 */
final class WaitingLoads {
  private static final long NOT_YET = Long.MAX_VALUE;

  private final Map<String, Waiting> byName = new LinkedHashMap<>();
  private boolean suspicious;

  /** A load with the first checkpoint that tells of it. */
  private record Waiting(ModelAnnouncement announcement, long checkpoint) {}

  /**
   * Nothing waits yet.
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

  /** Waits for the next checkpoint. An earlier announcement of the same name waits no more. */
  void add(ModelAnnouncement announcement) {
    byName.put(announcement.model(), new Waiting(announcement, NOT_YET));
  }

  /** Nothing of this name waits any more. */
  void remove(String model) {
    byName.remove(model);
  }

  /** A snapshot is being taken, and tells of all that wait. */
  void barrier(long checkpoint) {
    suspicious = false;
    byName.replaceAll(
        (name, waiting) ->
            waiting.checkpoint == NOT_YET
                ? new Waiting(waiting.announcement, checkpoint)
                : waiting);
  }

  /** What can be loaded because this checkpoint, or an earlier one, is complete. */
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
