package io.takt.bench.suite;

/** How far the consumers of a process have read facts, as another process sees it. */
public interface ReadStampsMXBean {

  /** Wall clock at which facts were first given, epoch milliseconds; 0: none yet. */
  long getFirst();

  /** Sum over partitions of the offset after the last fact given; see {@link ReadStamps}. */
  long getPosition();
}
