package io.takt.jobs.downtime;

/** Names of operators in savepoints. Never change one: its state would be lost. */
final class Uids {

  static final String READ_EVIDENCE = "read-evidence";
  static final String SORT_EVIDENCE = "sort-evidence";
  static final String PLACE_ON_LINES = "place-on-lines";
  static final String PUT_CASES_TOGETHER = "put-cases-together";
  static final String DECIDE_ON_CAUSES = "decide-on-causes";
  static final String CAUSES_TO_TOPIC = "causes-to-topic";
  static final String CAUSES_TO_TABLE = "causes-to-table";
  static final String DEAD_LETTERS_TO_TOPIC = "dead-letters-to-topic";

  private Uids() {}
}
