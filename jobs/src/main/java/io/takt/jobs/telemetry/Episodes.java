package io.takt.jobs.telemetry;

import io.takt.avro.Anomaly;
import io.takt.avro.Contribution;
import io.takt.avro.Direction;
import io.takt.avro.SimilarEpisode;
import io.takt.avro.Verdict;
import io.takt.jobs.anomaly.Episode;
import io.takt.jobs.wire.AvroWire;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * An asset's latest episodes as they were said, to find those alike and to hold what operators
 * decided. Mutable; bounded to the {@link #KEPT} latest.
 */
final class Episodes {

  static final int KEPT = 64;

  private static final int MOST_SIMILAR = 3;
  private static final double ALIKE = 0.7;

  /** Signals with less of the evidence are not worth a word on what would end an episode. */
  private static final double WORTH_A_WORD = 0.2;

  /** By start. */
  private final NavigableMap<Long, Anomaly> said = new TreeMap<>();

  private long revision;

  /** What is to be said of an episode as it is now. */
  Anomaly say(String asset, Episode episode, long wallMicros) {
    Anomaly before = said.get(episode.startedAt());
    Verdict verdict = before == null ? Verdict.NONE : before.getVerdict();
    List<Contribution> contributions = new ArrayList<>();
    for (io.takt.jobs.anomaly.Contribution part : episode.contributions()) {
      contributions.add(
          new Contribution(
              part.signal(),
              part.share(),
              part.actual(),
              part.expected(),
              part.lower(),
              part.upper(),
              Direction.valueOf(part.direction().name())));
    }
    Anomaly anomaly =
        Anomaly.newBuilder()
            .setAssetId(asset)
            .setStartedAt(Instant.ofEpochMilli(episode.startedAt()))
            .setEndedAt(episode.endedAt() == null ? null : Instant.ofEpochMilli(episode.endedAt()))
            .setPeakAt(Instant.ofEpochMilli(episode.peakAt()))
            .setRevision(nextRevision(wallMicros))
            .setSeverity(episode.severity())
            .setRegime(episode.regime())
            .setDetector(episode.firstDetector().name())
            .setContributions(contributions)
            .setWorkOrder(orNull(episode.workOrder()))
            .setProduct(orNull(episode.product()))
            .setSimilar(similar(episode.startedAt(), contributions))
            .setVerdict(episode.withdrawn() ? Verdict.NOT_AN_ANOMALY : verdict)
            .setClearsWhen(episode.endedAt() == null ? clearsWhen(contributions) : "")
            .build();
    keep(anomaly);
    return anomaly;
  }

  /** What is to be said after a decision; null: such an episode is not known any more. */
  Anomaly decide(long startedAt, Verdict verdict, long wallMicros) {
    Anomaly before = said.get(startedAt);
    if (before == null) {
      return null;
    }
    Anomaly decided =
        Anomaly.newBuilder(before)
            .setVerdict(verdict)
            .setRevision(nextRevision(wallMicros))
            .build();
    keep(decided);
    return decided;
  }

  private void keep(Anomaly anomaly) {
    said.put(anomaly.getStartedAt().toEpochMilli(), anomaly);
    if (said.size() > KEPT) {
      said.pollFirstEntry();
    }
  }

  /** Rises across restores too, where a counter kept in state would fall back. */
  private long nextRevision(long wallMicros) {
    revision = Math.max(revision + 1, wallMicros);
    return revision;
  }

  private static String orNull(String word) {
    return word == null || word.isEmpty() ? null : word;
  }

  private List<SimilarEpisode> similar(long startedAt, List<Contribution> contributions) {
    Map<String, Double> own = shape(contributions);
    List<SimilarEpisode> alike = new ArrayList<>();
    for (Anomaly other : said.headMap(startedAt).values()) {
      double similarity = cosine(own, shape(other.getContributions()));
      if (similarity >= ALIKE) {
        alike.add(new SimilarEpisode(other.getStartedAt(), similarity, other.getVerdict()));
      }
    }
    alike.sort(
        Comparator.comparingDouble(SimilarEpisode::getSimilarity)
            .thenComparing(SimilarEpisode::getStartedAt)
            .reversed());
    return alike.size() > MOST_SIMILAR ? new ArrayList<>(alike.subList(0, MOST_SIMILAR)) : alike;
  }

  /** Share of each signal, negative where it was low. */
  private static Map<String, Double> shape(List<Contribution> contributions) {
    Map<String, Double> shape = new HashMap<>();
    for (Contribution part : contributions) {
      double sign = part.getDirection() == Direction.LOW ? -1 : 1;
      shape.put(part.getSignal(), sign * part.getShare());
    }
    return shape;
  }

  private static double cosine(Map<String, Double> a, Map<String, Double> b) {
    double product = 0;
    for (Map.Entry<String, Double> part : a.entrySet()) {
      product += part.getValue() * b.getOrDefault(part.getKey(), 0.0);
    }
    double lengths = Math.sqrt(square(a) * square(b));
    return lengths > 0 ? Math.min(1, product / lengths) : 0;
  }

  private static double square(Map<String, Double> shape) {
    return shape.values().stream().mapToDouble(share -> share * share).sum();
  }

  private static String clearsWhen(List<Contribution> contributions) {
    List<String> words = new ArrayList<>();
    for (Contribution part : contributions) {
      if (part.getShare() >= WORTH_A_WORD) {
        words.add(
            switch (part.getDirection()) {
              case HIGH -> "%s falls to %.4g".formatted(part.getSignal(), part.getUpper());
              case LOW -> "%s rises to %.4g".formatted(part.getSignal(), part.getLower());
              case OTHER ->
                  "%s is from %.4g to %.4g again"
                      .formatted(part.getSignal(), part.getLower(), part.getUpper());
            });
      }
    }
    return words.isEmpty() ? "" : "Ends when " + String.join(" and ", words) + ".";
  }

  Episodes copy() {
    Episodes copy = new Episodes();
    copy.said.putAll(said);
    copy.revision = revision;
    return copy;
  }

  void write(DataOutput out) throws IOException {
    out.writeLong(revision);
    out.writeInt(said.size());
    for (Anomaly anomaly : said.values()) {
      AvroWire.write(anomaly, out);
    }
  }

  static Episodes read(DataInput in) throws IOException {
    Episodes read = new Episodes();
    read.revision = in.readLong();
    int size = in.readInt();
    for (int i = 0; i < size; i++) {
      read.keep(AvroWire.read(Anomaly.class, in));
    }
    return read;
  }
}
