package io.foreflow.trainer.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foreflow.history.SeriesHistory;
import io.foreflow.trainer.features.FeatureConfig;
import io.foreflow.trainer.features.FeatureFunction;
import io.foreflow.trainer.features.FeatureMaker;
import io.foreflow.trainer.features.FeatureStretch;
import io.foreflow.trainer.features.SeriesFeatures;
import io.foreflow.trainer.window.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class FeatureFeedTest {

  private static final SeriesFeatures SERIES = series();

  private static SeriesFeatures series() {
    FeatureConfig config = new FeatureConfig(3_600_000, 2, 8, List.of(), 2);
    try (FeatureFunction function = new FeatureFunction(config)) {
      return function.run(List.of(new SeriesHistory("s", 0, new float[200]))).get(0);
    }
  }

  private static List<Window> window(int start) {
    return List.of(new Window(SERIES, start, 10, start, 200, false));
  }

  /** Not {@link FeatureMaker#HELD} itself, for which a feed needs no thread. */
  private static List<FeatureStretch> made(List<FeatureMaker.Slots> wanted) {
    return FeatureMaker.HELD.make(wanted);
  }

  @Test
  void handsOutBatchesInTheirOrder() {
    AtomicInteger next = new AtomicInteger();
    List<Integer> starts = new ArrayList<>();
    try (FeatureFeed feed =
        new FeatureFeed(() -> window(next.getAndIncrement()), FeatureFeedTest::made)) {
      for (int i = 0; i < 50; i++) {
        FeatureFeed.Batch batch = feed.next();
        starts.add(batch.windows().get(0).start());
        assertThat(batch.features()).hasSize(1);
      }
    }

    assertThat(starts).isSorted().doesNotHaveDuplicates().startsWith(0).hasSize(50);
  }

  @Test
  void reportsTheProblemOfTheSource() {
    try (FeatureFeed feed =
        new FeatureFeed(
            () -> {
              throw new IllegalArgumentException("no series is long enough");
            },
            FeatureFeedTest::made)) {
      assertThatThrownBy(feed::next)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("long enough");
    }
  }

  @Test
  void passesOnALackOfMemory() {
    try (FeatureFeed feed =
        new FeatureFeed(
            () -> window(3),
            wanted -> {
              throw new OutOfMemoryError("Java heap space");
            })) {
      assertThatThrownBy(feed::next).isInstanceOf(OutOfMemoryError.class);
    }
  }

  @Test
  void usesTheMakerNoMoreOnceClosed() {
    AtomicInteger using = new AtomicInteger();
    FeatureMaker slow =
        wanted -> {
          using.incrementAndGet();
          try {
            return FeatureMaker.HELD.make(wanted);
          } finally {
            using.decrementAndGet();
          }
        };
    FeatureFeed feed = new FeatureFeed(() -> window(3), slow);
    feed.next();

    feed.close();

    assertThat(using).hasValue(0);
  }
}
