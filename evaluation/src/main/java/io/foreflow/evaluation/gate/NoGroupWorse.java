package io.foreflow.evaluation.gate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * No group of series is worse off with the challenger by more than a bound.
 *
 * @param bound the largest allowed increase of a group's mean loss, as a share of the champion's
 * @param least number of series below which a group is too small to be judged
 */
public record NoGroupWorse(double bound, int least) implements GateRule {

  public NoGroupWorse {
    if (!(bound >= 0 && Double.isFinite(bound)) || least < 1) {
      throw new IllegalArgumentException(
          "bound is %s and least is %d, they must be at least 0 and at least 1"
              .formatted(bound, least));
    }
  }

  @Override
  public String name() {
    return "no-group-worse";
  }

  @Override
  public String text() {
    return "no group of %d or more series is worse by more than %s"
        .formatted(least, Words.percent(bound));
  }

  @Override
  public Finding judge(HeldOutLosses losses) {
    if (!losses.hasChampion()) {
      return Finding.skipped(name(), "there is no champion yet");
    }
    Map<String, List<SeriesLosses>> groups =
        losses.pairs().stream()
            .collect(Collectors.groupingBy(SeriesLosses::group, TreeMap::new, Collectors.toList()));
    List<String> worse = new ArrayList<>();
    int judged = 0;
    for (Map.Entry<String, List<SeriesLosses>> group : groups.entrySet()) {
      if (group.getValue().size() >= least) {
        judged++;
        double champion = HeldOutLosses.mean(group.getValue(), SeriesLosses::champion);
        double challenger = HeldOutLosses.mean(group.getValue(), SeriesLosses::challenger);
        if (challenger > champion * (1 + bound)) {
          worse.add("%s (%s)".formatted(group.getKey(), Words.change(challenger, champion)));
        }
      }
    }
    return finding(groups.size(), judged, worse);
  }

  private Finding finding(int groups, int judged, List<String> worse) {
    String small =
        groups == judged
            ? ""
            : "; %d of %d groups have fewer than %d series and were not judged"
                .formatted(groups - judged, groups, least);
    if (judged == 0) {
      return Finding.skipped(name(), "no group is large enough" + small);
    }
    return Finding.of(
        name(),
        worse.isEmpty(),
        worse.isEmpty()
            ? "no group is more than %s worse, of %d%s"
                .formatted(Words.percent(bound), judged, small)
            : "worse by more than %s: %s%s"
                .formatted(Words.percent(bound), String.join(", ", worse), small));
  }
}
