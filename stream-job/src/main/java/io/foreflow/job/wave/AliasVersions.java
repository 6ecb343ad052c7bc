package io.foreflow.job.wave;

import io.foreflow.job.model.LoadLimits;
import io.foreflow.job.model.ModelLease;
import io.foreflow.job.model.ModelLocation;
import io.foreflow.job.model.SharedModels;
import io.foreflow.job.model.UnusableModelException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The versions that configured aliases of model stores and seed models name in this job. A job
 * takes what an alias names when it is started for the first time. The snapshots hold that version,
 * so a restore takes the same one, whatever the alias names by then.
 */
final class AliasVersions {
  private static final Logger LOG = LoggerFactory.getLogger(AliasVersions.class);

  private final AnnouncedModels snapshot;
  private final Map<String, String> used = new LinkedHashMap<>();

  /** The versions of a snapshot, which is empty at the first start. */
  AliasVersions(AnnouncedModels snapshot) {
    this.snapshot = snapshot;
  }

  /** Loads a configured model: of an alias, the version in the snapshot if there is one. */
  ModelLease acquire(ModelLocation configured, LoadLimits limits, SharedModels shared)
      throws Exception {
    String alias = configured.alias();
    if (alias == null) {
      return shared.acquire(configured, limits);
    }
    ModelLease lease = acquire(alias, configured, limits, shared);
    used.put(alias, lease.model().sha256());
    return lease;
  }

  private ModelLease acquire(
      String alias, ModelLocation configured, LoadLimits limits, SharedModels shared)
      throws Exception {
    String before = snapshot.resolved(alias);
    if (before != null && !before.equals(configured.sha256())) {
      try {
        return shared.acquire(configured.at(before), limits);
      } catch (UnusableModelException e) {
        if (!e.reason().equals(UnusableModelException.NOT_IN_STORE)) {
          throw e;
        }
        LOG.warn(
            "{} named the version {} when the snapshot was taken, which is no longer there;"
                + " the job continues with the version that it names now, {}",
            alias,
            before,
            configured.sha256());
      }
    }
    return shared.acquire(configured, limits);
  }

  /** Puts the versions into the next snapshots, once all models are loaded. */
  void keep() throws Exception {
    snapshot.resolve(used);
  }
}
