package io.foreflow.job.wave;

import io.foreflow.job.model.AllowedUris;
import io.foreflow.job.model.LoadLimits;
import io.foreflow.job.model.LoadResult;
import io.foreflow.job.model.ModelLoader;
import io.foreflow.job.model.ReadyModel;
import io.foreflow.job.model.SharedModels;
import io.foreflow.job.model.UnusableModelException;
import io.foreflow.wire.ModelAnnouncement;
import io.foreflow.wire.ModelEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.apache.flink.api.common.TaskInfo;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.streaming.runtime.tasks.ProcessingTimeService;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

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

  private static final Logger LOG = LoggerFactory.getLogger(ModelSwaps.class);

  private final LiveModels live;
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
    Map<String, ModelAnnouncement> formers =
        live.spreadsTakeovers() ? announced.formers() : Map.of();
    List<ModelAnnouncement> missing = new ArrayList<>();
    List<ModelAnnouncement> files = new ArrayList<>();
    for (ModelAnnouncement used : announced.used()) {
      try {
        LiveModel model = require(used);
        ModelAnnouncement former = formers.get(used.model());
        if (former != null || !isInUse(model, used)) {
          missing.add(used);
          files.add(used);
        }
        if (former != null) {
          files.add(former);
        }
      } catch (UnusableModelException e) {
        refuseLater(used, e);
      }
    }
    Map<ModelAnnouncement, LoadResult> loaded = new HashMap<>();
    for (LoadResult each : loader.loadAll(files)) {
      loaded.put(each.announcement(), each);
    }
    for (ModelAnnouncement used : missing) {
      restore(used, formers.get(used.model()), loaded);
    }
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

  /**
   * Puts a model into use again. If series were still moving to it, and the model that they come
   * from is there, they go on moving. Otherwise they move at their next reading.
   */
  private void restore(
      ModelAnnouncement used,
      @Nullable ModelAnnouncement former,
      Map<ModelAnnouncement, LoadResult> loaded) {
    LoadResult before = former == null ? null : require(former, loaded);
    try {
      ReadyModel ready = ready(used, before, loaded);
      boolean moving = before != null && restoreFormer(before);
      replace(require(used), used, ready, moving);
    } catch (UnusableModelException e) {
      refuseLater(used, e);
    }
  }

  /** The model to use. If there is none, the model before it is not needed either. */
  private ReadyModel ready(
      ModelAnnouncement used,
      @Nullable LoadResult before,
      Map<ModelAnnouncement, LoadResult> loaded)
      throws UnusableModelException {
    try {
      return ReadyModel.of(require(used, loaded).orElseThrow(), rows);
    } catch (UnusableModelException e) {
      if (before != null) {
        before.close();
      }
      throw e;
    }
  }

  private static LoadResult require(
      ModelAnnouncement announcement, Map<ModelAnnouncement, LoadResult> loaded) {
    return Objects.requireNonNull(loaded.get(announcement), "each model has a result");
  }

  private boolean restoreFormer(LoadResult former) {
    ModelAnnouncement announcement = former.announcement();
    try {
      ReadyModel ready = ReadyModel.of(former.orElseThrow(), rows);
      replace(require(announcement), announcement, ready, false);
      return true;
    } catch (UnusableModelException e) {
      LOG.warn(
          "The model {} of version {} can't be had any more, so the series that it stepped move to"
              + " the next one at their next reading",
          announcement.model(),
          announcement.version(),
          e);
      return false;
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
      LiveModel model = require(announcement);
      allowed.check(announcement);
      awaited.remove(announcement.model());
      waiting.remove(announcement.model());
      if (isInUse(model, announcement)) {
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
      LiveModel model = require(announcement);
      String before = model.manifest().version();
      replace(model, announcement, ready, live.spreadsTakeovers());
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

  /**
   * Compares a loaded model with its announcement and with the model in use, and then replaces that
   * one.
   */
  private void replace(
      LiveModel model, ModelAnnouncement announcement, ReadyModel ready, boolean spread)
      throws UnusableModelException {
    try {
      checkIsAnnounced(announcement, ready);
      LiveModels.checkReplaces(ready.model().manifest(), model.manifest());
    } catch (UnusableModelException e) {
      ready.close();
      throw e;
    }
    if (spread) {
      live.spread(model, announcement, ready);
    } else {
      live.replace(model, announcement, ready);
    }
  }

  private static void checkIsAnnounced(ModelAnnouncement announcement, ReadyModel ready)
      throws UnusableModelException {
    String model = ready.model().manifest().model();
    String version = ready.model().manifest().version();
    if (!model.equals(announcement.model()) || !version.equals(announcement.version())) {
      throw new UnusableModelException(
          UnusableModelException.WRONG_NAME,
          "found model \"%s\" of version \"%s\" in the file, allowed: what was announced, \"%s\" of version \"%s\""
              .formatted(model, version, announcement.model(), announcement.version()));
    }
  }

  private LiveModel require(ModelAnnouncement announcement) throws UnusableModelException {
    Optional<LiveModel> model = live.find(announcement.model());
    if (model.isEmpty()) {
      throw new UnusableModelException(
          UnusableModelException.UNKNOWN_MODEL,
          "found an announcement of \"%s\", allowed: a model that steps series here, of %s"
              .formatted(announcement.model(), live.names()));
    }
    return model.get();
  }

  private static boolean isInUse(LiveModel model, ModelAnnouncement announcement) {
    return model.model().sha256().equals(announcement.sha256())
        && model.manifest().version().equals(announcement.version());
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
