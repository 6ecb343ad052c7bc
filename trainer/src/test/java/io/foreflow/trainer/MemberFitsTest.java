package io.foreflow.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foreflow.trainer.loop.Fit;
import io.foreflow.trainer.network.WeightSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

class MemberFitsTest {

  private static Fit fit(int steps, Fit.Ending ending) {
    return new Fit(new WeightSet(Map.of()), List.of(), steps, 0, 1, ending, List.of());
  }

  private static Fit untilStopped(BooleanSupplier stop) {
    while (!stop.getAsBoolean()) {
      Thread.onSpinWait();
    }
    return fit(1, Fit.Ending.ASKED);
  }

  private static void meet(CyclicBarrier barrier) {
    try {
      barrier.await(1, TimeUnit.MINUTES);
    } catch (Exception e) {
      throw new AssertionError("the others did not come", e);
    }
  }

  @Test
  void asManyLearnAtATimeAsAllowed() {
    CyclicBarrier both = new CyclicBarrier(2);
    MemberFits fits =
        new MemberFits(
            (network, stop) -> {
              meet(both);
              return fit(network, Fit.Ending.ALL_STEPS);
            },
            () -> false,
            2);

    assertThat(fits.run(List.of(3, 1, 2, 0)))
        .hasSize(4)
        .allSatisfy((network, fit) -> assertThat(fit.steps()).isEqualTo(network));
  }

  @Test
  void aStopEndsAllAndBeginsNoOther() {
    AtomicInteger begun = new AtomicInteger();
    MemberFits fits =
        new MemberFits(
            (network, stop) -> {
              begun.incrementAndGet();
              return untilStopped(stop);
            },
            () -> begun.get() >= 2,
            2);

    assertThat(fits.run(List.of(0, 1, 2))).containsOnlyKeys(0, 1);
  }

  @Test
  void aFailureEndsTheOthers() {
    CyclicBarrier both = new CyclicBarrier(2);
    AtomicInteger ended = new AtomicInteger();
    MemberFits fits =
        new MemberFits(
            (network, stop) -> {
              meet(both);
              if (network == 1) {
                throw new IllegalArgumentException("bad numbers");
              }
              Fit fit = untilStopped(stop);
              ended.incrementAndGet();
              return fit;
            },
            () -> false,
            2);

    assertThatThrownBy(() -> fits.run(List.of(0, 1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("bad numbers");
    assertThat(ended).hasValue(1);
  }

  @Test
  void oneAtATimeStaysInItsThread() {
    Thread caller = Thread.currentThread();
    MemberFits fits =
        new MemberFits(
            (network, stop) ->
                fit(
                    0,
                    Thread.currentThread() == caller && network < 1
                        ? Fit.Ending.ALL_STEPS
                        : Fit.Ending.ASKED),
            () -> false,
            1);

    assertThat(fits.run(List.of(0, 1, 2))).containsOnlyKeys(0, 1);
  }
}
