package io.foreflow.trainer.ensemble;

import io.foreflow.options.Option;
import io.foreflow.options.OptionGroup;
import io.foreflow.options.Problems;
import io.foreflow.options.Rule;
import io.foreflow.options.Settings;
import io.foreflow.options.ValueType;
import java.util.List;

/**
 * The members of an ensemble.
 *
 * @param members their kinds
 * @param ridgeWindow number of last readings that the ridge regression reads; 0 without one
 * @param ridgeShare its share of the forecast: one number, or one for each step; empty to learn it
 */
public record EnsembleConfig(Members members, int ridgeWindow, List<Double> ridgeShare) {

  /**
   * The longest window by default. The time and memory of a regression grow with the square of its
   * window.
   */
  private static final int LONGEST_DEFAULT_WINDOW = 512;

  public static final OptionGroup GROUP = new OptionGroup("The members");

  public static final Option<Members> MEMBERS =
      Option.of(
              GROUP,
              "members",
              Members.TYPE,
              new Rule<>("at least 1", members -> members.networks() > 0 || members.ridge()),
              "1")
          .help(
              "Forecasters that the file averages: a number of networks, or the kind of each,"
                  + " such as gru,gru,ridge. A number counts networks with the option cell."
                  + " ridge is a ridge regression on the last readings. Each network is trained"
                  + " with its own seed.");

  public static final Option<Integer> RIDGE_WINDOW =
      Option.derived(
              GROUP,
              "ridge-window",
              ValueType.INTEGER,
              Rule.atLeast(2),
              "the context, at most 512; only with the member ridge")
          .help("Number of last readings that the ridge regression reads.");

  public static final Option<List<Double>> RIDGE_SHARE =
      Option.of(
              GROUP,
              "ridge-share",
              ValueType.NUMBERS,
              new Rule<>(
                  "numbers from 0 to 1, one or as many as the horizon",
                  shares -> shares.stream().allMatch(share -> share >= 0 && share <= 1)),
              "[]")
          .help(
              "Share of the ridge regression in the forecast: one number, or one for each step."
                  + " Empty: learnt on the readings held out, and 0.5 if none are.");

  public EnsembleConfig {
    ridgeShare = List.copyOf(ridgeShare);
    Problems problems = new Problems();
    problems.check(MEMBERS, members);
    problems.check(RIDGE_SHARE, ridgeShare);
    if (members.ridge()) {
      problems.check(RIDGE_WINDOW, ridgeWindow);
    } else if (ridgeWindow != 0) {
      problems.add("ridge-window", ridgeWindow, "but members are " + members + ", without ridge");
    }
    if (!ridgeShare.isEmpty() && !members.isMixed()) {
      problems.add(
          "ridge-share",
          ridgeShare,
          "but members are " + members + ": a share needs ridge and at least one network");
    }
    problems.throwIfAny();
  }

  /** Checks the options that depend on the features. */
  public void check(Problems problems, int context, int horizon) {
    if (ridgeWindow > context) {
      problems.add("ridge-window", ridgeWindow, "must be at most the context, " + context);
    }
    if (ridgeShare.size() > 1 && ridgeShare.size() != horizon) {
      problems.say(
          "ridge-share",
          "ridge-share has %d numbers, it must have one, or as many as the horizon, %d"
              .formatted(ridgeShare.size(), horizon));
    }
  }

  /** The given shares, if there are any; else half. */
  public Shares shares(int horizon) {
    if (ridgeShare.isEmpty()) {
      return Shares.even(Shares.HALF, horizon);
    }
    return ridgeShare.size() == 1
        ? Shares.even(ridgeShare.get(0), horizon)
        : new Shares(ridgeShare);
  }

  /** Makes the configuration from settings. */
  public static EnsembleConfig from(Settings settings, int context) {
    Members members = settings.get(MEMBERS);
    int window = Math.min(context, LONGEST_DEFAULT_WINDOW);
    return new EnsembleConfig(
        members,
        settings.get(RIDGE_WINDOW, () -> members.ridge() ? window : 0),
        settings.get(RIDGE_SHARE));
  }

  /** A copy with the first networks only. */
  public EnsembleConfig first(int networks) {
    return new EnsembleConfig(members.first(networks), ridgeWindow, ridgeShare);
  }

  /** Writes the values of the options. */
  public void put(Settings into) {
    into.put(MEMBERS, members);
    if (members.ridge()) {
      into.put(RIDGE_WINDOW, ridgeWindow);
    }
    if (!ridgeShare.isEmpty()) {
      into.put(RIDGE_SHARE, ridgeShare);
    }
  }

  /** Writes the values of the options that decide what the members are. */
  public void putShape(Settings into) {
    into.put(MEMBERS, members);
    if (members.ridge()) {
      into.put(RIDGE_WINDOW, ridgeWindow);
    }
  }
}
