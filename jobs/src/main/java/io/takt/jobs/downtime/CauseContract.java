package io.takt.jobs.downtime;

import static io.takt.jobs.timeline.Fact.NONE;

import io.takt.avro.CauseCandidate;
import io.takt.avro.CauseEvidence;
import io.takt.avro.CauseOrigin;
import io.takt.avro.EvidenceKind;
import io.takt.avro.StopCause;
import io.takt.jobs.downtime.cause.Candidate;
import io.takt.jobs.downtime.cause.Finding;
import io.takt.jobs.downtime.cause.StopCase;
import io.takt.sinks.CauseChange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What the core finds → as the contract has it. */
final class CauseContract {

  private CauseContract() {}

  static CauseChange cause(Finding finding, long revision) {
    StopCase stop = finding.stop();
    StopCase.Root root = stop.root();
    StopCause cause = new StopCause();
    cause.setAssetId(stop.asset());
    cause.setStartedAt(Instant.ofEpochMilli(stop.start()));
    cause.setEndedAt(instant(stop.end()));
    cause.setRevision(revision);
    cause.setOrigin(CauseOrigin.valueOf(finding.origin().name()));
    cause.setCause(finding.cause());
    cause.setProbability(number(finding.probability()));
    cause.setBecause(finding.because());
    cause.setDecidedBy(finding.decidedBy());
    cause.setDecidedAt(Instant.ofEpochMilli(finding.decidedAt()));
    cause.setFirstOut(finding.firstOut());
    cause.setRootAssetId(root == null ? null : root.asset());
    cause.setRootStartedAt(root == null ? null : Instant.ofEpochMilli(root.startedAt()));
    cause.setRootDelayMs(root == null ? null : stop.start() - root.startedAt());
    cause.setGivenReason(stop.givenReason());
    cause.setMachineReason(finding.machineReason());
    cause.setMachineProbability(number(finding.machineProbability()));
    cause.setMachineBecause(finding.machineBecause());
    cause.setSite(stop.site());
    cause.setAssetClass(stop.assetClass());
    cause.setCandidates(candidates(finding.candidates()));
    cause.setEvidence(evidence(finding.evidence()));
    return CauseChange.of(cause);
  }

  private static List<CauseCandidate> candidates(List<Candidate> candidates) {
    List<CauseCandidate> said = new ArrayList<>(candidates.size());
    for (Candidate candidate : candidates) {
      said.add(
          new CauseCandidate(candidate.reason(), candidate.probability(), candidate.because()));
    }
    return said;
  }

  private static List<CauseEvidence> evidence(List<Finding.Evidence> evidence) {
    List<CauseEvidence> said = new ArrayList<>(evidence.size());
    for (Finding.Evidence piece : evidence) {
      said.add(
          new CauseEvidence(
              EvidenceKind.valueOf(piece.kind().name()),
              piece.subject(),
              instant(piece.at()),
              piece.detail()));
    }
    return said;
  }

  private static Instant instant(long instant) {
    return instant == NONE ? null : Instant.ofEpochMilli(instant);
  }

  private static Double number(double value) {
    return Double.isNaN(value) ? null : value;
  }
}
