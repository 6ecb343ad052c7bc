package io.foreflow.job.exchange;

import io.foreflow.job.arrival.AcceptedReading;
import io.foreflow.job.arrival.Arrival;
import io.foreflow.job.arrival.RawRecord;
import io.foreflow.job.arrival.RejectedRecord;
import io.foreflow.wire.Anomaly;
import io.foreflow.wire.Forecast;
import io.foreflow.wire.ForecastScore;
import io.foreflow.wire.ModelAnnouncement;
import io.foreflow.wire.ModelEvent;
import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.jspecify.annotations.Nullable;

/** Flink's descriptions of the types in the job's streams: opaque, and not keys. */
public final class ExchangeType<T> extends TypeInformation<T> {
  private static final long serialVersionUID = 1;

  /** The type that the source emits. */
  public static final TypeInformation<Arrival> ARRIVAL =
      new ExchangeType<>(Arrival.class, ArrivalSerializer.INSTANCE);

  /** The type of readings on their way to waves. */
  public static final TypeInformation<AcceptedReading> ACCEPTED_READING =
      new ExchangeType<>(AcceptedReading.class, AcceptedReadingSerializer.INSTANCE);

  /** The type of records for the dead-letter and late topics. */
  public static final TypeInformation<RejectedRecord> REJECTED_RECORD =
      new ExchangeType<>(RejectedRecord.class, RejectedRecordSerializer.INSTANCE);

  /** The type that waves emit. */
  public static final TypeInformation<Forecast> FORECAST =
      new ExchangeType<>(Forecast.class, ForecastSerializer.INSTANCE);

  /** The type of records that may be announcements of models, before they are decoded. */
  public static final TypeInformation<RawRecord> RAW_RECORD =
      new ExchangeType<>(RawRecord.class, RawRecordSerializer.INSTANCE);

  /** The type that goes to every task that steps series. */
  public static final TypeInformation<ModelAnnouncement> MODEL_ANNOUNCEMENT =
      new ExchangeType<>(ModelAnnouncement.class, ModelAnnouncementSerializer.INSTANCE);

  /** The type of events for their topic. */
  public static final TypeInformation<ModelEvent> MODEL_EVENT =
      new ExchangeType<>(ModelEvent.class, ModelEventSerializer.INSTANCE);

  /** The type of scores for their topic. */
  public static final TypeInformation<ForecastScore> FORECAST_SCORE =
      new ExchangeType<>(ForecastScore.class, ForecastScoreSerializer.INSTANCE);

  /** The type of episodes' changes for their topic. */
  public static final TypeInformation<Anomaly> ANOMALY =
      new ExchangeType<>(Anomaly.class, AnomalySerializer.INSTANCE);

  private final Class<T> type;
  private final ExchangeSerializer<T> serializer;

  private ExchangeType(Class<T> type, ExchangeSerializer<T> serializer) {
    this.type = type;
    this.serializer = serializer;
  }

  @Override
  public boolean isBasicType() {
    return false;
  }

  @Override
  public boolean isTupleType() {
    return false;
  }

  @Override
  public int getArity() {
    return 1;
  }

  @Override
  public int getTotalFields() {
    return 1;
  }

  @Override
  public Class<T> getTypeClass() {
    return type;
  }

  @Override
  public boolean isKeyType() {
    return false;
  }

  @Override
  public TypeSerializer<T> createSerializer(SerializerConfig config) {
    return serializer;
  }

  @Override
  public String toString() {
    return type.getSimpleName();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ExchangeType<?> that && type == that.type;
  }

  @Override
  public int hashCode() {
    return type.hashCode();
  }

  @Override
  public boolean canEqual(Object other) {
    return other instanceof ExchangeType;
  }
}
