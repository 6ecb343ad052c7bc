package io.foreflow.job.wave;

import java.io.IOException;
import java.util.function.LongSupplier;

/**
 * Steps waves with two models while the series of the former one move to the next one, as far as
 * the budget allows.
 *
 * <p>For each row of a wave, the state says which model has stepped the series.
 *
 * <ul>
 *   <li>A series of the next model stays there. A new series and one that starts afresh begin
 *       there, since they replay nothing.
 *   <li>The former model steps its series as if nothing had been announced. Then they move between
 *       waves, in the order of their readings. So no reading waits for the replay of a history, but
 *       for a go of some slots that may just be under way.
 *   <li>A series of another model, which was still waiting when a third one came, moves with its
 *       reading, because its model is not loaded any more. The budget pays for it too.
 * </ul>
 *
 * <p>The rows of the former model step first, so that their forecasts don't wait for a replay. A
 * wave holds each series at most once, so this changes the order of no series' forecasts.
 */
public final class SpreadRunner implements WaveStepper {
  private final WaveRunner former;
  private final WaveRunner next;
  private final TakeoverBudget budget;
  private final LongSupplier clock;
  private final Alarm alarm;
  private final Runnable ended;
  private final BackgroundReplay replay;
  private final Admission.Turns turns = this::waits;

  /** Written by the task only, and read by metrics. */
  private volatile long most;

  private int moved;

  /** Whether the last wave since a go was full. Those right after a go are, for a moment. */
  private boolean waveWasFull;

  private boolean alarmIsSet;
  private boolean over;

  /** Calls back between waves. */
  public interface Alarm {
    /** Runs a go in so many nanoseconds, or later. */
    void set(long nanos, Go go);
  }

  /** A short time in which series move. */
  public interface Go {
    /** Replays a few slots. */
    void run() throws IOException;
  }

  /**
   * A runner of two models.
   *
   * @param clock nanoseconds that only grow
   * @param most how many series may have states of the former model
   * @param ended is called when the last of them has moved
   */
  public SpreadRunner(
      WaveRunner former,
      WaveRunner next,
      TakeoverBudget budget,
      LongSupplier clock,
      Alarm alarm,
      long most,
      Runnable ended) {
    this.former = former;
    this.next = next;
    this.budget = budget;
    this.clock = clock;
    this.alarm = alarm;
    this.most = most;
    this.ended = ended;
    replay = next.replay(former);
  }

  /** How many series have not moved, at most: series that ended meanwhile still count. */
  long mostLeft() {
    return most;
  }

  @Override
  public int stateBytes() {
    return Math.max(former.stateBytes(), next.stateBytes());
  }

  @Override
  public void run(Wave wave, long issuedAt) throws IOException {
    moved = 0;
    for (int row = 0; row < wave.size(); row++) {
      if (!next.admit(wave.row(row), turns)) {
        former.admit(wave.row(row), Admission.Turns.AT_ONCE);
        replay.add(wave.row(row).reading().series());
      }
    }
    former.step(issuedAt);
    next.step(issuedAt);
    waveWasFull = wave.isFull();
    if (moved > 0) {
      budget.pay(next.catchUpNanos());
      count(moved);
    }
    setAlarm();
  }

  /** Moves no more series between waves. */
  void end() {
    over = true;
  }

  private boolean waits(byte[] state) {
    if (former.wrote(state)) {
      return true;
    }
    moved++;
    return false;
  }

  private void setAlarm() {
    if (!over && !alarmIsSet && !replay.isEmpty()) {
      alarmIsSet = true;
      alarm.set(budget.nanosUntilFull(), this::go);
    }
  }

  private void go() throws IOException {
    alarmIsSet = false;
    if (over) {
      return;
    }
    budget.backlog(waveWasFull);
    waveWasFull = false;
    if (budget.isFull()) {
      long begin = clock.getAsLong();
      replay.resume();
      long spent;
      do {
        replay.step();
        spent = clock.getAsLong() - begin;
      } while (!replay.isEmpty() && (spent < TakeoverBudget.GO_NANOS || replay.isUrgent()));
      replay.pause();
      budget.pay(spent);
      count(replay.takeMoved());
    }
    setAlarm();
  }

  private void count(int series) {
    most = Math.max(0, most - series);
    if (most == 0 && !over) {
      ended.run();
    }
  }
}
