package io.foreflow.job.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.runtime.state.KeyGroupRange;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SeriesCensusTest {
  private static final int GROUPS = 128;

  @Test
  void eachTaskKnowsItsOwnNumberAfterRescaling() throws IOException {
    Keyed kept = new Keyed();
    SeriesCensus one = restored(kept, 1, 0);
    List<String> series = IntStream.range(0, 1000).mapToObj(i -> "s" + i).toList();
    series.forEach(one::began);
    series.subList(0, 100).forEach(one::ended);
    one.setWatched(true);
    one.save();
    assertThat(one.live()).isEqualTo(900);

    for (int parallelism : new int[] {2, 3, 128, 1}) {
      List<SeriesCensus> tasks = new ArrayList<>();
      for (int task = 0; task < parallelism; task++) {
        SeriesCensus census = restored(kept, parallelism, task);
        assertThat(census.isComplete()).isTrue();
        assertThat(census.isWatched()).isTrue();
        assertThat(census.live())
            .as("task %s of %s", task, parallelism)
            .isEqualTo(belonging(series.subList(100, 1000), parallelism, task));
        tasks.add(census);
      }
      for (SeriesCensus census : tasks) {
        census.save();
      }
    }
  }

  @Test
  void aFirstStartIsNoCountOfZero() throws IOException {
    Keyed kept = new Keyed();
    SeriesCensus first = restored(kept, 1, 0);
    assertThat(first.isComplete()).isFalse();
    assertThat(first.isWatched()).isFalse();
    first.save();
    SeriesCensus second = restored(kept, 1, 0);
    assertThat(second.isComplete()).isTrue();
    assertThat(second.isWatched()).isFalse();
    assertThat(second.live()).isZero();
  }

  @Test
  void changesAfterTheLastSaveAreNotStored() throws IOException {
    Keyed kept = new Keyed();
    SeriesCensus census = restored(kept, 1, 0);
    census.began("a");
    census.save();
    census.began("b");
    assertThat(census.live()).isEqualTo(2);
    assertThat(restored(kept, 1, 0).live()).isEqualTo(1);
  }

  @Test
  void refusesAnotherFormatVersion() {
    Keyed kept = new Keyed();
    IntStream.range(0, 2000).forEach(number -> kept.bytes.put("group-" + number, new byte[] {7}));
    assertThatThrownBy(() -> restored(kept, 1, 0))
        .isInstanceOf(UnknownStateException.class)
        .hasMessageContaining("format version 7")
        .hasMessageContaining("reads version 1");
  }

  private static long belonging(List<String> series, int parallelism, int task) {
    return series.stream()
        .filter(
            name ->
                KeyGroupRangeAssignment.assignKeyToParallelOperator(name, GROUPS, parallelism)
                    == task)
        .count();
  }

  private static SeriesCensus restored(Keyed kept, int parallelism, int task) throws IOException {
    KeyGroupRange groups =
        KeyGroupRangeAssignment.computeKeyGroupRangeForOperatorIndex(GROUPS, parallelism, task);
    SeriesCensus census =
        new SeriesCensus(
            groups,
            GROUPS,
            key -> {
              assertThat(groups.contains(KeyGroupRangeAssignment.assignToKeyGroup(key, GROUPS)))
                  .as("key %s in the task's own groups", key)
                  .isTrue();
              kept.key = key;
            },
            kept);
    census.restore();
    return census;
  }

  /** Keyed state, as one map for all tasks: Flink's part in rescaling. */
  private static final class Keyed implements ValueState<byte[]> {
    private final Map<String, byte[]> bytes = new HashMap<>();
    private String key = "";

    @Override
    @SuppressWarnings("NullAway") // Flink's interface says nothing of nulls
    public byte @Nullable [] value() {
      return bytes.get(key);
    }

    @Override
    public void update(byte[] value) {
      bytes.put(key, value);
    }

    @Override
    public void clear() {
      bytes.remove(key);
    }
  }
}
