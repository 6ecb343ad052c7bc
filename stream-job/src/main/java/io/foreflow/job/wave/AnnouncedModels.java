package io.foreflow.job.wave;

import io.foreflow.wire.MalformedRecordException;
import io.foreflow.wire.ModelAnnouncement;
import io.foreflow.wire.ModelAnnouncementBytes;
import io.foreflow.wire.ModelAnnouncementCodec;
import io.foreflow.wire.RecordEncoder;
import io.foreflow.wire.WireFormat;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.Types;

/**
 * What a snapshot knows of models: of each name the announcement that is in use, and one that is
 * still being loaded. Announcements only, never a model's bytes: each task keeps and writes its own
 * copy of this state.
 *
 * <p>The values are announcements in Avro with the fingerprint of their schema, as on the wire, so
 * that every later release can read them.
 */
final class AnnouncedModels {
  /** The state's name in savepoints. */
  static final String STATE = "models";

  private static final String USED = "used/";
  private static final String PENDING = "pending/";

  private final BroadcastState<String, byte[]> state;
  private final RecordEncoder<ModelAnnouncement> encoder =
      ModelAnnouncementCodec.encoder(WireFormat.AVRO);

  AnnouncedModels(OperatorStateStore store) throws Exception {
    state =
        store.getBroadcastState(
            new MapStateDescriptor<>(
                STATE, Types.STRING, PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO));
  }

  /** Is being loaded. */
  void await(ModelAnnouncement announcement) throws Exception {
    state.put(PENDING + announcement.model(), encoder.encode(announcement));
  }

  /** Is in use. Of its name, nothing is being loaded any more. */
  void use(ModelAnnouncement announcement) throws Exception {
    state.put(USED + announcement.model(), encoder.encode(announcement));
    state.remove(PENDING + announcement.model());
  }

  /** Will not be used. What is in use stays. */
  void giveUp(ModelAnnouncement announcement) throws Exception {
    state.remove(PENDING + announcement.model());
  }

  List<ModelAnnouncement> used() throws Exception {
    return all(USED);
  }

  List<ModelAnnouncement> pending() throws Exception {
    return all(PENDING);
  }

  private List<ModelAnnouncement> all(String prefix) throws Exception {
    ModelAnnouncementBytes decoder = new ModelAnnouncementBytes();
    List<ModelAnnouncement> found = new ArrayList<>();
    for (Map.Entry<String, byte[]> entry : state.immutableEntries()) {
      if (entry.getKey().startsWith(prefix)) {
        try {
          found.add(decoder.decode(entry.getValue()));
        } catch (MalformedRecordException e) {
          throw new IOException(
              "The snapshot holds an announcement that this release can't read: " + e.getMessage(),
              e);
        }
      }
    }
    return found;
  }
}
