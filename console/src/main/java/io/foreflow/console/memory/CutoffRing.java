package io.foreflow.console.memory;

import java.util.ArrayList;
import java.util.List;

/**
 * The forecasts of the newest cutoffs of a series, the oldest first, with one of each version for a
 * cutoff. At a cutoff those of live models come first. Not thread-safe.
 */
final class CutoffRing {

  /** Forecasts of one cutoff. A live model and shadows are few. */
  static final int MOST_PER_CUTOFF = 8;

  private final int mostCutoffs;
  private final List<KeptForecast> forecasts = new ArrayList<>(4);
  private int cutoffs;
  private long bytes = 96;

  CutoffRing(int mostCutoffs) {
    this.mostCutoffs = mostCutoffs;
  }

  long bytes() {
    return bytes;
  }

  List<KeptForecast> all() {
    return forecasts;
  }

  boolean isEmpty() {
    return forecasts.isEmpty();
  }

  KeptForecast newest() {
    return forecasts.get(forecasts.size() - 1);
  }

  /**
   * Takes a forecast. A repeat takes the place of the one before; one older than all kept is left
   * out.
   *
   * @return whether it is one of a cutoff and version that was not there, or was there as a
   *     shadow's only
   */
  boolean add(KeptForecast forecast) {
    int place = forecasts.size();
    while (place > 0 && forecasts.get(place - 1).cutoff() > forecast.cutoff()) {
      place--;
    }
    int ofCutoff = 0;
    for (int i = place - 1; i >= 0 && forecasts.get(i).cutoff() == forecast.cutoff(); i--) {
      if (forecasts.get(i).shape().model().equals(forecast.shape().model())) {
        return replace(i, forecast);
      }
      ofCutoff++;
    }
    if (ofCutoff == MOST_PER_CUTOFF || (place == 0 && cutoffs == mostCutoffs)) {
      return false;
    }
    insert(place, forecast);
    if (ofCutoff == 0 && ++cutoffs > mostCutoffs) {
      dropOldest();
    }
    return true;
  }

  /** A version that is both live and a shadow, because it took over at this cutoff, is live. */
  private boolean replace(int place, KeptForecast forecast) {
    boolean wasShadow = forecasts.get(place).shape().shadow();
    if (forecast.shape().shadow() && !wasShadow) {
      return false;
    }
    bytes -= forecasts.remove(place).bytes();
    insert(place, forecast);
    return wasShadow && !forecast.shape().shadow();
  }

  /** Puts a forecast at a place, or before the shadows that are there. */
  private void insert(int end, KeptForecast forecast) {
    int place = end;
    // The topics of live models and shadows are read side by side, so either may come first.
    while (!forecast.shape().shadow() && place > 0 && isShadow(place - 1, forecast.cutoff())) {
      place--;
    }
    forecasts.add(place, forecast);
    bytes += forecast.bytes();
  }

  private boolean isShadow(int place, long cutoff) {
    KeptForecast forecast = forecasts.get(place);
    return forecast.cutoff() == cutoff && forecast.shape().shadow();
  }

  private void dropOldest() {
    long oldest = forecasts.get(0).cutoff();
    int end = 0;
    while (end < forecasts.size() && forecasts.get(end).cutoff() == oldest) {
      bytes -= forecasts.get(end++).bytes();
    }
    forecasts.subList(0, end).clear();
    cutoffs--;
  }

  /** The index of the last forecast whose cutoff is before a time; -1 without one. */
  int lastBefore(long time) {
    int index = forecasts.size() - 1;
    while (index >= 0 && forecasts.get(index).cutoff() >= time) {
      index--;
    }
    return index;
  }
}
