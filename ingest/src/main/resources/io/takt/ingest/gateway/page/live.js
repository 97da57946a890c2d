// Hears when something changes at one asset. The browser's EventSource reconnects by itself after a broken
// connection, but gives up for good after an answer that is no stream (a gateway that is starting, a
// session that ended); then it is opened anew here.

const AGAIN_MS = 5_000;

/** The events of one asset at a time. */
export class LiveEvents {
  /**
   * @param {function(string): EventSource} open
   * @param {function(string)} heard called with what happened: "live", "stop", "bye" …
   * @param {function()} lost the connection is broken; it will be tried again
   */
  constructor(open, heard, lost) {
    this.open = open;
    this.heard = heard;
    this.lost = lost;
    this.source = null;
    this.timer = null;
  }

  /** Listens to this asset, and no other. */
  listen(asset) {
    this.close();
    const source = this.open(asset);
    this.source = source;
    for (const kind of ["hello", "live", "stop", "bye"]) {
      source.addEventListener(kind, () => this.heard(kind));
    }
    source.onerror = () => {
      this.lost();
      if (source.readyState === EventSource.CLOSED && source === this.source) {
        this.timer = setTimeout(() => this.listen(asset), AGAIN_MS);
      }
    };
  }

  close() {
    clearTimeout(this.timer);
    this.source?.close();
    this.source = null;
  }
}
