package io.foreflow.job.wave;

import io.foreflow.wire.MalformedRecordException;
import io.foreflow.wire.ModelAnnouncement;
import io.foreflow.wire.ModelAnnouncementBytes;
import io.foreflow.wire.ModelAnnouncementCodec;
import io.foreflow.wire.RecordEncoder;
import io.foreflow.wire.WireFormat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.Types;
import org.jspecify.annotations.Nullable;

/**
 * The announcements in a snapshot. For each name: the one in use, the one before it while series
 * still move from it, the one that is being loaded with the number of attempts, and the one that is
 * not loaded any more because tasks ended while they loaded it. Also the versions that configured
 * aliases of model stores named at the start. It never holds a model's bytes, because each task
 * keeps and writes its own copy of this state.
 *
 * <p>The values are announcements in Avro with the fingerprint of their schema, as on the wire, so
 * that every later release can read them.
 */
final class AnnouncedModels {
  /** The state's name in savepoints. */
  static final String STATE = "models";

  private static final String USED = "used/";
  private static final String FORMER = "former/";
  private static final String PENDING = "pending/";
  private static final String BEGUN = "begun/";
  private static final String QUARANTINED = "quarantined/";
  private static final String RESOLVED = "resolved/";

  private final BroadcastState<String, byte[]> state;
  private final RecordEncoder<ModelAnnouncement> encoder =
      ModelAnnouncementCodec.encoder(WireFormat.AVRO);

  AnnouncedModels(OperatorStateStore store) throws Exception {
    state =
        store.getBroadcastState(
            new MapStateDescriptor<>(
                STATE, Types.STRING, PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO));
  }

  /** Notes that a model is being loaded, or is about to be, for the {@code begun}th time. */
  void await(ModelAnnouncement announcement, int begun) throws Exception {
    forget(announcement);
    state.put(PENDING + announcement.model(), encoder.encode(announcement));
    state.put(BEGUN + announcement.model(), new byte[] {(byte) begun});
  }

  /**
   * How often loading a model was begun. Snapshots of earlier releases don't say, which counts as
   * once.
   */
  int begun(ModelAnnouncement pending) throws Exception {
    byte[] begun = state.get(BEGUN + pending.model());
    return begun == null ? 1 : begun[0];
  }

  /** Notes that a model is in use, and that no other of its name is being loaded. */
  void use(ModelAnnouncement announcement) throws Exception {
    forget(announcement);
    state.put(USED + announcement.model(), encoder.encode(announcement));
  }

  /** Notes that a model will not be used. The one in use stays. */
  void giveUp(ModelAnnouncement announcement) throws Exception {
    forget(announcement);
  }

  /** Notes that a model is not loaded again before the next announcement of its name. */
  void quarantine(ModelAnnouncement announcement) throws Exception {
    forget(announcement);
    state.put(QUARANTINED + announcement.model(), encoder.encode(announcement));
  }

  /**
   * Whether this very announcement is not loaded any more. A later announcement of the same file is
   * another one.
   */
  boolean isQuarantined(ModelAnnouncement announcement) throws Exception {
    byte[] quarantined = state.get(QUARANTINED + announcement.model());
    return quarantined != null && announcement.equals(decode(quarantined));
  }

  private void forget(ModelAnnouncement announcement) throws Exception {
    state.remove(PENDING + announcement.model());
    state.remove(BEGUN + announcement.model());
    state.remove(QUARANTINED + announcement.model());
  }

  /** The hash of the version that an alias of a model store named. Null if none is noted. */
  @Nullable String resolved(String alias) throws Exception {
    byte[] version = state.get(RESOLVED + alias);
    return version == null ? null : new String(version, StandardCharsets.UTF_8);
  }

  /** Notes the versions that aliases name, in place of those that were noted before. */
  void resolve(Map<String, String> versions) throws Exception {
    List<String> noted = new ArrayList<>();
    for (Map.Entry<String, byte[]> entry : state.immutableEntries()) {
      if (entry.getKey().startsWith(RESOLVED)) {
        noted.add(entry.getKey());
      }
    }
    for (String key : noted) {
      state.remove(key);
    }
    for (Map.Entry<String, String> version : versions.entrySet()) {
      state.put(RESOLVED + version.getKey(), version.getValue().getBytes(StandardCharsets.UTF_8));
    }
  }

  /**
   * Notes the models whose series are still moving to the one in use, in place of those that were
   * noted before. The model that the job was started with is noted as if it had been announced.
   */
  void moveFrom(List<ModelAnnouncement> formers) throws Exception {
    for (ModelAnnouncement noted : all(FORMER)) {
      state.remove(FORMER + noted.model());
    }
    for (ModelAnnouncement former : formers) {
      state.put(FORMER + former.model(), encoder.encode(former));
    }
  }

  /** The models whose series were still moving, by name. */
  Map<String, ModelAnnouncement> formers() throws Exception {
    Map<String, ModelAnnouncement> formers = new HashMap<>();
    for (ModelAnnouncement former : all(FORMER)) {
      formers.put(former.model(), former);
    }
    return formers;
  }

  List<ModelAnnouncement> used() throws Exception {
    return all(USED);
  }

  List<ModelAnnouncement> pending() throws Exception {
    return all(PENDING);
  }

  private List<ModelAnnouncement> all(String prefix) throws Exception {
    List<ModelAnnouncement> found = new ArrayList<>();
    for (Map.Entry<String, byte[]> entry : state.immutableEntries()) {
      if (entry.getKey().startsWith(prefix)) {
        found.add(decode(entry.getValue()));
      }
    }
    return found;
  }

  private static ModelAnnouncement decode(byte[] announcement) throws IOException {
    try {
      return new ModelAnnouncementBytes().decode(announcement);
    } catch (MalformedRecordException e) {
      throw new IOException(
          "The snapshot holds an announcement that this release can't read: " + e.getMessage(), e);
    }
  }
}
