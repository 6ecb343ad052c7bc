package io.foreflow.job.exchange;

import io.foreflow.wire.ModelAnnouncement;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Serializer of announcements on their way to every task. */
final class ModelAnnouncementSerializer extends ExchangeSerializer<ModelAnnouncement> {
  private static final long serialVersionUID = 1;

  static final ModelAnnouncementSerializer INSTANCE = new ModelAnnouncementSerializer();

  private ModelAnnouncementSerializer() {}

  @Override
  public ModelAnnouncement createInstance() {
    return new ModelAnnouncement("", "", "", "", 0);
  }

  @Override
  public void serialize(ModelAnnouncement announcement, DataOutputView out) throws IOException {
    LengthPrefixed.writeText(announcement.model(), out);
    LengthPrefixed.writeText(announcement.version(), out);
    LengthPrefixed.writeText(announcement.uri(), out);
    LengthPrefixed.writeText(announcement.sha256(), out);
    out.writeLong(announcement.announcedAt());
  }

  @Override
  public ModelAnnouncement deserialize(DataInputView in) throws IOException {
    return new ModelAnnouncement(
        LengthPrefixed.readText(in),
        LengthPrefixed.readText(in),
        LengthPrefixed.readText(in),
        LengthPrefixed.readText(in),
        in.readLong());
  }
}
