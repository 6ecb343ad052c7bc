package io.foreflow.job.wave;

import io.foreflow.job.model.AllowedUris;
import io.foreflow.job.model.LoadLimits;
import io.foreflow.job.model.ModelLoader;
import io.foreflow.job.model.ReadyModel;
import io.foreflow.job.model.SharedModels;
import io.foreflow.job.model.UnusableModelException;
import io.foreflow.wire.ModelAnnouncement;
import io.foreflow.wire.ModelEvent;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.apache.flink.api.common.TaskInfo;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.streaming.runtime.tasks.ProcessingTimeService;

/**
 * Puts announced models into use. An announcement is noted, and its model is loaded in the
 * background. The result comes as a mail to the task's own thread, which reads mails between
 * records. So no wave runs while its model is replaced, and no wave waits for a model.
 *
 * <p>The last announcement of each name counts: it replaces one whose model is still being loaded.
 */
final class ModelSwaps implements AutoCloseable {
  /** How often loading a model is begun if it never ends, well or badly. */
  private static final int MOST_LOADS = 2;

  private final LiveModels live;
  private final ModelReplacement models;
  private final AnnouncedModels announced;
  private final AllowedUris allowed;
  private final int rows;
  private final ModelLoader loader;
  private final MailboxExecutor mailbox;
  private final ProcessingTimeService clock;
  private final TaskInfo task;
  private final Consumer<ModelEvent> events;
  private final WaveMetrics metrics;
  private final WaitingLoads waiting;

  /** Models that are loaded while their mail is still unread. A task that ends reads no mail. */
  private final Set<ReadyModel> untaken = ConcurrentHashMap.newKeySet();

  private final Map<String, ModelAnnouncement> awaited = new HashMap<>();

  ModelSwaps(
      LiveModels live,
      AnnouncedModels announced,
      LoadLimits limits,
      AllowedUris allowed,
      int rows,
      boolean afterRestart,
      SharedModels shared,
      MailboxExecutor mailbox,
      ProcessingTimeService clock,
      TaskInfo task,
      Consumer<ModelEvent> events,
      WaveMetrics metrics) {
    this.live = live;
    this.models = new ModelReplacement(live);
    this.announced = announced;
    this.allowed = allowed;
    this.rows = rows;
    this.waiting = new WaitingLoads(afterRestart);
    this.loader = new ModelLoader(shared, limits, allowed, rows);
    this.mailbox = mailbox;
    this.clock = clock;
    this.task = task;
    this.events = events;
    this.metrics = metrics;
  }

  /**
   * Restores the models that were in use when the snapshot was taken. Has to be called before the
   * first reading. If a model can't be loaded any more, the model that the job was started with
   * stays. A model that was still being loaded is loaded once more. If that does not end either, it
   * is not loaded again: it may be what ended the process.
   */
  void restore() throws Exception {
    new RestoredModels(models, loader, rows, this::refuseLater)
        .restore(announced.used(), live.spreadsTakeovers() ? announced.formers() : Map.of());
    for (ModelAnnouncement pending : announced.pending()) {
      int begun = announced.begun(pending);
      if (begun < MOST_LOADS) {
        loadWhenNoted(pending, begun + 1);
      } else {
        announced.quarantine(pending);
        mailbox.execute(() -> refuse(pending, quarantined(begun)), "model quarantined");
      }
    }
  }

  /** Reports a refusal by mail, since nothing may be emitted before the task runs. */
  private void refuseLater(ModelAnnouncement used, UnusableModelException why) {
    mailbox.execute(() -> refuse(used, why), "model refused");
  }

  private static UnusableModelException quarantined(int begun) {
    return new UnusableModelException(
        UnusableModelException.QUARANTINED,
        "found a model during whose loading the job failed %d times, allowed: one that is loaded or refused; to try it again, announce it again"
            .formatted(begun));
  }

  /** Handles an announcement. */
  void announce(ModelAnnouncement announcement) throws Exception {
    if (announced.isQuarantined(announcement)) {
      return;
    }
    try {
      LiveModel model = models.require(announcement);
      allowed.check(announcement);
      awaited.remove(announcement.model());
      waiting.remove(announcement.model());
      if (ModelReplacement.isInUse(model, announcement)) {
        announced.use(announcement);
        return;
      }
    } catch (UnusableModelException e) {
      refuse(announcement, e);
      return;
    }
    if (waiting.suspectsNewcomers()) {
      loadWhenNoted(announcement, MOST_LOADS);
    } else {
      announced.await(announcement, 1);
      load(announcement);
    }
  }

  private void loadWhenNoted(ModelAnnouncement announcement, int begun) throws Exception {
    announced.await(announcement, begun);
    waiting.add(announcement);
  }

  /** Notes that a snapshot is being taken. */
  void barrier(long checkpoint) throws Exception {
    announced.moveFrom(live.formers());
    waiting.barrier(checkpoint);
  }

  /** Notes that the snapshots up to this one are complete. */
  void complete(long checkpoint) {
    waiting.complete(checkpoint).forEach(this::load);
  }

  private void load(ModelAnnouncement announcement) {
    awaited.put(announcement.model(), announcement);
    loader.load(
        announcement,
        new ModelLoader.Outcome() {
          @Override
          public void loaded(ReadyModel ready) {
            untaken.add(ready);
            mailbox.execute(() -> swap(announcement, ready), "model loaded");
          }

          @Override
          public void refused(UnusableModelException why) {
            mailbox.execute(() -> giveUp(announcement, why), "model refused");
          }
        });
  }

  private void swap(ModelAnnouncement announcement, ReadyModel ready) throws Exception {
    untaken.remove(ready);
    if (!isAwaited(announcement)) {
      ready.close();
      return;
    }
    try {
      LiveModel model = models.require(announcement);
      String before = model.manifest().version();
      models.replace(model, announcement, ready, live.spreadsTakeovers());
      awaited.remove(announcement.model());
      announced.use(announcement);
      metrics.swaps.inc();
      events.accept(
          ModelEvent.swapped(
              announcement,
              before,
              clock.getCurrentProcessingTime(),
              task.getIndexOfThisSubtask(),
              task.getNumberOfParallelSubtasks()));
    } catch (UnusableModelException e) {
      giveUp(announcement, e);
    }
  }

  private boolean isAwaited(ModelAnnouncement announcement) {
    return announcement.equals(awaited.get(announcement.model()));
  }

  private void giveUp(ModelAnnouncement announcement, UnusableModelException why) throws Exception {
    if (isAwaited(announcement)) {
      awaited.remove(announcement.model());
      announced.giveUp(announcement);
      refuse(announcement, why);
    }
  }

  private void refuse(ModelAnnouncement announcement, UnusableModelException why) {
    metrics.refusedModels.inc();
    events.accept(
        ModelEvent.refused(
            announcement,
            live.find(announcement.model()).map(model -> model.manifest().version()).orElse(null),
            why.reason(),
            String.valueOf(why.getMessage()),
            clock.getCurrentProcessingTime(),
            task.getIndexOfThisSubtask(),
            task.getNumberOfParallelSubtasks()));
  }

  @Override
  public void close() {
    loader.close();
    untaken.forEach(ReadyModel::close);
  }
}
