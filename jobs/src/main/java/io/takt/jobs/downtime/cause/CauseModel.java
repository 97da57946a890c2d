package io.takt.jobs.downtime.cause;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Naive Bayes that learns one stop at a time. What an asset has not seen often is taken from its
 * class, and what the class has not, from the site; a token that says nothing about a reason
 * changes nothing. Scores are sharpened or dulled until they come true as often as they say.
 */
final class CauseModel {
  static final double SHARPNESS_AT_FIRST = 0.6;
  private static final double LEAST_SHARPNESS = 0.2;
  private static final double MOST_SHARPNESS = 1.5;
  private static final double STEP = 0.01;

  /**
   * Stops that the background, the site and the class are worth. Chosen on the plants of seeds 1,
   * 11 and 12; others judge.
   */
  private static final double BACKGROUND = 1.5;

  private static final double SITE = 8;
  private static final double CLASS = 12;

  /** Stops that a reason nobody has given yet is worth: after a few words nothing is certain. */
  private static final double UNHEARD_OF = 3;

  /** A reason that was given less than this is none. */
  private static final double LEAST_WEIGHT = 0.3;

  private static final int MOST_CANDIDATES = 9;
  private static final double LEAST_PROBABILITY = 0.01;

  private final CauseMemory memory;

  CauseModel(CauseMemory memory) {
    this.memory = memory;
  }

  /** Reasons by how likely they are, at most nine; empty: nothing has been learned. */
  List<Candidate> predict(StopCase stop, List<String> tokens) {
    Map<String, Score> scores = scores(stop, tokens);
    Map<String, Double> probabilities = probabilities(scores, memory.sharpness());
    List<Candidate> candidates = new ArrayList<>();
    Tally ofSite = memory.tally("site");
    double given = ofSite == null ? 0 : ofSite.total();
    double heardOf = given / (given + UNHEARD_OF);
    probabilities.forEach(
        (reason, share) -> {
          double probability = share * heardOf;
          if (probability >= LEAST_PROBABILITY) {
            candidates.add(new Candidate(reason, probability, scores.get(reason).because()));
          }
        });
    candidates.sort(
        Comparator.comparingDouble(Candidate::probability)
            .reversed()
            .thenComparing(Candidate::reason));
    return List.copyOf(candidates.subList(0, Math.min(MOST_CANDIDATES, candidates.size())));
  }

  /** Learns that a stop with these tokens had this reason, or with -1 that it had not. */
  void learn(StopCase stop, List<String> tokens, String reason, double weight) {
    if (weight > 0) {
      sharpen(stop, tokens, reason);
    }
    for (String scope : scopes(stop)) {
      add(scope, reason, weight, stop.start());
      String counted = "";
      for (String token : tokens) {
        String feature = Tokens.feature(token);
        add(scope + "|" + token, reason, weight, stop.start());
        if (!Tokens.severalValues(feature) && !feature.equals(counted)) {
          add(scope + "|" + feature, reason, weight, stop.start());
          counted = feature;
        }
      }
    }
  }

  private void add(String name, String reason, double weight, long at) {
    Tally tally = memory.tally(name);
    if (tally == null) {
      tally = new Tally();
    }
    tally.add(reason, weight, at);
    memory.keep(name, tally);
  }

  /** From the widest to the narrowest. */
  private static List<String> scopes(StopCase stop) {
    return List.of("site", "class " + stop.assetClass(), "asset " + stop.asset());
  }

  /** One reason's score and what adds most to it. */
  private static final class Score {
    private double sum;
    private double most = 0.3;
    private String token;
    private double second = 0.3;
    private String secondToken;

    void add(String from, double lift) {
      sum += lift;
      if (lift > most) {
        second = most;
        secondToken = token;
        most = lift;
        token = from;
      } else if (lift > second) {
        second = lift;
        secondToken = from;
      }
    }

    String because() {
      if (token == null) {
        return "given most";
      }
      return secondToken == null
          ? Tokens.words(token)
          : Tokens.words(token) + ", " + Tokens.words(secondToken);
    }
  }

  private Map<String, Score> scores(StopCase stop, List<String> tokens) {
    Tally ofSite = memory.tally("site");
    if (ofSite == null) {
      return Map.of();
    }
    List<String> reasons = new ArrayList<>();
    for (String reason : ofSite.weights().keySet()) {
      if (ofSite.of(reason) >= LEAST_WEIGHT) {
        reasons.add(reason);
      }
    }
    List<String> scopes = scopes(stop);
    List<Tally> priors = tallies(scopes, "");
    Map<String, Score> scores = new LinkedHashMap<>();
    double all = ofSite.total();
    for (String reason : reasons) {
      double prior = (ofSite.of(reason) + 0.5) / (all + 0.5 * reasons.size());
      prior = backedOff(prior, priors.get(1), reason, SITE);
      prior = backedOff(prior, priors.get(2), reason, CLASS);
      Score score = new Score();
      score.sum = Math.log(prior);
      scores.put(reason, score);
    }
    for (String token : tokens) {
      String feature = Tokens.feature(token);
      boolean several = Tokens.severalValues(feature);
      List<Tally> with = tallies(scopes, "|" + token);
      List<Tally> of = several ? priors : tallies(scopes, "|" + feature);
      if (with.get(0) == null || of.get(0) == null) {
        continue;
      }
      double background = (with.get(0).total() + 0.5) / (of.get(0).total() + 1);
      for (String reason : reasons) {
        double likely = background;
        double worth = BACKGROUND;
        for (int level = 0; level < scopes.size(); level++) {
          likely = likelihood(likely, worth, with.get(level), of.get(level), reason);
          worth = level == 0 ? SITE : CLASS;
        }
        scores.get(reason).add(token, Tokens.weight(feature) * Math.log(likely / background));
      }
    }
    return scores;
  }

  private static double backedOff(double wider, Tally narrower, String reason, double worth) {
    return narrower == null
        ? wider
        : (narrower.of(reason) + worth * wider) / (narrower.total() + worth);
  }

  private static double likelihood(
      double wider, double worth, Tally with, Tally of, String reason) {
    double stops = of == null ? 0 : of.of(reason);
    double hits = with == null ? 0 : Math.min(stops, with.of(reason));
    return (hits + worth * wider) / (stops + worth);
  }

  private List<Tally> tallies(List<String> scopes, String what) {
    List<Tally> found = new ArrayList<>(scopes.size());
    for (String scope : scopes) {
      found.add(memory.tally(scope + what));
    }
    return found;
  }

  private static Map<String, Double> probabilities(Map<String, Score> scores, double sharpness) {
    double best = Double.NEGATIVE_INFINITY;
    for (Score score : scores.values()) {
      best = Math.max(best, score.sum);
    }
    Map<String, Double> probabilities = new LinkedHashMap<>();
    double sum = 0;
    for (Map.Entry<String, Score> score : scores.entrySet()) {
      double weight = Math.exp(sharpness * (score.getValue().sum - best));
      probabilities.put(score.getKey(), weight);
      sum += weight;
    }
    double all = sum;
    probabilities.replaceAll((reason, weight) -> weight / all);
    return probabilities;
  }

  /** One step down the slope of the log loss. */
  private void sharpen(StopCase stop, List<String> tokens, String reason) {
    Map<String, Score> scores = scores(stop, tokens);
    Score right = scores.get(reason);
    if (right == null) {
      return;
    }
    double sharpness = memory.sharpness();
    double slope = -right.sum;
    for (Map.Entry<String, Double> p : probabilities(scores, sharpness).entrySet()) {
      slope += p.getValue() * scores.get(p.getKey()).sum;
    }
    double bounded = Math.max(-3, Math.min(3, slope));
    memory.sharpness(
        Math.max(LEAST_SHARPNESS, Math.min(MOST_SHARPNESS, sharpness - STEP * bounded)));
  }

  /** Reasons the model knows; for tests. */
  Set<String> reasons() {
    Tally ofSite = memory.tally("site");
    return ofSite == null ? Set.of() : ofSite.weights().keySet();
  }
}
