package io.foreflow.console.intake;

import io.foreflow.console.memory.PipelineEvent;
import io.foreflow.console.memory.PipelineMemory;
import io.foreflow.wire.ModelAnnouncement;
import io.foreflow.wire.ModelAnnouncementBytes;

/** Makes the takers of each topic: they decode its records and write them into memory. */
final class RecordTakers {

  private final SeriesTakers series;
  private final PipelineMemory memory;
  private final IntakeListener listener;

  RecordTakers(PipelineTopics topics, PipelineMemory memory, IntakeListener listener) {
    this.series = new SeriesTakers(topics, new LiveSink(memory, listener));
    this.memory = memory;
    this.listener = listener;
  }

  RecordTaker of(TopicRole role) {
    return role.kind()
        .map(series::of)
        .orElseGet(
            () ->
                switch (role) {
                  case EVENTS -> events();
                  case MODELS -> announcements();
                  case DEAD_LETTERS ->
                      (record, arrival) -> memory.deadLetter(AsideReader.read(record), arrival);
                  default -> throw new IllegalStateException("no taker of " + role);
                });
  }

  private RecordTaker events() {
    EventReader reader = new EventReader();
    return (record, arrival) -> {
      PipelineEvent event = reader.read(record.value());
      memory.event(event);
      listener.event(event);
    };
  }

  private RecordTaker announcements() {
    ModelAnnouncementBytes decoder = new ModelAnnouncementBytes();
    return (record, arrival) -> {
      ModelAnnouncement announcement = decoder.decode(record.value());
      ModelNames.check(announcement.model(), announcement.version());
      memory.announcement(announcement);
    };
  }
}
