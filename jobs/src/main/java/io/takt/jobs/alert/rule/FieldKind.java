package io.takt.jobs.alert.rule;

/** What a field of a stream holds. */
public enum FieldKind {
  NUMBER,
  /** An instant; held as a number, epoch milliseconds. */
  TIME,
  /** Text, the name of an enum's value, or true and false. */
  WORD
}
