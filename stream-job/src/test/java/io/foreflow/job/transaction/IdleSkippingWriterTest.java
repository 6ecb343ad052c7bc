package io.foreflow.job.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.connector.kafka.sink.KafkaCommittable;
import org.apache.flink.connector.kafka.sink.KafkaWriterState;
import org.apache.flink.connector.kafka.sink.TwoPhaseCommittingStatefulSink.PrecommittingStatefulSinkWriter;
import org.apache.flink.connector.kafka.sink.internal.CheckpointTransaction;
import org.apache.flink.connector.kafka.sink.internal.TransactionOwnership;
import org.junit.jupiter.api.Test;

/** What the connector's writer is asked for, and what is asked of it. */
class IdleSkippingWriterTest {
  private static final SinkWriter.Context CONTEXT =
      new SinkWriter.Context() {
        @Override
        public long currentWatermark() {
          return 0;
        }

        @Override
        public Long timestamp() {
          return 0L;
        }
      };

  private final Recorded connector = new Recorded();
  private long now = 1_000;
  private final IdleSkippingWriter<String> writer = new IdleSkippingWriter<>(connector, () -> now);

  @Test
  void takesANewStateOnlyAfterRecords() throws Exception {
    List<KafkaWriterState> first = checkpoint(1);
    List<KafkaWriterState> second = checkpoint(2);
    assertThat(connector.calls).containsExactly("prepare", "snapshot 1");
    assertThat(second).isEqualTo(first);

    writer.write("a", CONTEXT);
    List<KafkaWriterState> third = checkpoint(3);
    assertThat(third).isNotEqualTo(first);
    assertThat(checkpoint(4)).isEqualTo(third);
    assertThat(connector.calls)
        .containsExactly("prepare", "snapshot 1", "write a", "flush", "prepare", "snapshot 3");
  }

  @Test
  void renewsAnIdBeforeTheBrokerForgetsIt() throws Exception {
    checkpoint(1);
    now += IdleSkippingWriter.RENEWAL_MILLIS - 1;
    checkpoint(2);
    assertThat(connector.calls).doesNotContain("snapshot 2");
    now += 1;
    checkpoint(3);
    checkpoint(4);
    assertThat(connector.calls).contains("snapshot 3").doesNotContain("snapshot 4");
  }

  @Test
  void earlierBuildsCanReadTheState() throws Exception {
    List<KafkaWriterState> states = checkpoint(1);
    assertThat(TransactionOwnership.IMPLICIT_BY_SUBTASK_ID.getOwnedSubtaskIds(0, 2, states))
        .containsExactly(0);
    assertThat(TransactionOwnership.EXPLICIT_BY_WRITER_STATE.getOwnedSubtaskIds(0, 2, states))
        .containsExactly(1);
  }

  private List<KafkaWriterState> checkpoint(long id) throws Exception {
    writer.flush(false);
    writer.prepareCommit();
    return writer.snapshotState(id);
  }

  private static final class Recorded
      implements PrecommittingStatefulSinkWriter<String, KafkaWriterState, KafkaCommittable> {
    private final List<String> calls = new ArrayList<>();

    @Override
    public void write(String element, Context context) {
      calls.add("write " + element);
    }

    @Override
    public void flush(boolean endOfInput) {
      calls.add("flush");
    }

    @Override
    public Collection<KafkaCommittable> prepareCommit() {
      calls.add("prepare");
      return List.of();
    }

    @Override
    public List<KafkaWriterState> snapshotState(long checkpointId) {
      calls.add("snapshot " + checkpointId);
      return List.of(
          new KafkaWriterState(
              "p-out.pool",
              1,
              2,
              TransactionOwnership.EXPLICIT_BY_WRITER_STATE,
              List.of(new CheckpointTransaction("p-out.pool-1-0", checkpointId))));
    }

    @Override
    public void close() {}
  }
}
