package io.takt.bench.peer;

/** One of them. */
public interface Peer {

  /** Starts it on what is on the topics, from the beginning, and comes back. */
  Run start(PeerSite site) throws Exception;

  /** A peer at work. */
  interface Run {

    /**
     * Whether it has come to its end by itself.
     *
     * @throws Exception what made it fail
     */
    boolean ended() throws Exception;

    /** Ends it, if it has not ended, and removes what it left. */
    void end() throws Exception;
  }
}
