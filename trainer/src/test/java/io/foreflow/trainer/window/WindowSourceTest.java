package io.foreflow.trainer.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class WindowSourceTest {

  private static final int WARMUP = 4;
  private static final int VALIDATION = 5;
  private static final int BURN_IN = 6;
  private static final int LENGTH = 16;
  private static final int BATCH = 4;

  private static WindowSource source(WindowOrder order, long seed, int... lengths) {
    List<LearningSpan> spans = LearningSpan.of(CountingSeries.of(lengths), WARMUP, VALIDATION);
    return WindowSource.of(new WindowConfig(order, BATCH, LENGTH, BURN_IN, 1, 0, 0.5), spans, seed);
  }

  private static List<List<Window>> batches(WindowSource source, int count) {
    List<List<Window>> batches = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      batches.add(source.next());
    }
    return batches;
  }

  @ParameterizedTest
  @EnumSource(WindowOrder.class)
  void windowsAvoidTheTailAndTheWarmUp(WindowOrder order) {
    for (List<Window> batch : batches(source(order, 1, 20, 60, 33), 50)) {
      assertThat(batch).hasSize(BATCH);
      for (Window window : batch) {
        int slots = window.features().history().slots();
        assertThat(window.targetEnd()).isEqualTo(slots - VALIDATION);
        assertThat(window.start() + window.length()).isLessThanOrEqualTo(slots - VALIDATION);
        assertThat(window.firstOrigin()).isGreaterThanOrEqualTo(WARMUP - 1);
        if (window.start() > 0 && !window.goesOn()) {
          assertThat(window.firstOrigin()).isGreaterThanOrEqualTo(window.start() + BURN_IN);
        }
      }
    }
  }

  @Test
  void anEpochCoversEachSeriesByItsLength() {
    Map<String, Integer> windows = new HashMap<>();
    // 96 and 48 slots make 6 and 3 windows in each of 4 epochs of 9.
    batches(source(WindowOrder.RANDOM, 1, 101, 53), 9)
        .forEach(
            batch ->
                batch.forEach(
                    window ->
                        windows.merge(window.features().history().series(), 1, Integer::sum)));

    assertThat(windows).containsEntry("s101", 24).containsEntry("s53", 12);
  }

  @ParameterizedTest
  @EnumSource(WindowOrder.class)
  void theSameSeedGivesTheSameWindows(WindowOrder order) {
    // All windows share the same features, because features have no equals of their own.
    List<LearningSpan> spans = LearningSpan.of(CountingSeries.of(200, 300), WARMUP, VALIDATION);
    WindowConfig config = new WindowConfig(order, BATCH, LENGTH, BURN_IN, 1, 0, 0.5);

    List<List<Window>> first = batches(WindowSource.of(config, spans, 5), 40);

    assertThat(batches(WindowSource.of(config, spans, 5), 40)).isEqualTo(first);
    assertThat(batches(WindowSource.of(config, spans, 6), 40)).isNotEqualTo(first);
  }

  @ParameterizedTest
  @EnumSource(WindowOrder.class)
  void seriesTooShortToTeachAreLeftOut(WindowOrder order) {
    batches(source(order, 1, 9, 100), 10)
        .forEach(
            batch ->
                assertThat(batch)
                    .allSatisfy(
                        window ->
                            assertThat(window.features().history().series()).isEqualTo("s100")));
    assertThatThrownBy(() -> source(order, 1, 9).next())
        .hasMessageContaining("no series is long enough");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 9})
  void aStreamContinuesInItsRow(int series) {
    int[] lengths = new int[series];
    for (int i = 0; i < series; i++) {
      lengths[i] = 150 + 20 * i;
    }
    Window[] before = new Window[BATCH];
    int goingOn = 0;
    for (List<Window> batch : batches(source(WindowOrder.STREAM, 3, lengths), 60)) {
      for (int row = 0; row < BATCH; row++) {
        Window window = batch.get(row);
        if (window.goesOn()) {
          goingOn++;
          assertThat(window.features()).isSameAs(before[row].features());
          assertThat(window.start()).isEqualTo(before[row].start() + LENGTH);
          assertThat(before[row].length()).isEqualTo(LENGTH);
        }
        before[row] = window;
      }
    }
    assertThat(goingOn).isGreaterThan(60);
  }

  @Test
  void lanesReadDifferentPartsOfFewSeries() {
    List<Window> first = source(WindowOrder.STREAM, 3, 500).next();

    assertThat(first.stream().map(Window::start).distinct()).hasSizeGreaterThanOrEqualTo(3);
  }

  @Test
  void validationCoversExactlyTheTail() {
    LearningSpan span = LearningSpan.of(CountingSeries.of(100), WARMUP, VALIDATION).get(0);

    Window window = span.validation(new TailConfig(VALIDATION, 20, 0));

    assertThat(window.firstOrigin()).isEqualTo(94);
    assertThat(window.targetEnd()).isEqualTo(100);
    assertThat(window.start()).isEqualTo(75);
    assertThat(window.start() + window.length()).isEqualTo(100);
    assertThat(window.teaches()).isTrue();
  }
}
